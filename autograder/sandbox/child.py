"""The child: a fork of the warm parent that runs the cells of one submission and answers the probes. Its messages are not trusted."""

import builtins
import contextlib
import fcntl
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import CapturedIO
from IPython.utils.text import SList
from traitlets.config import Config

from autograder.checks import mnist
from autograder.checks.ask import Probe, StudentError
from autograder.checks.exception_messages import advice, message_of
from autograder.checks.missing import definition_of, missing_package
from autograder.checks.places import captured_under, definitions, known_cells, with_its_lines
from autograder.checks.student import answer, at_line
from autograder.model.cell_names import as_beginning, cell_name, question_label
from autograder.model.course_settings import Limits
from autograder.model.language import Language, speak, tr
from autograder.sandbox import namespaces, working_folder
from autograder.sandbox.confine import BUSY, OUT_OF_MEMORY, confine
from autograder.sandbox.failed_imports import continue_past_failed_imports
from autograder.sandbox.layers import Layers
from autograder.sandbox.libraries import Opened
from autograder.sandbox.package_access import ProbeLoader
from autograder.sandbox.wire import Wire, WireClosed

RAW_DATA = Path("data/MNIST/raw")
MOST_PLACES = 3  # to report for one name
BROKEN = 99  # the exit code after an exception in this module


class CellTimeout(BaseException):
    """A time limit was exceeded; the message names it. Not an Exception, so that a student's `except Exception` does not catch it."""


class CellCompiler(CachingCompiler):
    """Compile each cell under its label."""

    label = "code cell"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return self.label

    def format_code_name(self, name: str) -> tuple[str, str] | None:
        return ("code", name.removeprefix("code ")) if name.startswith("code cell ") else None


def main(read_fd: int, write_fd: int, layers: Layers, limits: Limits, opened: Opened, data: Path, scratch: Path) -> None:
    """Serve one submission: drop all privileges, run the cells of the job, and answer each probe."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a SIGINT from outside must not interrupt a cell
    wire = Wire(*_keep_only(read_fd, write_fd))
    try:
        namespaces.enter_submission(layers, scratch, limits.scratch_megabytes)
        os.chdir(scratch)
        os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
        confine(layers, limits, [*opened.readable, str(data)], opened.listable, scratch)
        working_folder.settle(scratch)
        mnist.lay_out(RAW_DATA)
    except Exception as error:  # no student code has run yet
        wire.send({"unconfined": f"{type(error).__name__}: {error}"})
        return
    try:
        _serve(wire, limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve(wire: Wire, limits: Limits) -> None:
    job = wire.receive()
    speak(Language(job["language"]))
    runner = CellRunner(limits.cell_seconds)
    loader = ProbeLoader()
    loader.hide_package()
    runner.run(job["cells"])
    wire.send({"cell_errors": runner.errors, "missing": sorted(runner.missing)})
    questions: dict[str, dict[str, Probe]] = {}
    with contextlib.suppress(WireClosed):
        while True:
            asked = wire.receive()
            questions |= loader.load(asked["code"])
            probe = questions[asked["question"]][asked["probe"]]
            wire.send(_answer(probe, runner, asked["arguments"], limits.probe_seconds))


def _keep_only(read_fd: int, write_fd: int) -> tuple[int, int]:
    """Close all descriptors except the wire's, and discard printed output and warnings."""
    # Duplicate both to free numbers first, then move them to 3 and 4.
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


