"""The tool's key pair for LTI: the private key signs what the tool asks for, the platform knows the public one."""

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
    """The private key (RSA, PEM): the environment's, the keyring's, or that of `.lti-key`, a file that the first use creates.

    Raises LmsError, where it cannot be had, or git keeps the file.
    """
    pem = stored_secret(VARIABLE, "lti-key") or _from_file(course)
    try:
        public_key(pem)
    except (JWException, ValueError):
        raise LmsError(f"The tool's private key is no RSA key in PEM format; see to {VARIABLE}, or to {KEY_FILE}.") from None
    return pem


def public_key(private: str) -> str:
    """The public key (PEM) of a private one."""
    return JWK.from_pem(private.encode()).export_to_pem().decode()


def _from_file(course: Course) -> str:
    file = course.folder / KEY_FILE
    try:
        if not file.exists():
            create_secret(file, JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode())
        elif _is_in_git(file):
            raise LmsError(f"{file} is in git, where everybody has it: remove it there, delete it, and register the new key.")
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise LmsError(f"{file} cannot be read or created ({error.strerror}); see to its folder, or set {VARIABLE}.") from None


def _is_in_git(file: Path) -> bool:
    asked = ["git", "-C", str(file.parent), "ls-files", "--error-unmatch", file.name]
    return shutil.which("git") is not None and subprocess.run(asked, capture_output=True).returncode == 0
