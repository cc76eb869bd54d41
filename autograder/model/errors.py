"""The base of all errors that a user can fix."""


class UserError(Exception):
    """Something that the user can fix. The message says what is wrong, where, and what to do."""

    has_lines = False
    """Whether the message is a list, one item a line."""
