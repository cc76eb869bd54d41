"""The engine's side of the sandbox: start a parent, open a session for each submission, enforce time limits, and clean up."""

import contextlib
import json
import os
import shutil
import signal
import site
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from types import CodeType, TracebackType
from typing import Any, Self

from autograder.checks.ask import Answer, Notes, Probe, StudentError
from autograder.checks.missing import is_name
from autograder.model.course_settings import Frameworks, Limits
from autograder.model.errors import UserError
from autograder.model.evidence import Evidence
from autograder.model.language import current, tr
from autograder.model.submission import Cell
from autograder.model.verdict import Outcome, cut
from autograder.sandbox.confine import BUSY, OUT_OF_MEMORY
from autograder.sandbox.layers import Layer, Layers
from autograder.sandbox.package_access import code_of_probes, to_array
from autograder.sandbox.seccomp import ENDING
from autograder.sandbox.wire import Wire, WireClosed, WireError, WireTimeout

ONE_THREAD = dict.fromkeys(
    ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"], "1"
)
START_SECONDS = 120
MAX_MISSING = 20  # packages to list
MAX_REPORTED = 500  # failed cells, or blanks, to list
ALMOST_ALL = 0.9  # share of a limit from which an ended process counts as out of memory or time
GRACE_SECONDS = 5  # for an answer after its own time limit, and for a process to end after it closed the wire


class SandboxError(UserError):
    """The sandbox does not work. This is a fault of the grader or the machine, never of the student."""


class ProgramKilled(SandboxError):
    """The student's process was killed from outside, by the kernel for lack of memory or by a person. The message names the signal."""


class SessionLost(Exception):
    """The student's process has ended or was stopped. `outcome` is the outcome of the submission; the message is for the student."""

    def __init__(self, outcome: Outcome, message: str):
        super().__init__(tr(message))
        self.outcome = outcome


class WarmParent:
    """A process that has imported `frameworks` and creates sandboxes that share its memory. A context manager.

    `layers` are the layers that work on this machine. Raises SandboxError if one of `floor` does not work, or if the process does not start.
    """

    def __init__(self, frameworks: Frameworks, floor: Iterable[Layer] = ()) -> None:
        ours, theirs = socket.socketpair()
        self._folder = tempfile.mkdtemp(prefix="autograder-")
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "autograder.sandbox.launcher", str(theirs.fileno()), self._folder, *frameworks],
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # only the engine handles Ctrl-C
            )
        self._control = _Control(ours)
        try:
            self.layers = Layers.from_json(self._control.receive()["layers"])
            self._require(floor)
            self.versions: dict[str, str] = self._started(frameworks)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def _require(self, floor: Iterable[Layer]) -> None:
        below = self.layers.below(floor)
        if below:
            raise SandboxError(
                f"the sandbox lacks {', '.join(below)}, which `sandbox: floor:` in grader.yml requires. "
                "Run `autograder doctor` to see the reason and the remedy."
            )

    def _started(self, frameworks: Frameworks) -> dict[str, str]:
        """Return the versions of the imported packages."""
        said = self._control.receive()
        if "failed" in said:
            raise SandboxError(
                f"{', '.join(frameworks)} or another package for students cannot be imported ({said['failed']}). "
                f"To install what is missing, run: {sys.executable} -m pip install 'dl-autograder[{','.join(frameworks)}]'. "
                "`autograder doctor` tests the installation."
            )
        versions: dict[str, str] = said["versions"]
        return versions

    def sandbox(self) -> "Sandbox":
        """Create a sandbox. Raises SandboxError if the parent has ended."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._control.send({"serve": True}, [theirs.fileno()])
        return Sandbox(_Control(ours), self.layers, self.versions)

    def works(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process, and all sandboxes with it."""
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


class Sandbox:
    """A server of a warm parent, for one worker, with one session at a time. A context manager."""

    def __init__(self, control: "_Control", layers: Layers, versions: dict[str, str]):
        self._control, self.layers, self.versions = control, layers, versions

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._control.close()

    def let_go(self) -> None:
        """Release the sandbox in this process; it stays open in the fork that owns it."""
        self._control.let_go()

    def works(self) -> bool:
        """Whether the server has answered every request."""
        return self._control.works

    def open(self, cells: list[Cell], tests: dict[str, CodeType], limits: Limits) -> "Session":
        """Fork a child for the submission's cells; it gets the tests (question → probes) one by one, when they are needed."""
        return Session(self, cells, tests, limits)

    def fork(self, limits: Limits, fds: list[int]) -> None:
        """Fork a child with the descriptors `fds`. For Session only."""
        self._control.send({"limits": limits.model_dump()}, fds)
        self._control.receive()

    def end(self, patience: float) -> dict[str, Any]:
        """Give the child `patience` seconds to end by itself; return how it ended. For Session only."""
        self._control.send({"patience": patience})
        return self._control.receive()


