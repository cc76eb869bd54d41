"""Build a wheel from the installed package, for students and for containers, since no package registry has it.

The format: https://packaging.python.org/specifications/binary-distribution-format/.
"""

import io
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import autograder
from autograder.model.errors import UserError

DISTRIBUTION, NAME, TAG = "dl-autograder", "dl_autograder", "py3-none-any"


def wheel_name() -> str:
    """Return the file name of the wheel of this version."""
    return f"{NAME}-{autograder.__version__}-{TAG}.whl"


def package_wheel() -> tuple[str, bytes]:
    """Return the wheel's file name and its content: the same bytes for the same package. Raises UserError if it is not installed."""
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        raise UserError(
            f"{DISTRIBUTION} is not installed, so its wheel cannot be built; in the repository, run: pip install --editable ."
        ) from None
    stem = f"{NAME}-{installed.version}"
    licenses = [f"licenses/{name}" for name in installed.metadata.get_all("License-File") or ()]
    about = {name: (installed.read_text(name) or "").encode() for name in ("METADATA", "entry_points.txt", *licenses)}
    about["WHEEL"] = f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: true\nTag: {TAG}\n".encode()
    contents = {f"{stem}.dist-info/{name}": content for name, content in about.items()}
    folder = Path(autograder.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            contents[f"autograder/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    contents[f"{stem}.dist-info/RECORD"] = _record(contents, f"{stem}.dist-info/RECORD")
    return wheel_name(), _zipped(contents)


def _record(contents: dict[str, bytes], own: str) -> bytes:
    hashes = {name: urlsafe_b64encode(sha256(content).digest()).decode().rstrip("=") for name, content in contents.items()}
    lines = [f"{name},sha256={hashes[name]},{len(content)}\n" for name, content in contents.items()]
    return "".join([*lines, f"{own},,\n"]).encode()


def _zipped(contents: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w") as out:
        for name, content in contents.items():
            out.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # ZipInfo has a fixed date
    return written.getvalue()
