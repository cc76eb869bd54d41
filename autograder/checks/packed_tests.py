"""The test files of an assignment as one string, which the first cell of a notebook carries, for places where a notebook is not a file."""

import base64
import binascii
import bz2
import json
from collections.abc import Mapping
from pathlib import Path


class DamagedTests(ValueError):
    """The string in the first cell is not what the build has written."""


def pack(tests: Mapping[str, str]) -> str:
    """Return test files, by the name of their question, as one line of letters and digits. bz2 packs alike on all machines."""
    return base64.b64encode(bz2.compress(json.dumps(tests).encode())).decode()


def unpack(packed: str, folder: Path) -> None:
    """Write the packed test files into `folder`. Raises DamagedTests."""
    try:
        tests = json.loads(bz2.decompress(base64.b64decode(packed, validate=True)))
    except (binascii.Error, OSError, ValueError):
        raise DamagedTests(
            "The tests in this cell are damaged. Copy the cell from the notebook that you were given, and run it again."
        ) from None
    for name, source in tests.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
