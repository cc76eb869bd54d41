"""The base class of all errors that a user can fix."""


class UserError(Exception):
    """An error that the user can fix. The message contains the fault, the place, and the remedy."""

    has_lines = False
    """Whether the message is a list, one item a line."""
