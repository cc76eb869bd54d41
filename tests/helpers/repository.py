"""Helpers of several test folders: this repository's course, and programs that run beside a test."""

import json
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests"
SURROUNDINGS = TESTS / "surroundings"


def copy_course(folder):
    """Copy the files that grading a course needs; the copy has its own store and secret."""
    for path in ("grader.yml", "locale", "solutions", "assignments", "tests/assignments", "tests/examples/mnist_mlp/right"):
        source, target = REPOSITORY / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return folder


def in_surroundings(surroundings, command):
    """The command that runs in `surroundings`: "root", or one of reduced_privileges.py."""
    reduced = [] if surroundings == "root" else [sys.executable, str(SURROUNDINGS / "reduced_privileges.py"), surroundings]
    return [*reduced, *map(str, command)]


def free_port():
    """A free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def lti_platform(host="localhost", **asked):
    """Run Open edX's consumer; yield its settings for the tool (platform), and its line items. See standins/openedx.py."""
    port = free_port()
    command = [sys.executable, str(TESTS / "standins" / "openedx.py"), json.dumps({"host": host, "port": port, **asked})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        try:
            yield json.loads(program.stdout.readline()) | {"url": f"http://{host}:{port}"}
        finally:
            program.kill()
