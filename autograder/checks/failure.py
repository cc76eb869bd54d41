"""The failure of a check, in a module of its own: the sandbox holds `ask`, which raises it, and must not hold `expect`."""

from autograder.model.language import tr


class CheckFailed(AssertionError):
    """The evidence is not as expected. The message is for the student, in whose language it is."""

    cause = ""  # as in StudentError: empty, since the message is the cause

    def __init__(self, message: str = ""):
        super().__init__(tr(message))
