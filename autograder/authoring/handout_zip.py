"""The zip for students: a notebook, the wheel that its first cell installs, and a README of two lines."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from autograder.integrations.otter.wheel import package_wheel
from autograder.model.language import Language, mark

README = mark("""\
Unzip all files into one folder, open {notebook} in Jupyter, VS Code or Colab, and run its first cell: it installs {wheel}.
Fill in the blanks, check each question with grader.check, and hand in the notebook. If the first cell fails, its last line says what to do.
""")


def write_handout_zip(path: Path, notebook: str, content: str, language: str) -> str:
    """Write the zip with the notebook of this name and content; return a line for the terminal. Raises UserError."""
    wheel, wheel_content = package_wheel()
    readme = Language(language).lookup(README).format(notebook=notebook, wheel=wheel)
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as out:
        for name, text in ((notebook, content), ("README.txt", readme)):
            out.writestr(_entry(name), text.encode(), ZIP_DEFLATED)
        out.writestr(_entry(wheel), wheel_content, ZIP_STORED)  # a zip already
    return f"{path}: written"


def _entry(name: str) -> ZipInfo:
    """An entry with a date of its own, so that the same content is the same zip, and readable for everybody once it is unpacked."""
    entry = ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry
