"""The student's side of a question: their variables, what went wrong in terms of their cells and lines, and good manners.

Runs wherever the student's code runs: in their notebook's kernel, or in the sandbox.
"""

import contextlib
import copy
import inspect
import io
import linecache
import logging
import random
import re
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.asking import Answer, Probe, StudentError
from autograder.evidence import Evidence, NotPlain, plain

BLANK = re.compile(r"^\s*([\w., ]+=\s*)?\.\.\.\s*(#.*)?$")


class Student:
    """The student's variables as attributes. A missing name, or a blank in its place, raises StudentError."""

    def __init__(self, variables: dict[str, Any], why_missing: Callable[[str], str]):
        self._variables = variables
        self._why_missing = why_missing
        self._touched: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise StudentError(f"`{name}` is not defined. {self._why_missing(name)}")
        value = self._variables[name]
        if value is ...:
            raise StudentError(f"`{name}` is still a blank to fill in.")
        self._touched.append(value)
        return value


def answer(
    probe: Probe, variables: dict[str, Any], arguments: dict[str, Evidence], why_missing: Callable[[str], str]
) -> Answer:
    """Run `probe` as a guest among the student's `variables`.

    Returns its evidence, whose arrays may be the student's own, and the blanks that are left in the functions it used. Raises
    StudentError where the student's code raises or its result is no evidence.
    """
    student = Student(variables, why_missing)
    try:
        with _guest(variables):
            evidence = plain(probe.function(student, **arguments))
    except StudentError:
        raise
    except NotPlain as error:
        raise StudentError(with_blanks(f"What your code returned cannot be judged: {error}.", _blanks_met(student))) from None
    except (Exception, SystemExit) as error:  # whatever the student's code raises
        raise StudentError(_explain(error, student)) from None
    return evidence, _blanks_met(student)


@contextlib.contextmanager
def _guest(variables: dict[str, Any]) -> Iterator[None]:
    """Leave variables, random state, figures and modes as they were; keep prints and warnings out of the student's sight."""
    before = dict(variables)
    with contextlib.ExitStack() as stack:
        stack.callback(random.setstate, random.getstate())
        stack.callback(np.random.set_state, np.random.get_state())
        if "torch" in sys.modules:
            _keep_torch(stack)
        if "tensorflow" in sys.modules and "keras" in sys.modules:
            _keep_keras(stack)
        if "matplotlib.pyplot" in sys.modules:
            _keep_figures(stack)
        stack.callback(_restore, variables, before)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        yield


def _keep_torch(stack: contextlib.ExitStack) -> None:
    import torch

    stack.callback(torch.set_rng_state, torch.get_rng_state())
    stack.callback(torch.set_default_dtype, torch.get_default_dtype())
    stack.callback(torch.set_grad_enabled, torch.is_grad_enabled())
    # The networks are small: a second thread gains nothing, and on a busy machine costs many times the work.
    stack.callback(torch.set_num_threads, torch.get_num_threads())
    torch.set_num_threads(1)


def _keep_keras(stack: contextlib.ExitStack) -> None:
    """Keras and TensorFlow have no public way to read their random state; TensorFlow logs its warnings past sys.stderr."""
    from keras.src.backend.common import global_state
    from tensorflow.python.eager.context import context

    for name in ("global_random_seed", "global_seed_generator"):
        value = global_state.get_global_attribute(name)
        stack.callback(global_state.set_global_attribute, name, value)
        if name == "global_seed_generator" and value is not None:
            stack.callback(value.state.assign, value.state.numpy())
    logger = logging.getLogger("tensorflow")
    stack.callback(logger.setLevel, logger.level)
    logger.setLevel(logging.ERROR)
    eager = vars(context())
    stack.callback(eager.update, {name: copy.copy(eager[name]) for name in ("_seed", "_rng") if name in eager})


def _keep_figures(stack: contextlib.ExitStack) -> None:
    from matplotlib import pyplot
    from matplotlib._pylab_helpers import Gcf  # the open figures in the order in which they were current

    before = dict(Gcf.figs)

    def put_back() -> None:
        for number in set(pyplot.get_fignums()) - before.keys():
            pyplot.close(number)
        Gcf.figs.clear()
        Gcf.figs.update(before)

    stack.callback(put_back)


def _restore(variables: dict[str, Any], before: dict[str, Any]) -> None:
    for name in variables.keys() - before.keys():
        del variables[name]
    variables.update(before)


def _explain(error: BaseException, student: Student) -> str:
    """Say what happened, and where in the student's own cells."""
    frames = list(_student_frames(error.__traceback__))
    try:
        message = str(error)
    except Exception:  # its own __str__ raises
        message = ""
    said = f"{type(error).__name__}: {message}" if message else type(error).__name__
    blanks = [blank for label, code, _ in frames for blank in _blanks_in(label, code)] or _blanks_met(student)
    if blanks:
        return f"{_sentence(blanks)} ({said})"
    if not frames:
        return f"What your code returned could not be used: {said}"
    label, code, line = frames[-1]
    source = linecache.getline(code.co_filename, line).strip()
    return f"Your code stopped in {label}, line {line}: {said}\n    {source}"


def _student_frames(traceback: types.TracebackType | None) -> Iterator[tuple[str, types.CodeType, int]]:
    while traceback is not None:
        code = traceback.tb_frame.f_code
        label = cell_label(code.co_filename)
        if label:
            yield label, code, traceback.tb_lineno
        traceback = traceback.tb_next


def cell_label(filename: str) -> str | None:
    """What the student calls the cell whose code was compiled under `filename`; None for any other file."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    name = shell.compile.format_code_name(filename) if shell is not None else None
    return " ".join(name).lower().replace("in[", "In[") if name else None


def _blanks_met(student: Student) -> list[str]:
    return [blank for value in student._touched for blank in _blanks_of(value)]


def _blanks_of(value: Any) -> list[str]:
    code = getattr(value, "__code__", None)
    label = cell_label(code.co_filename) if isinstance(code, types.CodeType) else None
    return _blanks_in(label, code) if label and code else []


def _blanks_in(label: str, code: types.CodeType) -> list[str]:
    """Where in a function of a student's cell a `...` stands for what is still to be written."""
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    if code.co_name != "<module>":
        with contextlib.suppress(Exception):  # inspect gives up on a cell that it cannot tokenize; then the whole rest counts
            lines = inspect.getblock(lines)
    return [f"{label}, line {code.co_firstlineno + i}" for i, line in enumerate(lines) if BLANK.match(line)]


def _sentence(blanks: list[str]) -> str:
    return f"There is still a blank to fill in: {'; '.join(dict.fromkeys(blanks))}."


def with_blanks(message: str, blanks: list[str]) -> str:
    """Put what is left to fill in before the `message` of a failed check."""
    return f"{_sentence(blanks)} {message}" if blanks else message
