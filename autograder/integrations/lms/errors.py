"""The error about files and settings of learning management systems."""

from autograder.model.errors import UserError


class LmsError(UserError):
    """A file of a learning management system, or the settings for it, cannot be used. The message names it, the reason, and the remedy."""