@contextlib.contextmanager
def one_sandbox(frameworks: Frameworks) -> Iterator[Sandbox]:
    """Yield a sandbox with its own warm parent. Raises SandboxError."""
    with WarmParent(frameworks) as parent, parent.sandbox() as sandbox:
        yield sandbox


class _Control:
    """A socket to a process on the trusted side of the sandbox, with a line of JSON per message."""

    def __init__(self, ours: socket.socket):
        self._socket = ours
        self._socket.settimeout(START_SECONDS)
        self._incoming = ours.makefile("r")
        self.works = True

    def send(self, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
        try:
            socket.send_fds(self._socket, [json.dumps(message).encode()], fds)
        except OSError as error:
            raise self._broken(f"the sandbox does not answer: {error}") from None

    def receive(self) -> dict[str, Any]:
        try:
            line = self._incoming.readline()
        except OSError as error:
            raise self._broken(f"the sandbox does not answer: {error}") from None
        if not line:
            raise self._broken("the sandbox has ended")
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # the reader sees the end of the connection
        self._incoming.close()
        self._socket.close()

    def let_go(self) -> None:
        """Close the connection in this process only; it stays open in a fork."""
        self._incoming.close()
        self._socket.close()

    def _broken(self, what: str) -> SandboxError:
        self.works = False
        return SandboxError(what)


def _clean_environment() -> dict[str, str]:
    """Return the environment variables that Python and its libraries need; students' code sees no other ones."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR") if name in os.environ}
    kept |= _where_libraries_are()
    fixed = {"HOME": "/nonexistent", "MPLBACKEND": "agg", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "2"}
    fixed |= {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    return kept | ONE_THREAD | fixed


def _where_libraries_are() -> dict[str, str]:
    """Return the variables that give a new interpreter the import path of this one, without the working folder."""
    if sys.flags.ignore_environment:
        return {"PYTHONNOUSERSITE": "1"}
    paths = [os.path.abspath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    found = {"PYTHONPATH": os.pathsep.join(paths)} if paths else {}
    if "PYTHONHOME" in os.environ:
        found["PYTHONHOME"] = os.environ["PYTHONHOME"]
    # The sandbox has another home folder, so Python would not find it.
    user = {"PYTHONUSERBASE": site.getuserbase()} if site.ENABLE_USER_SITE else {"PYTHONNOUSERSITE": "1"}
    return found | user


def _notes_in(reply: dict[str, Evidence], kind: str) -> list[str]:
    """The notes of an answer, cut to size; empty if missing."""
    found = reply.get(kind)
    return [cut(str(note), 200) for note in found[:MAX_REPORTED]] if isinstance(found, list) else []


def _few(said: Evidence) -> list[Evidence]:
    return said[:MAX_MISSING] if isinstance(said, list) else []


class Session:
    """One submission in the sandbox. A context manager: leaving it ends the child."""

    def __init__(self, sandbox: Sandbox, cells: list[Cell], tests: dict[str, CodeType], limits: Limits):
        self._sandbox, self._limits, self._cells = sandbox, limits, cells
        self._not_sent = code_of_probes() | tests
        self._deadline = time.monotonic() + limits.submission_seconds
        self._ending: dict[str, Any] | None = None
        self.missing: set[str] = set()  # packages whose import failed
        self.asked: dict[str, bool] = {}  # the names that probes used, and whether each was defined
        self._wire = self._fork()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            self._end()
        finally:
            self._wire.close()

    @property
    def cpu_seconds(self) -> float:
        """The processor time of the submission, in seconds; 0 before its end."""
        return float(self._ending["cpu_seconds"]) if self._ending else 0.0

    def _fork(self) -> Wire:
        their_read, our_write = os.pipe()
        our_read, their_write = os.pipe()
        try:
            self._sandbox.fork(self._limits, [their_read, their_write])
        finally:
            os.close(their_read)
            os.close(their_write)
        return Wire(our_read, our_write, int(self._limits.output_megabytes * 2**20))

    def run_cells(self) -> list[dict[str, str]]:
        """Run the notebook; return the cells that failed as {"cell", "message"}, by their labels. Raises SessionLost."""
        cells = [{"label": cell.label, "source": cell.source, "question": cell.question} for cell in self._cells]
        job = {"cells": cells, "language": current().tag}
        report = self._exchange(job, self._deadline)
        if "unconfined" in report:
            raise SandboxError(f"a submission could not be confined: {report['unconfined']}")
        for package in _few(report.get("missing")):
            self._note_missing(package)
        errors = report.get("cell_errors")
        if not isinstance(errors, list):
            raise self._forged("a report without errors")
        return [
            {"cell": cut(str(e.get("cell")), 80), "message": cut(str(e.get("message")))}
            for e in errors[:MAX_REPORTED]
            if isinstance(e, dict)
        ]

    def ask(self, question: str, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        """Run `probe` beside the student's code; return its evidence and notes about the code.

        Raises StudentError for errors of the student's code, SessionLost if the process has ended.
        """
        code = {name: to_array(self._not_sent.pop(name)) for name in (*code_of_probes(), question) if name in self._not_sent}
        message = {"code": code, "question": question, "probe": probe.name, "arguments": arguments}
        latest = time.monotonic() + BUSY * self._limits.probe_seconds + GRACE_SECONDS
        reply = self._exchange(message, min(self._deadline, latest))
        self._note_missing(reply.get("missing"))
        self._note_asked(reply.get("asked"))
        if "error" in reply:
            raise StudentError(cut(str(reply["error"])), _notes_in(reply, "blanks"), cut(str(reply.get("cause", ""))))
        if "evidence" not in reply or not all(isinstance(reply.get(kind), list) for kind in ("blanks", "remarks")):
            raise self._forged("an answer without evidence")
        return reply["evidence"], Notes(_notes_in(reply, "blanks"), _notes_in(reply, "remarks"))

    def _note_asked(self, asked: Evidence) -> None:
        for name, found in asked.items() if isinstance(asked, dict) else ():
            if is_name(name) and len(self.asked) < MAX_REPORTED:
                self.asked[name] = self.asked.get(name, False) or bool(found)

    def _note_missing(self, package: Evidence) -> None:
        if isinstance(package, str) and is_name(package) and len(self.missing) < MAX_MISSING:
            self.missing.add(package)

    def _exchange(self, message: Evidence, deadline: float) -> dict[str, Evidence]:
        if self._ending is not None:
            raise SessionLost(Outcome.CRASHED, "The program had already ended.")
        try:
            self._wire.send(message, deadline)
            reply = self._wire.receive(deadline)
        except WireTimeout:
            raise self._late() from None
        except WireClosed:
            raise self._gone() from None
        except WireError as error:
            raise self._forged(str(error)) from None
        if not isinstance(reply, dict):
            raise self._forged("an answer that is no dictionary")
        return reply

    def _late(self) -> SessionLost:
        self._end()
        limit = f"{self._limits.submission_seconds:g}"
        return SessionLost(
            Outcome.TIMED_OUT,
            tr("The program did not answer in time (the limit for the whole submission is {} seconds).", limit),
        )

    def _gone(self) -> SessionLost:
        """Return how the child ended after it closed the wire. Raises ProgramKilled if something outside ended it."""
        ending, limits = self._end(patience=GRACE_SECONDS), self._limits
        status = ending["status"]
        if ending["overflown"]:
            return SessionLost(Outcome.CRASHED, tr("The program wrote more than {:g} MB of files.", limits.scratch_megabytes))
        sent = -status if -status in ENDING and not ending["killed"] else 0  # from outside: see seccomp
        if ending["cpu_seconds"] >= limits.cpu_seconds * (ALMOST_ALL if sent else 1):
            return SessionLost(
                Outcome.TIMED_OUT, tr("The program took more than {:g} seconds of processor time.", limits.cpu_seconds)
            )
        if status == OUT_OF_MEMORY or ending["peak_megabytes"] >= ALMOST_ALL * limits.memory_megabytes:
            return SessionLost(
                Outcome.OUT_OF_MEMORY, tr("The program needed more than {:g} MB of memory.", limits.memory_megabytes)
            )
        if sent:
            raise ProgramKilled(
                f"the program was killed from outside with {signal.Signals(sent).name}, below all of its limits"
            )
        how = "" if ending["killed"] else tr(", with signal {}", -status) if status < 0 else tr(", with exit code {}", status)
        return SessionLost(Outcome.CRASHED, tr("The program ended{} before all checks had run.", how))

    def _forged(self, what: str) -> SessionLost:
        self._end()
        return SessionLost(Outcome.CRASHED, tr("The program wrote into the grader's connection ({}), so it was ended.", what))

    def _end(self, patience: float = 0) -> dict[str, Any]:
        """Kill the child unless it ends by itself within `patience` seconds; return how it ended."""
        if self._ending is None:
            self._ending = self._sandbox.end(patience)
        return self._ending
