"""Write the autograder zip, and the folder from which an image is built."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import chdir
from importlib.resources import files
from pathlib import Path

from otter.generate import main as otter_generate

from autograder.integrations.otter.unpacked import PLUGIN, settings
from autograder.integrations.otter.wheel import package_wheel
from autograder.model.course import Assignment, Course
from autograder.model.course_settings import Frameworks
from autograder.model.source_text import read_source

OUR_SCRIPTS = ("setup.sh", "run_autograder", "run_otter.py")  # in place of otter's, which need a package server
EXECUTABLE = 0o755 << 16


def write_zip(course: Course, assignment: Assignment, path: Path) -> str:
    """Write the zip for `otter run`, `otter grade` and Gradescope; return a line for the terminal.

    Otter generates the zip; the plugin's settings, the scripts, and a wheel of this package are added. The zip contains the course secret,
    so only instructors may have it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        generated = Path(scratch) / "otter.zip"
        _generate(course, assignment, generated)
        path.parent.mkdir(parents=True, exist_ok=True)
        _with_ours(generated, path, to_install(assignment.frameworks))
    return f"{path}: written"


def _generate(course: Course, assignment: Assignment, path: Path) -> None:
    # All public, since otter does not show hidden questions.
    config = {
        "assignment_name": assignment.name,
        "show_all_public": True,
        "plugins": [{PLUGIN: settings(course, assignment)}],
    }
    with chdir(path.parent):
        Path("otter_config.json").write_text(json.dumps(config))
        _copy_as_utf8(course.tests_folder(assignment.name), Path("tests"))  # otter reads no other encoding
        otter_generate(
            tests_dir="tests",
            output_path=str(path),
            config="otter_config.json",
            no_requirements=True,
            lang="python",
        )


def _copy_as_utf8(folder: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted(folder.glob("*.py")):
        (target / path.name).write_text(read_source(path), encoding="utf-8")


def to_install(frameworks: Frameworks) -> dict[str, bytes]:
    """Return the files that setup.sh installs, by name. Otter's Dockerfile copies only files with these names before it runs setup.sh."""
    name, wheel = package_wheel()
    lock = (files("autograder") / "requirements.lock").read_bytes()
    extras = ",".join(["grading", *frameworks]).encode()
    return {f"requirements.{name}": wheel, "requirements.lock": lock, "requirements.extras": extras}


def _with_ours(generated: Path, path: Path, more: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(generated) as theirs, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in theirs.infolist():
            if entry.filename not in OUR_SCRIPTS:
                out.writestr(entry.filename, theirs.read(entry))
        for name, content in [*_scripts(OUR_SCRIPTS).items(), *more.items()]:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = EXECUTABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, content)


def _scripts(names: Iterable[str]) -> dict[str, bytes]:
    return {name: (files("autograder.integrations.otter") / name).read_bytes() for name in names}


def write_image(course: Course, folder: Path) -> None:
    """Write the Dockerfile of an image for all assignments of the course, and the files that it copies, into `folder`."""
    frameworks = {framework for assignment in course.assignments.values() for framework in assignment.frameworks}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (_scripts(["Dockerfile", "setup.sh"]) | to_install(tuple(sorted(frameworks)))).items():
        (folder / name).write_bytes(content)
