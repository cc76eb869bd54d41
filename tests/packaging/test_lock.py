"""The locked versions are for everybody who has Python 3.11: Debian's is an early one."""

from importlib.metadata import PackageNotFoundError, distribution

import pytest
from helpers.repository import REPOSITORY
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

LINES = (REPOSITORY / "autograder" / "requirements.lock").read_text().splitlines()
LOCKED = [Requirement(line) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("locked", LOCKED, ids=lambda requirement: requirement.name)
def test_a_locked_version_takes_the_first_python_3_11(locked):
    try:
        found = distribution(locked.name)
    except PackageNotFoundError:
        pytest.skip("not on this system")
    assert locked.specifier.contains(found.version.partition("+")[0])
    assert SpecifierSet(found.metadata.get("Requires-Python", "")).contains("3.11.0")
