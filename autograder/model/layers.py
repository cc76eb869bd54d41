"""The layers of the sandbox, by name."""

from enum import StrEnum


class Layer(StrEnum):
    """The layers of the sandbox, by the names that `grader.yml`, results and `autograder doctor` use. See `sandbox.layers`."""

    USER = "user"
    PID = "pid"
    MOUNT = "mount"
    NETWORK = "network"
    IPC = "ipc"
    LIMITS = "limits"
    UID = "uid"
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"
