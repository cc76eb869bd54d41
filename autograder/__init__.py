"""An auto-graded deep-learning course. Test files use `check`, `expect`, `probe`, `probes` and `tr`; notebooks use `notebook`.

Everything is imported on first use: the process with students' code must not hold the reference implementations, and
`from autograder import expect` in other tests needs neither otter nor a framework.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.checks import expect, probes
    from autograder.checks.check import check, probe
    from autograder.checks.notebook import notebook
    from autograder.model.language import tr

__all__ = ["__version__", "check", "expect", "notebook", "probe", "probes", "tr"]

_HOMES = {
    "check": "autograder.checks.check",
    "notebook": "autograder.checks.notebook",
    "probe": "autograder.checks.check",
    "tr": "autograder.model.language",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    if name in ("expect", "probes"):
        return importlib.import_module(f"autograder.checks.{name}")
    if name == "__version__":
        return _version()
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dl-autograder")
    except PackageNotFoundError:  # a source tree that is not installed
        return "0"
