"""The first cell of a notebook: it installs what is missing, and loads the checks.

It runs where nothing of this package is installed yet, so it has to be plain Python, and short, since students see it.
"""

import re
from textwrap import wrap

from autograder import __version__
from autograder.checks.packed_tests import PackedTests
from autograder.integrations.otter.wheel import DISTRIBUTION, wheel_name
from autograder.model.course_settings import Frameworks
from autograder.model.language import Language, mark

FIRST_CELL = """\
{comment}
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

wheel = Path("{wheel}")
has_package = any(package.version == "{version}" for package in distributions(name="{distribution}"))
has_stranger = any(distributions(name="autograder"))
if not has_stranger and not ({complete}):
    source = {source}
    %pip install -q "{{source}}"
try:
    from autograder import notebook
except ImportError:
    raise ImportError(
        {remedy}
    ) from None

grader = notebook("{file_name}", tests="{tests}")"""
COMMENT = mark("Run this cell first. It installs what this notebook needs, if it is missing, and loads the checks.")
REMEDY = mark(
    "The package of this course is not installed, or another package named autograder hides it. Put {wheel} beside this notebook, run "
    "`%pip uninstall -y autograder dl-autograder` in a new cell, restart the kernel, and run this cell again."
)
WIDTH = 100  # of a line of the remedy, in the cell's code


def first_cell(file_name: str, language: str, frameworks: Frameworks, install: str | None, tests: PackedTests) -> str:
    """Return the code of the first cell of the notebook `file_name`.

    It installs the wheel that lies beside the notebook, else what `install` in grader.yml names: an address or, only if the course says
    so, a requirement that a registry has.
    """
    text = Language(language).lookup
    extras = f"[{','.join(frameworks)}]" if frameworks else ""
    return FIRST_CELL.format(
        comment=f"# {text(COMMENT)}",
        wheel=wheel_name(),
        version=__version__,
        distribution=DISTRIBUTION,
        complete=" and ".join(["has_package", *(f'find_spec("{framework}")' for framework in frameworks)]),
        source=f'f"{{wheel}}{extras}"' + (f' if wheel.exists() else "{_elsewhere(install, extras)}"' if install else ""),
        remedy="\n        ".join(f'{"f" * ("{" in line)}"{line}"' for line in _lines(text(REMEDY))),
        file_name=file_name,
        tests=tests.pack(),
    )


def _lines(text: str) -> list[str]:
    """Break a text into lines; each but the last ends with the space that separates it from the next."""
    lines = wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"{line} " for line in lines[:-1]] + lines[-1:]


def _elsewhere(install: str, extras: str) -> str:
    """The requirement that pip takes for `install`, with extras."""
    if "://" in install:
        return f"{DISTRIBUTION}{extras} @ {install}"
    return re.sub(r"^[\w.-]+", lambda name: name[0] + extras, install)
