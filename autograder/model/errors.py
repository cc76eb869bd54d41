"""The base of all errors that a user can mend."""


class UserError(Exception):
    """Something that the user can mend. The message says what is wrong, where, and what to do."""

    has_lines = False
    """Whether the message is a list, one item a line."""
