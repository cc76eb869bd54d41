"""What a system's file cannot be used for."""

from autograder.model.errors import UserError


class LmsError(UserError):
    """A file of a system, or the course's settings for it, cannot be used. One sentence: which, why, and what to do."""
