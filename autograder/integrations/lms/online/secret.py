"""Read the secrets of systems from the environment or the keyring of the operating system, never from a file of the course."""

import os

import keyring
from keyring.errors import KeyringError

from autograder.integrations.lms.errors import LmsError

SERVICE = "autograder"


def secret(variable: str, name: str, what: str) -> str:
    """Return the secret in the environment variable, or else the one called `name` in the keyring. Raises LmsError."""
    found = stored_secret(variable, name)
    if not found:
        raise LmsError(
            f"{what} is required: set the environment variable {variable}, "
            f"or store it in the keyring with `keyring set {SERVICE} {name}`."
        )
    return found


def stored_secret(variable: str, name: str) -> str:
    """Like `secret`, but empty if there is none."""
    if given := os.environ.get(variable, "").strip():
        return given
    try:
        return (keyring.get_password(SERVICE, name) or "").strip()
    except KeyringError:  # servers have no keyring
        return ""
