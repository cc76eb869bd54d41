"""The child: a fork of the warm parent that runs one submission's cells and answers the probes. Nothing it says is trusted."""

import contextlib
import fcntl
import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder.asking import Probe, StudentError
from autograder.course import Limits
from autograder.sandbox import namespaces
from autograder.sandbox.confine import OUT_OF_MEMORY, confine
from autograder.sandbox.layers import Layers
from autograder.student import answer
from autograder.wire import Wire, WireClosed

RAW_DATA = Path("data/MNIST/raw")
BROKEN = 99  # the exit code of a child whose end is an exception of ours


class CellTimeout(BaseException):
    """Past its seconds. No Exception, so that a student's `except Exception` lets it through."""


class CellCompiler(CachingCompiler):
    """Compiles each cell under the name that its student knows it by."""

    label = "code cell"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return self.label

    def format_code_name(self, name: str) -> tuple[str, str] | None:
        return ("code", name.removeprefix("code ")) if name.startswith("code cell ") else None


def main(read_fd: int, write_fd: int, layers: Layers, limits: Limits, data: Path, scratch: Path) -> None:
    """Serve one submission: give up every right, then run the cells of the job that comes, and answer each probe that is asked."""
    os.setsid()
    wire = Wire(*_keep_only(read_fd, write_fd))
    try:
        namespaces.enter_submission(layers, scratch, limits.scratch_megabytes)
        _settle(scratch)
        confine(layers, limits, data, scratch)
        _lay_out(data / "mnist")
    except Exception as error:  # no line of the student's has run yet
        wire.send({"unconfined": f"{type(error).__name__}: {error}"})
        return
    try:
        _serve(wire, limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve(wire: Wire, limits: Limits) -> None:
    job = wire.receive()
    runner = CellRunner(limits.cell_seconds)
    runner.run(job["cells"])
    wire.send({"cell_errors": runner.errors})
    questions = {name: _probes(name, source) for name, source in job["tests"].items()}
    with contextlib.suppress(WireClosed):
        while True:
            asked = wire.receive()
            probe = questions[asked["question"]][asked["probe"]]
            wire.send(_answer(probe, runner, asked["arguments"], limits.probe_seconds))


def _keep_only(read_fd: int, write_fd: int) -> tuple[int, int]:
    """Close every descriptor but the wire's, and send prints and warnings nowhere: they cannot cost a point."""
    # Moved out of the way of each other first, then to 3 and 4.
    read_copy, write_copy = (fcntl.fcntl(fd, fcntl.F_DUPFD, 5) for fd in (read_fd, write_fd))
    os.dup2(read_copy, 3)
    os.dup2(write_copy, 4)
    os.closerange(5, 2**20)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.close(null)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  stays open as long as the process
    return 3, 4


def _settle(scratch: Path) -> None:
    """Be at home in the scratch folder."""
    os.chdir(scratch)
    os.environ["HOME"] = os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)


def _lay_out(raw_data: Path) -> None:
    """Put the data where `datasets.MNIST("data")` looks, as links: nothing is copied, and nothing to be downloaded."""
    RAW_DATA.mkdir(parents=True)
    for file in raw_data.iterdir():
        (RAW_DATA / file.name).symlink_to(file)


def _probes(name: str, source: str) -> dict[str, Probe]:
    variables: dict[str, Any] = {}
    exec(compile(source, f"{name}.py", "exec"), variables)
    return {value.name: value for value in variables.values() if isinstance(value, Probe)}


def _answer(probe: Probe, runner: "CellRunner", arguments: dict[str, Any], seconds: float) -> dict[str, Any]:
    try:
        with _time_limit(seconds):
            evidence, blanks = answer(probe, runner.shell.user_ns, arguments, runner.why_missing)
    except StudentError as error:
        return {"error": str(error)}
    except CellTimeout:
        return {"error": f"Your code did not finish within {seconds:g} seconds."}
    return {"evidence": evidence, "blanks": blanks}


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise CellTimeout in the running code after `seconds`, and again every second should it be caught."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise CellTimeout(f"it did not finish within {seconds:g} seconds")

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class CellRunner:
    """Runs a notebook's cells in IPython, one after the other; a cell that fails does not stop the next."""

    def __init__(self, cell_seconds: float):
        self.cell_seconds = cell_seconds
        self.errors: list[dict[str, str]] = []
        self._sources: dict[str, str] = {}
        self.shell = InteractiveShell.instance()

    def run(self, cells: list[dict[str, str]]) -> None:
        for cell in cells:
            self._sources[cell["label"]] = cell["source"]
            error = self._run_cell(cell["label"], cell["source"])
            if error is not None:
                self.errors.append({"cell": cell["label"], "message": _one_line(error)})

    def _run_cell(self, label: str, source: str) -> BaseException | None:
        CellCompiler.label = label
        try:
            with _time_limit(self.cell_seconds):
                result = self.shell.run_cell(source)
        except BaseException as error:  # IPython catches what cells raise; an interrupt may strike just outside
            return error
        return result.error_before_exec or result.error_in_exec

    def why_missing(self, name: str) -> str:
        """Say which cell should have defined `name`, if one that stopped did."""
        defines = re.compile(
            rf"^\s*(def|class)\s+{re.escape(name)}\b|^\s*[\w, ]*\b{re.escape(name)}\b[\w, ]*=|\bimport\b.*\b{re.escape(name)}\b",
            re.M,
        )
        for error in self.errors:
            if defines.search(self._sources[error["cell"]]):
                return f"{error['cell'].capitalize()}, which should define it, stopped: {error['message']}"
        if self.errors:
            return f"No cell defines it. {self.errors[0]['cell'].capitalize()} stopped: {self.errors[0]['message']}"
        return "No cell of the notebook defines it: was the cell deleted, or the name changed?"


def _one_line(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return f"MemoryError: {str(error) or 'all memory that the program may use is used up'}"
    if isinstance(error, CellTimeout):
        return str(error)
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__} in line {error.lineno}: {error.msg}"
    return f"{type(error).__name__}: {error}".strip().splitlines()[0][:500]


def make_shell() -> None:
    """Make the IPython, without history, terminal or system commands, that is this process's InteractiveShell.instance()."""
    import otter

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: InteractiveShell = InteractiveShell.instance(config=config)
    shell.compile = CellCompiler()
    for method in ("system", "system_raw", "system_piped", "getoutput", "enable_gui"):  # `%matplotlib inline` asks for the last
        setattr(shell, method, _no_command)
    for magic in ("pip", "conda", "mamba", "uv", "system", "sx"):
        shell.magics_manager.register_function(_no_command, magic_name=magic)
    shell.set_custom_exc((BaseException,), _say_nothing)
    otter.Notebook = SilentNotebook


def _no_command(*args: Any, **kwargs: Any) -> None:
    """`!pip install …` and its like: everything is installed, nothing may be started, and there is no screen."""


def _say_nothing(shell: InteractiveShell, kind: type, value: BaseException, traceback: Any, tb_offset: Any = None) -> None:
    """Formatting a traceback that nobody reads takes longer than the cell."""


class SilentNotebook:
    """Stands in for otter's Notebook: `grader.check` in a cell does nothing, since all checks are asked at the end."""

    _grading_mode = True

    def __init__(self, *args: Any, **kwargs: Any):
        pass

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None
