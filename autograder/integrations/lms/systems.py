"""The learning management systems that are known, by what is done with them."""

from enum import StrEnum


class Source(StrEnum):
    """What notebooks come from."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    GRADESCOPE = "gradescope"
    NBGRADER = "nbgrader"
    FOLDER = "folder"
    LTI = "lti"


class Target(StrEnum):
    """What grades go to."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    GRADESCOPE = "gradescope"
    NBGRADER = "nbgrader"
    GITHUB = "github"
    CSV = "csv"


class Online(StrEnum):
    """What grades are pushed to over the network."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    LTI = "lti"
