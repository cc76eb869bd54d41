"""The first cell of a notebook: it installs what is missing, and loads the checks.

It runs where nothing of this package is installed yet, so it has to be plain Python, and short, since students see it.
"""

import re

from autograder import __version__
from autograder.checks.packed_tests import PackedTests
from autograder.integrations.otter.wheel import DISTRIBUTION, wheel_name
from autograder.model.course_settings import Frameworks
from autograder.model.handout import text_in

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
COMMENTS = {
    "en": "# Run this cell first. It installs what this notebook needs, if it is missing, and loads the checks.",
    "ko": "# 이 셀을 먼저 실행하세요. 이 노트북에 필요한 패키지가 없으면 설치하고, 채점 테스트를 불러옵니다.",
}
REMEDIES = {
    "en": '''\
"The package of this course is not installed, or another package named autograder hides it. "
        f"Put {wheel} beside this notebook, run `%pip uninstall -y autograder dl-autograder` in a new cell, "
        "restart the kernel, and run this cell again."''',
    "ko": '''\
"이 과목의 패키지가 설치되지 않았거나, 이름이 같은 다른 패키지(autograder)가 있습니다. "
        f"{wheel} 파일을 이 노트북과 같은 폴더에 두고, 새 셀에서 `%pip uninstall -y autograder dl-autograder`를 "
        "실행한 다음, 커널을 다시 시작하고 이 셀을 다시 실행하세요."''',
}


def first_cell(file_name: str, language: str, frameworks: Frameworks, install: str | None, tests: PackedTests) -> str:
    """Return the code of the first cell of the notebook `file_name`.

    It installs the wheel that lies beside the notebook, else what `install` in grader.yml names: an address or, only if the course says
    so, a requirement that a registry has.
    """
    extras = f"[{','.join(frameworks)}]" if frameworks else ""
    return FIRST_CELL.format(
        comment=text_in(COMMENTS, language),
        wheel=wheel_name(),
        version=__version__,
        distribution=DISTRIBUTION,
        complete=" and ".join(["has_package", *(f'find_spec("{framework}")' for framework in frameworks)]),
        source=f'f"{{wheel}}{extras}"' + (f' if wheel.exists() else "{_elsewhere(install, extras)}"' if install else ""),
        remedy=text_in(REMEDIES, language),
        file_name=file_name,
        tests=tests.pack(),
    )


def _elsewhere(install: str, extras: str) -> str:
    """The requirement that pip takes for `install`, with extras."""
    if "://" in install:
        return f"{DISTRIBUTION}{extras} @ {install}"
    return re.sub(r"^[\w.-]+", lambda name: name[0] + extras, install)
