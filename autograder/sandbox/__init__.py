"""Where the student's code runs. `Sandbox` is the engine's handle; `parent` and `child` run on the other side of the wire."""

from autograder.sandbox.client import ProgramKilled, Sandbox, SandboxError, Session, SessionLost, WarmParent, one_sandbox
from autograder.sandbox.layers import PURPOSE, REMEDY, Layers

__all__ = [
    "PURPOSE",
    "REMEDY",
    "Layers",
    "ProgramKilled",
    "Sandbox",
    "SandboxError",
    "Session",
    "SessionLost",
    "WarmParent",
    "one_sandbox",
]
