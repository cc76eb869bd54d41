"""The supported learning management systems, by purpose."""

from enum import StrEnum


class Source(StrEnum):
    """A system that notebooks are imported from."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    GRADESCOPE = "gradescope"
    NBGRADER = "nbgrader"
    FOLDER = "folder"
    LTI = "lti"


class Target(StrEnum):
    """A system that grades are exported for."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    GRADESCOPE = "gradescope"
    NBGRADER = "nbgrader"
    GITHUB = "github"
    CSV = "csv"


class Online(StrEnum):
    """A system that grades are pushed to over the network."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    LTI = "lti"
