"""The documentation is true: its commands, links, folders and names exist, and the reference lists everything public."""

import inspect
import os
import re
import shlex
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from helpers.repository import REPOSITORY
from typer.main import get_command

import autograder
from autograder import expect, probes
from autograder.cli import app
from autograder.integrations.otter.wheel import wheel_name

DOCS = REPOSITORY / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*sorted(REPOSITORY.glob("*.md")), *PAGES]
FOLDERS = {"model", "report", "checks", "sandbox", "grading", "integrations", "authoring", "cli"}
COMMANDS = get_command(app).commands
TARGETS = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.M))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SHELLS = {"sh", "bash", "console"}


def name_of(path):
    return path.relative_to(REPOSITORY).as_posix()


def command_lines(text):
    """The lines of the shell blocks, as lists of words, without comments, prompts and variables before the command."""
    for language, block in FENCE.findall(text):
        if language in SHELLS:
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                while words and "=" in words[0]:
                    del words[0]
                if words:
                    yield [Path(words[0]).name, *words[1:]]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_commands_in_code_blocks_exist(path):
    for program, *arguments in command_lines(path.read_text()):
        if program == "make":
            assert {word for word in arguments if "=" not in word} <= TARGETS, arguments
        elif program == "autograder" and arguments not in (["--help"], ["--version"]):
            name, *rest = arguments
            assert name in COMMANDS, name
            if rest != ["--help"]:
                COMMANDS[name].make_context(name, rest)  # raises for an unknown or missing option or argument


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_commands_in_sentences_exist(path):
    prose = FENCE.sub("", path.read_text())
    for program, first, rest in re.findall(r"`(autograder|make) ([a-z][\w-]*)([^`]*)`", prose):
        known = COMMANDS if program == "autograder" else TARGETS
        assert first in known, f"{program} {first}"
        if program == "autograder":
            options = {option for parameter in COMMANDS[first].params for option in parameter.opts}
            assert set(re.findall(r"--[\w-]+", rest)) <= options | {"--help"}, rest


def headings(path):
    """The anchors of a page's headings, in the style of GitHub and MkDocs."""
    titles = re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text()), re.M)
    plain = (re.sub(r"[^\w\s-]", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title)) for title in titles)
    return {re.sub(r"\s", "-", title.strip().lower()) for title in plain}


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_relative_links_resolve(path):
    text = FENCE.sub("", path.read_text())
    for link in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text):
        if re.match(r"\w+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = path.parent / place if place else path
        assert target.exists(), link
        generated = target.resolve().parent == DOCS / "reference"  # its headings come from the hook; MkDocs checks them
        assert not anchor or generated or anchor in headings(target), link


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_begins_with_something_to_copy(path):
    head = path.read_text().split("\n## ")[0]
    assert re.match(r"# \S", head)
    assert path == DOCS / "students" / "colab.md" or FENCE.search(head), "no code block before the first section"


def test_wheels_are_of_this_version():
    texts = [*TEXTS, REPOSITORY / "grader.yml"]
    named = {wheel for path in texts for wheel in re.findall(r"dl_autograder-[\w.-]*\.whl", path.read_text())}
    assert named == {wheel_name()}


def test_the_readme_is_short():
    assert len((REPOSITORY / "README.md").read_text().splitlines()) <= 120


def test_the_architecture_names_the_eight_folders_and_none_that_is_not_there():
    text = (DOCS / "architecture.md").read_text()
    named = set(re.findall(r"`(autograder/[\w/]*|tests/[\w/]*|docs/[\w/]*)`", text))
    assert {f"autograder/{folder}/" for folder in FOLDERS} <= named
    assert not [folder for folder in named if not (REPOSITORY / folder).exists()]
    package = REPOSITORY / "autograder"
    assert {path.parent.name for path in package.glob("*/__init__.py")} == FOLDERS


def public_names():
    for module in (autograder, expect, probes):
        for name in module.__all__:
            yield f"{module.__name__}.{name}", getattr(module, name)


@pytest.fixture(scope="module")
def documented(tmp_path_factory):
    """The names in the inventory of mkdocstrings, from a strict build."""
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    packed = (site / "objects.inv").read_bytes()
    lines = zlib.decompress(packed.partition(b"zlib.\n")[2]).decode().splitlines()
    return {line.split()[0] for line in lines}, (site / "reference" / "checks.html").read_text()


def test_every_public_name_has_a_docstring_and_is_in_the_reference(documented):
    names, page = documented
    for name, value in public_names():
        assert inspect.getdoc(value), name
        if inspect.ismodule(value):
            assert any(known.startswith(f"{value.__name__}.") for known in names), name
        elif isinstance(value, str):
            assert name in page
        else:
            assert f"{value.__module__}.{value.__qualname__}" in names, name


def test_the_reference_has_every_command_and_every_key_of_grader_yml(documented, monkeypatch):
    monkeypatch.syspath_prepend(DOCS / "hooks")
    import reference

    commands = reference.all_commands()
    for name, command in COMMANDS.items():
        assert f"### {name}\n" in commands
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert all(f"`{option}`" in commands for option in options if option != "--help")
    keys = reference.keys_of_grader_yml()
    for _, model in reference.mappings(reference._CourseInFile):
        assert all(f"| `{field.alias or name}` |" in keys for name, field in model.model_fields.items())
