"""The test files of an assignment as one string, which the first cell of a notebook carries, for places where a notebook is not a file."""

import base64
import binascii
import bz2
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from autograder.model.handout_facts import HandoutFacts
from autograder.model.language import tr


class DamagedTests(ValueError):
    """The string in the first cell is not what the build has written."""


@dataclass(frozen=True)
class PackedTests:
    """Test files, by the names of their questions, and what the notebook says of the assignment."""

    facts: HandoutFacts
    tests: Mapping[str, str]

    def pack(self) -> str:
        """Return everything as one line of letters and digits. bz2 packs alike on all machines."""
        data = {"facts": self.facts.model_dump(exclude_none=True), "tests": dict(self.tests)}
        return base64.b64encode(bz2.compress(json.dumps(data).encode())).decode()

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Read what `pack` returned. Raises DamagedTests."""
        try:
            data = json.loads(bz2.decompress(base64.b64decode(packed, validate=True)))
            return cls(
                HandoutFacts.model_validate(data["facts"]), {str(name): str(text) for name, text in data["tests"].items()}
            )
        except (binascii.Error, OSError, ValueError, LookupError, TypeError, AttributeError):
            raise DamagedTests(
                tr("The tests in this cell are damaged. Copy the cell from the notebook that you were given, and run it again.")
            ) from None

    def write(self, folder: Path) -> None:
        """Write the test files into `folder`."""
        for name, source in self.tests.items():
            (folder / f"{name}.py").write_text(source, encoding="utf-8")
