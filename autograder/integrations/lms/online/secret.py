"""Secrets of systems: from the environment, or from the keyring of the operating system; never from a file of the course."""

import os

import keyring
from keyring.errors import KeyringError

from autograder.integrations.lms.errors import LmsError

SERVICE = "autograder"


def secret(variable: str, name: str, what: str) -> str:
    """The secret in the environment's `variable`, or else the one called `name` in the keyring. Raises LmsError."""
    found = stored_secret(variable, name)
    if not found:
        raise LmsError(
            f"{what} is needed: put it into the environment as {variable}, "
            f"or into the keyring with `keyring set {SERVICE} {name}`."
        )
    return found


def stored_secret(variable: str, name: str) -> str:
    """The same; empty where there is none."""
    if given := os.environ.get(variable, "").strip():
        return given
    try:
        return (keyring.get_password(SERVICE, name) or "").strip()
    except KeyringError:  # a server has none
        return ""
