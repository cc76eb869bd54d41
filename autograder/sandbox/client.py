"""The engine's side of the sandbox: starts a parent, opens a session for each submission, keeps the time, cleans up."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.asking import Probe, StudentError
from autograder.course import Limits
from autograder.evidence import Evidence
from autograder.submission import Cell
from autograder.verdict import Outcome
from autograder.wire import Wire, WireClosed, WireError, WireTimeout

ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1")
START_SECONDS = 120
GRACE_SECONDS = 5  # for an answer to come after its own time limit has struck


class SandboxError(Exception):
    """The sandbox itself does not work. Our fault, or the machine's; never the student's."""


class SessionLost(Exception):
    """The student's process is gone, or had to be ended. `outcome` says how; the message is for the student."""

    def __init__(self, outcome: Outcome, message: str):
        super().__init__(message)
        self.outcome = outcome


class Sandbox:
    """A warm parent process. Serial: one session at a time; use one sandbox for each thread."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.sandbox.parent", str(theirs.fileno())],
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._control = ours
        self._incoming = ours.makefile("r")
        self._control.settimeout(START_SECONDS)
        self.versions: dict[str, str] = self._receive()["versions"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)  # the parent takes it as the end
        self._incoming.close()
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def open(self, cells: list[Cell], tests: dict[str, str], limits: Limits) -> "Session":
        """Fork a child and give it the submission's cells and the tests' sources (question → source)."""
        return Session(self, cells, tests, limits)

    def fork(self, scratch: Path, fds: list[int]) -> int:
        """Return the process id of a new child that works in `scratch` and holds `fds`. For Session only."""
        socket.send_fds(self._control, [json.dumps({"scratch": str(scratch)}).encode()], fds)
        pid: int = self._receive()["pid"]
        return pid

    def reap(self) -> int:
        """Wait until the child is gone and return its exit code, or minus the signal that ended it. For Session only."""
        status: int = self._receive()["status"]
        return status

    def _receive(self) -> dict[str, Any]:
        try:
            line = self._incoming.readline()
        except OSError as error:
            raise SandboxError(f"the sandbox does not answer: {error}") from None
        if not line:
            raise SandboxError("the sandbox has ended")
        message: dict[str, Any] = json.loads(line)
        return message


def _clean_environment() -> dict[str, str]:
    """Only what Python and its libraries need: nothing of the instructor's environment reaches a student."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR") if name in os.environ}
    return (
        kept
        | ONE_THREAD
        | {"HOME": "/nonexistent", "MPLBACKEND": "agg", "MPLCONFIGDIR": tempfile.gettempdir(), "PYTHONHASHSEED": "0"}
    )


class Session:
    """One submission in the sandbox. A context manager: leaving it ends the child and removes its scratch folder."""

    def __init__(self, sandbox: Sandbox, cells: list[Cell], tests: dict[str, str], limits: Limits):
        self._sandbox, self._limits = sandbox, limits
        self._deadline = time.monotonic() + limits.submission_seconds
        self._status: int | None = None
        self._scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._wire, self._pid = self._fork()
        self._tests = tests
        self._cells = cells

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._end()
        self._wire.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _fork(self) -> tuple[Wire, int]:
        their_read, our_write = os.pipe()
        our_read, their_write = os.pipe()
        try:
            pid = self._sandbox.fork(self._scratch, [their_read, their_write])
        finally:
            os.close(their_read)
            os.close(their_write)
        return Wire(our_read, our_write), pid

    def run_cells(self) -> list[dict[str, str]]:
        """Run the notebook; return the cells that failed as {"cell", "message"}. Raises SessionLost."""
        job = {
            "cells": [{"label": cell.label, "source": cell.source} for cell in self._cells],
            "tests": self._tests,
            "cell_seconds": self._limits.cell_seconds,
        }
        report = self._exchange(job, self._deadline)
        errors = report.get("cell_errors")
        if not isinstance(errors, list):
            raise self._forged("a report without errors")
        return [
            {"cell": str(e.get("cell"))[:80], "message": str(e.get("message"))[:2000]} for e in errors if isinstance(e, dict)
        ]

    def ask(self, question: str, probe: Probe, arguments: dict[str, Evidence]) -> tuple[Evidence, list[str]]:
        """Have `probe` run beside the student's code; return its evidence and the blanks it met.

        Raises StudentError for what the student's code did wrong, SessionLost where there is no process any more to answer.
        """
        seconds = self._limits.probe_seconds
        message = {"question": question, "probe": probe.name, "arguments": arguments, "seconds": seconds}
        reply = self._exchange(message, min(self._deadline, time.monotonic() + seconds + GRACE_SECONDS))
        if "error" in reply:
            raise StudentError(str(reply["error"])[:4000])
        if "evidence" not in reply or not isinstance(reply.get("blanks"), list):
            raise self._forged("an answer without evidence")
        return reply["evidence"], [str(blank)[:200] for blank in reply["blanks"]]

    def _exchange(self, message: Evidence, deadline: float) -> dict[str, Evidence]:
        if self._status is not None:
            raise SessionLost(Outcome.CRASHED, "The program had ended before.")
        try:
            self._wire.send(message, deadline)
            reply = self._wire.receive(deadline)
        except WireTimeout:
            self._end()
            limit = self._limits.submission_seconds
            raise SessionLost(
                Outcome.TIMED_OUT, f"The program did not answer in time (the limit for all of it is {limit:g} seconds)."
            ) from None
        except WireClosed:
            raise self._ended() from None
        except WireError as error:
            raise self._forged(str(error)) from None
        if not isinstance(reply, dict):
            raise self._forged("an answer that is no dictionary")
        return reply

    def _ended(self) -> SessionLost:
        """Say how the child ended, after it closed the wire."""
        by_itself = self._gone_soon()
        status = self._end()
        if status == -signal.SIGKILL and by_itself:
            return SessionLost(
                Outcome.OUT_OF_MEMORY, "The system ended the program, most likely because it took too much memory."
            )
        how = "" if not by_itself else f", with signal {-status}" if status < 0 else f", with exit code {status}"
        return SessionLost(Outcome.CRASHED, f"The program ended{how}, before all questions were asked.")

    def _forged(self, what: str) -> SessionLost:
        self._end()
        return SessionLost(Outcome.CRASHED, f"The program wrote into the grader's connection ({what}), so it was ended.")

    def _end(self) -> int:
        """Kill what is left of the child and return its status."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._status = self._sandbox.reap()
        return self._status

    def _gone_soon(self) -> bool:
        """Whether the child has ended by itself, or does within a second."""
        for _ in range(200):
            try:
                state = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                return True
            if state in "ZX":
                return True
            time.sleep(0.005)
        return False
