"""The lock works with Python 3.11 (early releases included), 3.12 and 3.13, and names every declared dependency."""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from helpers.repository import REPOSITORY
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

LOCK = REPOSITORY / "autograder" / "requirements.lock"
LOCKED = [Requirement(line) for line in LOCK.read_text().splitlines() if line and not line.startswith("#")]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
EXTRAS = [line for extra in PROJECT["optional-dependencies"].values() for line in extra]
DECLARED = [line for line in PROJECT["dependencies"] + EXTRAS if not line.startswith(PROJECT["name"])]


@pytest.mark.parametrize("locked", LOCKED, ids=lambda requirement: requirement.name)
def test_a_locked_version_takes_the_first_python_3_11(locked):
    try:
        found = distribution(locked.name)
    except PackageNotFoundError:
        pytest.skip("not on this system")
    assert locked.specifier.contains(found.version.partition("+")[0])
    assert SpecifierSet(found.metadata.get("Requires-Python", "")).contains("3.11.0")


def test_every_declared_dependency_is_locked_at_a_version_that_it_allows():
    versions = {canonicalize_name(locked.name): str(locked.specifier).removeprefix("==") for locked in LOCKED}
    declared = [one for one in map(Requirement, DECLARED) if one.marker is None or one.marker.evaluate()]
    assert not [str(one) for one in declared if not one.specifier.contains(versions.get(canonicalize_name(one.name), ""))]


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_the_lock_resolves_for_other_pythons(version, tmp_path):
    options = ["--dry-run", "-qq", "--disable-pip-version-check", "--ignore-installed", "--target", str(tmp_path)]
    other = ["--python-version", version, "--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", "install", *options, *other, "--constraint", str(LOCK), *DECLARED]
    resolved = subprocess.run(command, capture_output=True, text=True)
    assert resolved.returncode == 0, resolved.stderr
