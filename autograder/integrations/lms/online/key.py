"""The tool's key pair for LTI: the private key signs the requests of the tool, and the platform knows the public one."""

import shutil
import subprocess
from pathlib import Path

from jwcrypto.common import JWException
from jwcrypto.jwk import JWK

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.secret import stored_secret
from autograder.model.course import Course
from autograder.model.secret import create_secret

VARIABLE, KEY_FILE = "AUTOGRADER_LTI_KEY", ".lti-key"


def private_key(course: Course) -> str:
    """Return the private key (RSA, PEM) from the environment, the keyring, or the file `.lti-key`, which the first use creates.

    Raises LmsError if the key cannot be read, or if the file is in git.
    """
    pem = stored_secret(VARIABLE, "lti-key") or _from_file(course)
    try:
        public_key(pem)
    except (JWException, ValueError):
        raise LmsError(f"The tool's private key is not an RSA key in PEM format; check {VARIABLE} or {KEY_FILE}.") from None
    return pem


def public_key(private: str) -> str:
    """Return the public key (PEM) of a private key (PEM)."""
    return JWK.from_pem(private.encode()).export_to_pem().decode()


def _from_file(course: Course) -> str:
    file = course.folder / KEY_FILE
    try:
        if not file.exists():
            create_secret(file, JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode())
        elif _is_in_git(file):
            raise LmsError(
                f"{file} is in git, where others can read it: remove it from git, delete it, and register the new key."
            )
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise LmsError(f"{file} cannot be read or created ({error.strerror}); check its folder, or set {VARIABLE}.") from None


def _is_in_git(file: Path) -> bool:
    asked = ["git", "-C", str(file.parent), "ls-files", "--error-unmatch", file.name]
    return shutil.which("git") is not None and subprocess.run(asked, capture_output=True).returncode == 0
