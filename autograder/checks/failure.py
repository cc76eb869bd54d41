"""The failure of a check, in a module of its own: the sandbox holds `ask`, which raises it, and must not hold `expect`."""


class CheckFailed(AssertionError):
    """The evidence is not as expected. The message is for the student."""

    cause = ""  # as in StudentError: empty, since the message is the cause
