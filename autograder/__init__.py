"""An auto-graded deep-learning course. Test files use `check`, `expect`, `fixtures` and `probe`; notebooks use `notebook`.

Only `notebook` is imported with the package: the process that students' code runs in must not hold the reference implementations.
"""

import importlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from autograder.notebook import notebook

if TYPE_CHECKING:
    from autograder import expect, fixtures
    from autograder.checks import check, probe

try:
    __version__ = version("dl-autograder")
except PackageNotFoundError:  # a source tree that is not installed
    __version__ = "0"

__all__ = ["__version__", "check", "expect", "fixtures", "notebook", "probe"]


def __getattr__(name: str) -> Any:
    if name in ("expect", "fixtures"):
        return importlib.import_module(f"autograder.{name}")
    if name in ("check", "probe"):
        return getattr(importlib.import_module("autograder.checks"), name)
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
