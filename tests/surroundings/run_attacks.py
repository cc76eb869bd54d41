"""Grade every hostile example in these surroundings, with honest ones between them, and print the effect of each as JSON.

    run_attacks.py COURSE_FOLDER [EXAMPLE …]

An attack that does nothing proves nothing. So an attack that did not begin is also a problem: one of its cells failed (with another error
than in its field `stopped`), or it did not earn the points in `earns`.
tests/sandbox/test_attacks.py runs this, in surroundings with more and with fewer layers of the sandbox.
"""

import contextlib
import json
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import nbformat

from autograder.authoring.examples import notebook_of, read_hostile, read_preamble
from autograder.authoring.handout import reference
from autograder.grading.engine import GIVEN_UP, Engine, Task
from autograder.grading.grader import Grader
from autograder.model.cell_names import cell_name
from autograder.model.course_file import load_course
from autograder.model.course_settings import Limits
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import SubmittedFile

ASSIGNMENT = "mnist_mlp"
LIMITS = Limits(
    cell_seconds=4,
    probe_seconds=8,
    submission_seconds=12,
    cpu_seconds=15,
    memory_megabytes=1500,
    threads=40,
    scratch_megabytes=50,
    output_megabytes=50,
)
LATEST = 60  # seconds for a submission and its judges, on a slow machine
PORT, PATH_SOCKET, ABSTRACT_SOCKET = 47811, "/tmp/autograder-attack.sock", "\0autograder-attack"
PLACES = ["/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~")]
OUT_OF_TIME = "did not finish within"
HONEST_QUESTIONS = {"q1", "q2", "q6"}
# Harm lasts: the next honest submission shows it, even if one of the two attacks before caused it.
ATTACKS_FOR_AN_HONEST_ONE = 3


class Listeners:
    """Sockets that an attack may try to reach; `heard` lists those that were reached."""

    def __init__(self):
        self.heard = []
        with contextlib.suppress(PermissionError):  # another user's file, of the same test in other surroundings
            Path(PATH_SOCKET).unlink(missing_ok=True)
        for family, kind, address in (
            (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", PORT)),
            (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", PORT)),
            (socket.AF_UNIX, socket.SOCK_STREAM, PATH_SOCKET),
            (socket.AF_UNIX, socket.SOCK_STREAM, ABSTRACT_SOCKET),
        ):
            listener = socket.socket(family, kind)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(address)
            except OSError:  # the same test in other surroundings uses it
                continue
            threading.Thread(target=self._listen, args=(listener, kind, address), daemon=True).start()

    def _listen(self, listener, kind, address):
        if kind == socket.SOCK_STREAM:
            listener.listen()
            listener.accept()
        else:
            listener.recv(1)
        self.heard.append(str(address))


def traces(own):
    """Files of attacks anywhere, and of the grader in its own folder."""
    found = {str(path) for place in PLACES for path in Path(place).glob("*autograder-attack*")}
    return found | {str(path) for path in own.glob("*")}


def course_files(folder):
    """Every file of the course and of the package, with its metadata and content."""
    package = Path(sys.modules["autograder"].__file__).parent
    files = {path for root in (folder, package) for path in root.rglob("*") if path.is_file()}
    kept = {p for p in files if not any(part.startswith(".") or part in ("__pycache__", "results", "dist") for part in p.parts)}
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns, p.stat().st_mode, p.stat().st_uid) for p in kept}


def sandbox_processes(own):
    """Processes of this grader's sandboxes, and their forks: the sandbox's folder is among the arguments."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(own) in (process / "cmdline").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return set(found)


def problems_of(example, own_cells, verdict):
    """The forbidden effects of the attack, and the signs that it did not begin."""
    earned = {q.name for q in verdict.questions if q.earned} if verdict.earned is not None else set()
    full = {q.name for q in verdict.questions if q.earned == q.points} if verdict.earned is not None else set()
    trace = f"autograder-attack-{Path(example.name).name}"
    found = [f"left {place}/{trace}" for place in PLACES if os.path.lexists(f"{place}/{trace}")]
    if example.starts_blank and (earned - example.earns or full):
        checks = [f"{q.name}: {c.name}" for q in verdict.questions for c in q.checks if c.passed]
        found.append(f"earned points without work: {'; '.join(checks)}")
    answered = {q.name for q in verdict.questions if q.earned}  # even though a grader error gives no points
    if example.earns - answered:
        found.append(f"did not begin: it earned nothing in {sorted(example.earns - answered)}")
    if example.loses & full:
        found.append(f"earned what its honest code would not: {sorted(example.loses & full)}")
    if b"STOLEN:" in verdict.to_json():
        found.append("carried something out")
    if verdict.explanation == GIVEN_UP:
        found.append("passed its end off as the machine's fault")
    if verdict.seconds.get("total", 0) > LATEST:
        found.append(f"took {verdict.seconds['total']} seconds")
    return found + how_it_did_not_begin(example, [error for error in verdict.cell_errors if error.cell in own_cells])


def how_it_did_not_begin(example, errors):
    """Errors of the attack's own cells that are not in its field `stopped`, and the error in `stopped` if it is missing.

    A cell that went on until its time was up had begun.
    """
    errors = [error for error in errors if OUT_OF_TIME not in error.message]
    found = [
        f"did not begin: {e.cell}: {e.message[:300]}" for e in errors if not example.stopped or example.stopped not in e.message
    ]
    if example.stopped and len(found) == len(errors):
        found.append(f"none of its cells was stopped by {example.stopped!r}")
    return found


def as_attackers_begin(example, folder):
    """The example, after undoing the sandbox's replacements in Python for honest notebooks, which must not be what stops an attack."""
    undone = read_preamble(folder / f"{example.name}.py", "the_system_itself")
    return replace(example, extra=example.extra | {"": f"{undone}\n\n\n{example.extra.get('', '')}".rstrip("\n")})


