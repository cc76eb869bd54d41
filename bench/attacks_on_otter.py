"""The hostile examples through plain `otter run`, for contrast. Needs root. Prints a line of JSON for each attack.

    attacks_on_otter.py [EXAMPLE …] > attacks.jsonl

Each runs in its own namespaces, so it cannot affect this machine; bombs are left out, since otter would not contain them.
"""

import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from common import ASSIGNMENT, COURSE, REPOSITORY, family, write_plain_zip

from autograder.authoring.examples import Example, notebook_of, read_hostile
from autograder.grading.engine import default_jobs
from autograder.sandbox import linux

SECONDS = 120
PLACES = ["/tmp", "/var/tmp", "/dev/shm"]
IGNORED_FAMILY = "bombs"


def main() -> None:
    questions = {question.name for question in ASSIGNMENT.checked}
    examples = [f for f in read_hostile(COURSE.examples_folder(ASSIGNMENT.name), questions) if family(f) != IGNORED_FAMILY]
    examples = [example for example in examples if not sys.argv[1:] or Path(example.name).name in sys.argv[1:]]
    with tempfile.TemporaryDirectory(dir=REPOSITORY) as own:  # the attacks get their own /tmp
        zip_path = Path(own) / "autograder.zip"
        write_plain_zip(zip_path)
        with ThreadPoolExecutor(default_jobs()) as pool:
            for line in pool.map(lambda example: run(example, Path(own), zip_path, questions), examples):
                print(json.dumps(line), flush=True)


def run(example: Example, own: Path, zip_path: Path, questions: set[str]) -> dict[str, object]:
    """Run one attack; its effect is in "worked", empty if there is none."""
    work = own / Path(example.name).name
    work.mkdir()
    nbformat.write(notebook_of(example, COURSE, ASSIGNMENT), work / "submission.ipynb")
    command = [sys.executable, __file__, "--inside", str(work), str(zip_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    seen = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {"left": [], "results": ""}
    return {"attack": Path(example.name).name, "worked": achieved(example, seen["results"], seen["left"], questions)}


def achieved(example: Example, results: str, left: list[str], questions: set[str]) -> list[str]:
    try:
        tests = {test["name"]: test for test in json.loads(results)["tests"] if test["name"] in questions}
    except ValueError:
        return ["no grade at all", *left]
    earned = {name for name, test in tests.items() if test["score"]}
    full = {name for name, test in tests.items() if test["score"] >= test["max_score"]}
    found = list(left)
    if example.starts_blank and earned - example.earns:
        found.append(f"{sum(test['score'] for test in tests.values()):g} points without work")
    if example.loses & full:
        found.append(f"the points of {', '.join(sorted(example.loses & full))}")
    if "STOLEN:" in results:
        found.append("carried something out")
    return found


def inside(work: str, zip_path: str) -> None:
    """Run otter in separate namespaces, without write access to this machine, and print the attack's traces."""
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC)
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        sys.exit(os.waitstatus_to_exitcode(status) != 0)
    linux.mount("none", "/", "", linux.MS_REC | linux.MS_PRIVATE)
    linux.make_everything_read_only()
    for place in PLACES:
        linux.mount("attack", place, "tmpfs", 0, "size=1g")
    linux.mount("proc", "/proc", "proc", 0)
    _loopback_up()
    os.makedirs("/tmp/home")
    shutil.copytree(work, "/tmp/work")
    shutil.copy(zip_path, "/tmp/autograder.zip")
    left = run_otter()
    marks = [p for place in [*PLACES, "/tmp/home"] for p in Path(place).glob("*autograder-attack-*")]
    said = [mark.read_text()[:100].strip() for mark in marks[:1] if mark.is_file()]
    left += [f"acted outside: {said[0] if said else marks[0].name}"] if marks else []
    results = Path("/tmp/work/results.json")
    print(json.dumps({"left": left, "results": results.read_text() if results.exists() else ""}))


def run_otter() -> list[str]:
    environment = os.environ | {"HOME": "/tmp/home", "AUTOGRADER_SECRET": "the secret of the contrast"}
    command = [sys.executable, "-m", "otter", "run", "-a", "/tmp/autograder.zip", "submission.ipynb"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run(command, cwd="/tmp/work", env=environment, timeout=SECONDS, **quiet)
    except subprocess.TimeoutExpired:
        return [f"still running after {SECONDS} seconds"]
    return []


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up, set_flags = 1, 0x8914
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))


if __name__ == "__main__":
    inside(*sys.argv[2:4]) if sys.argv[1:2] == ["--inside"] else main()
