"""Unneeded modules are not imported: `autograder --help` and `from autograder import expect` start fast, and the launcher is small."""

import subprocess
import sys

import pytest
from helpers.repository import REPOSITORY

HEAVY = "numpy pandas scipy matplotlib pydantic ruamel nbformat otter IPython torch tensorflow starlette"


@pytest.mark.parametrize(
    ("program", "allowed"),
    [
        ("import autograder", ""),
        ("from autograder import expect; expect.glorot_uniform", "numpy"),
        ("import autograder.sandbox.launcher", ""),
        ("import autograder.cli", ""),
        ("from autograder.cli import app; app(['--help'], standalone_mode=False)", ""),
    ],
)
def test_what_is_imported(program, allowed):
    program += "\nimport sys; print('imported:', *sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    imported = set(done.stdout.rpartition("imported:")[2].split())
    assert "autograder" in imported
    assert imported & set(HEAVY.split()) == set(allowed.split())


def test_the_version_is_said():
    from autograder import __version__

    for command in ([sys.executable, "-m", "autograder"], [f"{sys.prefix}/bin/autograder"]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert done.stdout == f"autograder {__version__}\n"
