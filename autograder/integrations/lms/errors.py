"""What a system's file cannot be used for."""


class LmsError(Exception):
    """A file of a system, or the course's settings for it, cannot be used. One sentence: which, why, and what to do."""
