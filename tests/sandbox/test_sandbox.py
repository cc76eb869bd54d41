"""The rights of a submission, with all layers and with fewer: as root, as an ordinary user, and in a container without privileges."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from helpers.repository import REPOSITORY, SURROUNDINGS, copy_course, in_surroundings

from autograder.model.course_settings import Limits
from autograder.model.layers import Layer
from autograder.model.submission import Cell
from autograder.model.verdict import Outcome
from autograder.sandbox import cpu_affinity
from autograder.sandbox.client import SandboxError, SessionLost, WarmParent, one_sandbox

NAMESPACES = {"pid", "mount", "network", "ipc"}
EVERYWHERE = {"limits", "landlock", "seccomp"}
LAYERS_HELD = {
    "root": NAMESPACES | EVERYWHERE | {"uid"},
    "user": NAMESPACES | EVERYWHERE | {"user"},
    "container": EVERYWHERE | {"uid"},
    "bare": EVERYWHERE,
}
REFUSED = {
    "a file outside": "Read-only file system|Permission denied",
    "the data": "Read-only file system|Permission denied",
    "passwords": "Permission denied",
    "root folder": "Permission denied",
    "course": "Permission denied",
    "another's environment": "Permission denied|No such file",
    "socket": "not permitted",
    "socket pair": "not permitted",
    "process": "not permitted",
    "program": "not permitted",
    "signal": "not permitted",
    "priority": "not permitted",
    "memory": "MemoryError",
    "one file": "No space left|File too large",
    "many threads": "can't start new thread",
    "end itself": "not permitted",
    "end its thread": "not permitted",
    "end itself by a limit": "not permitted|not allowed",
    "end itself by a timer": "not permitted",
    "asynchronous I/O": "not permitted",
    "names in a closed folder": "not permitted",
}
HOARDS = ["removed", "never named", "replaced", "only mapped", "only set aside"]


def run_in(surroundings, *command):
    """Run a command with the privileges of `surroundings`; see reduced_privileges.py."""
    return subprocess.run(in_surroundings(surroundings, command), capture_output=True, text=True, timeout=300, cwd=REPOSITORY)


@pytest.fixture(scope="module", params=LAYERS_HELD)
def inside(request):
    done = run_in(request.param, sys.executable, SURROUNDINGS / "sandbox_report.py")
    assert done.returncode == 0, done.stderr
    return request.param, json.loads(done.stdout)


def test_the_layers_that_hold(inside):
    surroundings, report = inside
    assert set(report["layers"]["held"]) == LAYERS_HELD[surroundings]
    assert report["layers"]["held"].count("uid") == (report["layers"]["uid"] is not None)
    needed = {layer.value for layer in Layer} - ({"user"} if surroundings == "root" else set())
    assert set(report["layers"]["held"]) | report["layers"]["missing"].keys() == needed


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(inside, what):
    import re

    assert re.search(REFUSED[what], inside[1]["found"].get(what, "nothing stopped it"))


@pytest.mark.parametrize("how", HOARDS)
def test_what_is_removed_but_held_counts(inside, how):
    surroundings, report = inside
    own_memory = "mount" in LAYERS_HELD[surroundings]
    expected = "No space left on device" if own_memory else "crashed: The program wrote more than 20 MB of files."
    assert expected in report["hoards"][how]


def test_what_is_gone_does_not_count(inside):
    assert inside[1]["hoards"]["modest"] == ""


def test_what_works(inside):
    found = inside[1]["found"]
    assert found["folder"] == "AssertionError: [True, ['data'], True]"
    assert found["own file"] == "AssertionError: 'w'"
    assert found["copy"] == "AssertionError: 'copy.bin'"
    assert found["torch"] == "AssertionError: 3.0"
    assert found["data set"] == "AssertionError: 60000"
    assert found["thread"] == "AssertionError: 'ran'"
    assert found["processors"] == "AssertionError: 1"


def test_nothing_is_left_for_the_next_one(inside):
    assert inside[1]["found"]["again"] == "AssertionError: ['data']"


def test_nothing_of_the_instructors_environment_is_there(inside):
    assert "SECRET" not in inside[1]["found"]["environment"]


@pytest.mark.slow
def test_no_grading_below_the_floor(tmp_path, as_file, reference):
    course = copy_course(tmp_path / "course")
    settings = course / "grader.yml"
    settings.write_text(settings.read_text().replace("[limits, landlock, seccomp]", "[limits, uid]"))
    file = as_file(reference, tmp_path / "kim.ipynb")
    for path in (tmp_path, *tmp_path.rglob("*"), *tmp_path.parents):
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(0o777)  # pytest's folders are closed to others
    program = Path(sys.executable).parent / "autograder"
    done = run_in("user", program, "grade", file, "--course", course, "-o", tmp_path / "results")
    assert done.returncode == 2
    assert "the sandbox lacks uid" in done.stderr
    assert "autograder doctor" in done.stderr
    told = run_in("user", program, "doctor", "--course", course)
    assert told.returncode == 1
    assert "only root can change to another user" in " ".join(told.stdout.split())
    assert "Grading is refused" in told.stdout


def test_a_floor_that_cannot_be_had(monkeypatch):
    with pytest.raises(SandboxError, match="the sandbox lacks user"), WarmParent(("torch",), [Layer.USER]):
        pass


def ending(sandbox, source, **limits):
    """The outcome of a submission with one cell."""
    with sandbox.open([Cell("code cell 1", source)], {}, Limits(**limits)) as session, pytest.raises(SessionLost) as lost:
        session.run_cells()
    return lost.value


def test_processor_time_is_limited(sandbox):
    loop = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass"
    lost = ending(sandbox, loop, cpu_seconds=2, submission_seconds=30)
    assert lost.outcome is Outcome.TIMED_OUT
    assert "2 seconds of processor time" in str(lost)


def test_time_is_limited(sandbox):
    sleep = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(1000)"
    lost = ending(sandbox, sleep, submission_seconds=2)
    assert lost.outcome is Outcome.TIMED_OUT
    assert "2 seconds" in str(lost)


def test_memory_that_is_used_up_is_told(sandbox):
    # A library that does not check its allocations ends like this.
    hoard = "import ctypes\nkept = []\ntry:\n    while True: kept.append(b'x' * 2**20)\nexcept MemoryError:\n    ctypes.string_at(0)"
    lost = ending(sandbox, hoard, memory_megabytes=600, cell_seconds=15)
    assert lost.outcome is Outcome.OUT_OF_MEMORY
    assert "600 MB" in str(lost)


def test_a_cell_that_wants_too_much_memory_fails_alone(sandbox):
    cells = [Cell("code cell 1", "x = bytearray(10**12)"), Cell("code cell 2", "assert 'x' in globals(), 'still here'")]
    with sandbox.open(cells, {}, Limits()) as session:
        first, second = (error["message"] for error in session.run_cells())
    assert first == "MemoryError: all memory that the program may use is used up"
    assert second == "AssertionError: still here"


def test_a_sandbox_goes_on_after_every_kind_of_end(sandbox):
    for source in ("import os; os._exit(3)", "import ctypes; ctypes.string_at(0)", "import os; os.close(3); os.close(4)"):
        assert ending(sandbox, source).outcome is Outcome.CRASHED
    with sandbox.open([Cell("code cell 1", "1 / 0")], {}, Limits()) as session:
        assert session.run_cells() == [{"cell": "code cell 1", "message": "ZeroDivisionError: division by zero"}]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="there is one processor")
def test_two_workers_submissions_run_on_two_processors():
    cells, seen = [Cell("code cell 1", "import os\nassert 0, os.sched_getaffinity(0)")], []
    with WarmParent(("torch",)) as parent, parent.sandbox() as one, parent.sandbox() as other:
        for sandbox in (one, other):
            with sandbox.open(cells, {}, Limits()) as session:
                seen.append(session.run_cells()[0]["message"])
    assert seen[0] != seen[1]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="there is one processor")
def test_a_submission_makes_room_for_another_grader(monkeypatch):
    """Two independent commands used to share one processor even if others were idle."""
    here, other = sorted(os.sched_getaffinity(0))[:2]
    time, busy = [0.0], {here: 0.0, other: 0.0}

    def after(ours, theirs, elsewhere):
        """The next submission's processor, after one second with this load on the others."""
        time[0] += 1
        busy[here] += ours + theirs
        busy[other] += elsewhere
        one.used(ours)
        return one.choose()

    allowed = os.sched_getaffinity(0)
    monkeypatch.setattr(cpu_affinity.time, "monotonic", lambda: time[0])
    monkeypatch.setattr(cpu_affinity, "busy_seconds", lambda: dict(busy))
    try:
        os.sched_setaffinity(0, {here, other})
        one = cpu_affinity.CoreChoice(0)
        assert os.sched_getaffinity(0) == {here}
        for ours, theirs, elsewhere in ((1.0, 0.0, 0.0), (0.5, 0.5, 1.0), (0.7, 0.3, 0.0), (0.0, 0.0, 0.0), (1.0, 0.0, 1.0)):
            assert {after(ours, theirs, elsewhere) for _ in range(10)} == {here}
        where = [after(0.3, 0.7, 0.0) for _ in range(30)]
        assert where[-1] == other and os.sched_getaffinity(0) == {other}
    finally:
        os.sched_setaffinity(0, allowed)


KERAS = """
import numpy as np
from tensorflow import keras
keras.utils.set_random_seed(0)  # a network of three units may start dead
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
losses = model.fit(np.ones((20, 4)), np.zeros(20), epochs=2, batch_size=5, verbose=0).history["loss"]
assert not losses[1] < losses[0], "it learns"
"""


def test_a_parent_for_tensorflow_forks_children_that_train():
    with one_sandbox(("tensorflow",)) as sandbox:
        assert {"tensorflow", "keras"} <= sandbox.versions.keys()
        for _ in range(2):
            with sandbox.open([Cell("code cell 1", KERAS)], {}, Limits(cell_seconds=60)) as session:
                assert session.run_cells() == [{"cell": "code cell 1", "message": "AssertionError: it learns"}]
