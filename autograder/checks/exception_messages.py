"""The messages of exceptions in students' code, and advice to add to them."""

import re
import sys

from IPython.core.error import UsageError

from autograder.checks.missing import missing_package
from autograder.model.language import tr
from autograder.model.verdict import cut

GPU = re.compile(
    r"compiled with (CUDA|XPU)|(initialize|get|without) CUDA|CUDA (GPUs|generator)|NVIDIA driver|from the '(CUDA|MPS|XPU)' backend"
    r"|without MPS backend|MPS backend is|support for mps|accelerator device when none|torch\.cuda\.is_available\(\) is False"
    r"|'_cuda_\w+'|dummy base class (Event|Stream)"
)
WHERE_IT_LIES = re.compile(r" \((/[^()]*|unknown location)\)(?=$|\.)")
STYLE = re.compile(r"\x1b\[[0-9;]*m")  # of a terminal
ARGUMENTS = "Arguments received by "  # in messages of Keras, before a list over many lines
TORCH_SIZES = re.compile(r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x\d+\)")
KERAS_SIZES = re.compile(
    r"expected axis -1 of input shape to have value (\d+), but received input with shape (\([\d, None]*\))"
)


def message_of(error: BaseException) -> str:
    """The message of an exception, without the path of a library on this machine, and without the arguments that Keras lists."""
    try:
        message = cut(str(error))
    except Exception:  # the exception's own __str__ raises
        return ""
    if isinstance(error, ImportError):
        return WHERE_IT_LIES.sub("", message)
    said, arguments, _ = message.partition(ARGUMENTS)
    return " ".join(STYLE.sub("", said).split()) if arguments else message


def advice(error: BaseException) -> str:
    """Advice to add to a message if the code fails because of the machine it runs on, or of a layer's size."""
    package = missing_package(error)
    if package:
        return tr(
            ". `{}` is not installed where this ran. If it is a file of your own, put its code into the "
            "notebook; if it is a package, do without it, or ask for it to be installed.",
            package,
        )
    if isinstance(error, ImportError) and "relative import" in str(error):
        return tr(". Only the notebook is handed in: put the file's code into it.")
    if _wants_a_gpu(error):
        return tr(
            '. There is no GPU where this ran. Write `device = "cuda" if torch.cuda.is_available() else "cpu"` and use `.to(device)` '
            "throughout, so that it runs with one and without."
        )
    message = message_of(error)
    if found := TORCH_SIZES.search(message):
        return tr(". The layer takes rows of {} numbers, but was given {} rows of {}.", found[3], found[1], found[2])
    if found := KERAS_SIZES.search(message):
        return tr(". The layer takes rows of {} numbers, but was given an array of the shape {}.", found[1], found[2])
    return ""


def needs_what_is_missing(error: BaseException) -> bool:
    """Whether the code fails without something of the student's computer: a package, a file, a magic, a network, input, a GPU."""
    return isinstance(error, (ImportError, OSError, EOFError, UsageError)) or _wants_a_gpu(error)


def _wants_a_gpu(error: BaseException) -> bool:
    torch = sys.modules.get("torch")
    if torch is None or torch.cuda.is_available() or torch.backends.mps.is_available():
        return False
    return GPU.search(message_of(error)) is not None