def cells_of(example, notebook):
    """The grader's names of the attacker's cells."""
    written = {*example.cells.values(), *example.extra.values()}
    cells = read_notebook(SubmittedFile("attack.ipynb", nbformat.writes(notebook).encode()), 2**30).cells
    return {str(cell_name(cell.source, cell.question)) for cell in cells if cell.source in written}


def main():
    folder, chosen = Path(sys.argv[1]), set(sys.argv[2:])
    course = load_course(folder).model_copy(update={"limits": LIMITS})
    assignment = course.assignment(ASSIGNMENT)
    examples = read_hostile(course.examples_folder(ASSIGNMENT), {q.name for q in assignment.checked})
    examples = [example for example in examples if not chosen or Path(example.name).name in chosen]
    examples = [as_attackers_begin(example, course.examples_folder(ASSIGNMENT)) for example in examples]
    everything = Grader(course, assignment)
    quick = Grader(course, assignment, only=frozenset(HONEST_QUESTIONS))
    honest = nbformat.writes(reference(course, assignment)).encode()
    tasks, attackers = [], {}
    for count, example in enumerate(examples, 1):
        notebook = notebook_of(example, course, assignment)
        attackers[len(tasks)] = example, cells_of(example, notebook)
        tasks.append(Task(everything, SubmittedFile(f"{example.name}.ipynb", nbformat.writes(notebook).encode())))
        if count % ATTACKS_FOR_AN_HONEST_ONE == 0 or count == len(examples):
            tasks.append(Task(quick, SubmittedFile("honest.ipynb", honest)))
    own = Path(tempfile.mkdtemp(prefix="attacks-"))
    own.chmod(0o755)  # otherwise it prevents the layer `uid`
    os.environ["TMPDIR"] = tempfile.tempdir = str(own)
    listeners, traces_before = Listeners(), traces(own)
    files_before = course_files(folder)
    attacks, problems = {}, []
    with Engine([everything, quick], jobs=1) as engine:
        layers = engine.layers
        before = []
        for number, verdict in engine.grade(tasks):
            if number not in attackers:
                if verdict.earned != verdict.points or verdict.outcome != "graded":
                    problems.append(
                        f"{', '.join(before)}: the next submission ended as {verdict.outcome} with {verdict.earned} {verdict.notes}"
                    )
                before = []
                continue
            example, own_cells = attackers[number]
            before.append(example.name)
            attacks[example.name] = {
                "outcome": verdict.outcome,
                "earned": verdict.earned,
                "seconds": verdict.seconds.get("total"),
                "said": verdict.explanation,
                "notes": verdict.notes,
                "problems": problems_of(example, own_cells, verdict),
            }
            told = [verdict.outcome, verdict.earned, verdict.seconds.get("total"), *attacks[example.name]["problems"]]
            print(example.name, *told, file=sys.stderr, flush=True)
    gone_by = time.monotonic() + 20
    while sandbox_processes(own) and time.monotonic() < gone_by:
        time.sleep(0.1)
    problems += [f"left the file {path}" for path in sorted(traces(own) - traces_before) if path != PATH_SOCKET]
    problems += [f"left the process {pid}" for pid in sorted(sandbox_processes(own))]
    changed = {
        p for p, state in course_files(folder).items() if files_before.get(p) != state
    } | files_before.keys() - course_files(folder).keys()
    problems += [f"changed the file {path}" for path in sorted(changed)]
    problems += [f"reached the socket {address}" for address in listeners.heard]
    with contextlib.suppress(OSError):
        Path(PATH_SOCKET).unlink()
    shutil.rmtree(own, ignore_errors=True)
    print(json.dumps({"layers": layers, "attacks": attacks, "problems": problems}))


if __name__ == "__main__":
    main()
