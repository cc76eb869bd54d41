"""The layers of the sandbox: the purpose of each, the remedy if it is missing, and the layers that work on a machine."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from autograder.model.layers import Layer

__all__ = ["PURPOSE", "REMEDY", "Layer", "Layers"]


PURPOSE = {
    Layer.USER: "lets an ordinary user create the other namespaces",
    Layer.PID: "hides other processes, and ends all processes of a submission with it",
    Layer.MOUNT: "makes every file read-only; gives a scratch folder in memory, of limited size, that is deleted at the end",
    Layer.NETWORK: "removes every network interface, including the loopback",
    Layer.IPC: "hides shared memory and message queues of others",
    Layer.LIMITS: "limits memory, CPU time, threads, descriptors and file size",
    Layer.UID: "runs as another user, who owns no files and may signal no process",
    Layer.LANDLOCK: "allows opening only the interpreter, its libraries, the data and the scratch folder",
    Layer.SECCOMP: "forbids sockets, programs, new processes, tracing, and signals to others",
}


_NAMESPACES = (
    "run as root, or let users create user namespaces (sysctl user.max_user_namespaces above 0; on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0); a container needs permission for that"
)
REMEDY = {
    Layer.USER: _NAMESPACES,
    Layer.PID: _NAMESPACES,
    Layer.MOUNT: _NAMESPACES,
    Layer.NETWORK: _NAMESPACES,
    Layer.IPC: _NAMESPACES,
    Layer.LIMITS: "use Linux",
    Layer.UID: "run as root; for an ordinary user the namespaces have the same effect",
    Layer.LANDLOCK: "use Linux 5.13 or later with Landlock enabled among its security modules; Docker 23 or later permits it",
    Layer.SECCOMP: "use Linux on x86_64 or aarch64",
}


@dataclass(frozen=True)
class Layers:
    """The layers that work here, and the reasons why the others do not."""

    held: tuple[Layer, ...]
    missing: dict[Layer, str] = field(default_factory=dict)
    uid: int | None = None  # the private user and group id, if the layer `uid` works

    def __contains__(self, layer: Layer) -> bool:
        return layer in self.held

    def below(self, floor: Iterable[Layer]) -> list[Layer]:
        """Return the layers of `floor` that do not work."""
        return [layer for layer in floor if layer not in self.held]

    def summary(self) -> str:
        """One line with the working and the missing layers."""
        without = f"; without {', '.join(self.missing)}" if self.missing else ""
        return f"{', '.join(self.held) or 'nothing'}{without}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        held = tuple(Layer(name) for name in found["held"])
        return cls(held, {Layer(name): why for name, why in found["missing"].items()}, found["uid"])