def _answer(probe: Probe, runner: "CellRunner", arguments: dict[str, Any], seconds: float) -> dict[str, Any]:
    asked: dict[str, bool] = {}
    try:
        with _time_limit(seconds):
            evidence, notes = answer(probe, runner.shell.user_ns, arguments, runner.why_missing, runner.defined_twice, asked)
    except StudentError as error:
        missing = missing_package(error.__context__)
        return {"error": str(error), "cause": error.cause, "blanks": error.blanks, "missing": missing, "asked": asked}
    except CellTimeout as error:
        return {"error": tr("Your code {}.", error), "asked": asked}
    return {"evidence": evidence, "blanks": notes.blanks, "remarks": notes.remarks, "asked": asked}


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise CellTimeout in the running code after `seconds` of processor time, or `BUSY` times as many of wall-clock time.

    It is raised again every second if the code catches it.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        within = (
            tr("{:g} seconds of processor time", seconds) if number == signal.SIGPROF else tr("{:g} seconds", BUSY * seconds)
        )
        raise CellTimeout(tr("did not finish within {}", within))

    signal.signal(signal.SIGPROF, interrupt)
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    signal.setitimer(signal.ITIMER_REAL, BUSY * seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


class CellRunner:
    """Run the cells of a notebook in IPython, one by one; a failing cell does not stop the next."""

    def __init__(self, cell_seconds: float):
        self.cell_seconds = cell_seconds
        self.errors: list[dict[str, str]] = []
        self.missing: set[str] = set()  # packages whose import failed
        self._sources: dict[str, str] = {}
        self._stopped: dict[str, str] = {}  # the error that ended a cell, by the cell
        self._went_on: dict[str, list[str]] = {}  # errors after which a cell continued, by the cell
        self.shell = InteractiveShell.instance()
        continue_past_failed_imports(self.shell, self._note_passed_over)

    def _note_passed_over(self, error: BaseException) -> None:
        """Note a skipped failure of a cell, once per cell and failure."""
        said = self._went_on.setdefault(CellCompiler.label, [])
        if _one_line(error) not in said:
            said.append(_one_line(error))
            self.errors.append({"cell": CellCompiler.label, "message": f"{at_line(error)}{said[-1]}"})
        self.missing |= {missing_package(error)} - {""}

    def run(self, cells: list[dict[str, str]]) -> None:
        """Run the cells. Names that a cell deletes to tidy up are restored at the end, since an earlier check may have passed with them."""
        seen: dict[str, Any] = {}
        known_cells.clear()
        for cell in cells:
            self._sources[cell["label"]] = cell["source"]
            known_cells[cell["label"]] = cell_name(cell["source"], cell["question"])
            error = self._run_cell(cell["label"], cell["source"])
            if error is not None:
                self._stopped[cell["label"]] = _one_line(error)
                self.errors.append({"cell": cell["label"], "message": _one_line(error)})
            seen |= self.shell.user_ns
        for name in seen.keys() - vars(builtins).keys():  # `del sum` restores Python's own function
            self.shell.user_ns.setdefault(name, seen[name])

    def _run_cell(self, label: str, source: str) -> BaseException | None:
        CellCompiler.label = label
        if captured := captured_under(source):
            self.shell.user_ns[captured] = CapturedIO(None, None)
        try:
            with _time_limit(self.cell_seconds):
                result = self.shell.run_cell(with_its_lines(source))
        except BaseException as error:  # IPython catches exceptions of cells; an interrupt may arrive just outside
            return error
        return result.error_before_exec or result.error_in_exec

    @cached_property
    def _definitions(self) -> dict[str, list[str]]:
        """Map each name to the places where cells define it, in the order of the cells."""
        places: dict[str, list[str]] = {}
        for label, source in self._sources.items():
            with contextlib.suppress(Exception):  # a cell that cannot be read defines nothing
                for name, line in definitions(self.shell.transform_cell(with_its_lines(source))).items():
                    question = known_cells[label].question
                    where = question_label(question) if question else tr("outside the questions")
                    places.setdefault(name, []).append(tr("{}, line {}", where, line))
        return places

    def defined_twice(self, name: str) -> str | None:
        """Report that several cells define `name`, since the student may look at another one than the graded one; None if only one does."""
        places = self._definitions.get(name, [])
        if len(places) < 2:
            return None
        return tr(
            "`{}` is defined in {} cells ({}). The last definition that runs is graded.",
            name[:50],
            len(places),
            "; ".join(places[-MOST_PLACES:]),
        )

    def why_missing(self, name: str) -> str:
        """Explain why `name` is missing: name the cell that stopped before it defined `name`, if there is one."""
        defines = definition_of(name)
        for cell, source in self._sources.items():
            if defines.search(source) and (failed := self._stopped.get(cell) or self._went_on.get(cell, [""])[0]):
                return tr("{}, which should define it, stopped: {}", as_beginning(_called(cell)), failed)
        if self.errors:
            return tr(
                "No cell defines it. {} stopped: {}", as_beginning(_called(self.errors[0]["cell"])), self.errors[0]["message"]
            )
        return tr("No cell of the notebook defines it: was the cell deleted, or the name changed?")


def _called(label: str) -> str:
    return str(known_cells[label])


def _one_line(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return tr("MemoryError: {}", str(error) or tr("all memory that the program may use is used up"))
    if isinstance(error, CellTimeout):
        return tr("it {}", error)
    if isinstance(error, SyntaxError):
        return tr("{} in line {}: {}", type(error).__name__, error.lineno, error.msg)
    return f"{type(error).__name__}: {message_of(error)}".strip().splitlines()[0][:500] + advice(error)


def make_shell() -> None:
    """Create the InteractiveShell.instance() of this process, without history, terminal or system commands."""
    import otter

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: InteractiveShell = InteractiveShell.instance(config=config)
    shell.compile = CellCompiler()
    shell.db = {}  # `%cd` stores the folder in it; IPython's own database is a file
    for method in ("system", "system_raw", "system_piped", "getoutput", "enable_gui"):  # `%pylab` needs the last one
        setattr(shell, method, _no_command)
    for magic in ("pip", "conda", "mamba", "uv", "system", "sx", "matplotlib"):
        shell.magics_manager.register_function(_no_command, magic_name=magic)
    for magic in ("bash", "sh", "shell", "script"):
        shell.magics_manager.register_function(_no_command, "cell", magic)
    shell.user_ns.update(exit=_no_command, quit=_no_command)  # they end a kernel; there is none
    shell.set_custom_exc((BaseException,), _say_nothing)
    shell.events.register("post_execute", _close_figures)
    otter.Notebook = SilentNotebook


def _no_command(*args: Any, **kwargs: Any) -> SList:
    """Replace shell commands such as `!pip install …`, which may not run here. Return no output lines."""
    return SList()


def _say_nothing(shell: InteractiveShell, kind: type, value: BaseException, traceback: Any, tb_offset: Any = None) -> None:
    """Skip the traceback, which nobody reads and which takes longer to format than the cell takes to run."""


def _close_figures() -> None:
    """Close the figures of a cell, as Jupyter does after showing them, so that the next cell draws into new ones."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


class SilentNotebook:
    """A replacement for otter's Notebook: `grader.check` in a cell does nothing, since all checks run at the end."""

    _grading_mode = True

    def __init__(self, *args: Any, **kwargs: Any):
        pass

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None
