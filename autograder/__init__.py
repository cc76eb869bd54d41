"""An auto-graded deep-learning course. Test files use `check`, `expect`, `fixtures` and `probe`; notebooks use `notebook`."""

from importlib.metadata import PackageNotFoundError, version

from autograder import expect, fixtures
from autograder.checks import check, probe
from autograder.notebook import notebook

try:
    __version__ = version("dl-autograder")
except PackageNotFoundError:  # a source tree that is not installed
    __version__ = "0"

__all__ = ["__version__", "check", "expect", "fixtures", "notebook", "probe"]
