"""The version of the code behind a verdict: it changes with every change that can affect a verdict, and with no other."""

import hashlib
from functools import cache
from pathlib import Path

from autograder.model.language import LOCALE

PACKAGE = Path(__file__).parents[1]
FOLDERS = ("model", "checks", "sandbox", "grading")
# These modules pass submissions and verdicts on unchanged.
WITHOUT_INFLUENCE = {f"grading/{name}.py" for name in ("answer_points", "engine", "gradebook", "rehearsal", "store")}


def files() -> list[Path]:
    """Return the files of the package that a verdict depends on: modules, and translations of its messages."""
    found = sorted(path for folder in FOLDERS for path in (PACKAGE / folder).rglob("*.py"))
    found += sorted(LOCALE.glob("*.mo"))
    return [path for path in found if path.relative_to(PACKAGE).as_posix() not in WITHOUT_INFLUENCE]


@cache
def code_version() -> str:
    """Return a hash of these files' content."""
    parts = [path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() for path in files()]
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).hexdigest()
