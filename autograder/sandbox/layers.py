"""The layers that make up the sandbox: their names, what each is for, and which of them hold on a machine."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from autograder.model.layers import Layer

__all__ = ["PURPOSE", "REMEDY", "Layer", "Layers"]


PURPOSE = {
    Layer.USER: "a user namespace: what an ordinary user needs for the other namespaces",
    Layer.PID: "sees no other process, and nothing of it outlives its end",
    Layer.MOUNT: "every file read-only; a scratch folder in memory, of limited size, that is gone with it",
    Layer.NETWORK: "no network interface, not even the machine's own",
    Layer.IPC: "no shared memory or message queue of others",
    Layer.LIMITS: "limits of memory, CPU time, threads, descriptors and file size",
    Layer.UID: "another user id: owns nothing, and may signal nobody",
    Layer.LANDLOCK: "opens nothing but the interpreter, its libraries, the data and its scratch folder",
    Layer.SECCOMP: "no sockets, no programs, no new processes, no tracing, no signals to others",
}


_NAMESPACES = (
    "start it as root, or let users make user namespaces (sysctl user.max_user_namespaces above 0; on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0); a container has to be allowed to"
)
REMEDY = {
    Layer.USER: _NAMESPACES,
    Layer.PID: _NAMESPACES,
    Layer.MOUNT: _NAMESPACES,
    Layer.NETWORK: _NAMESPACES,
    Layer.IPC: _NAMESPACES,
    Layer.LIMITS: "use Linux",
    Layer.UID: "start it as root; as an ordinary user the namespaces do the same",
    Layer.LANDLOCK: "use Linux 5.13 or later with landlock among its security modules; Docker 23 or later lets it through",
    Layer.SECCOMP: "use Linux on x86_64 or aarch64",
}


@dataclass(frozen=True)
class Layers:
    """Which layers hold here, and why the others do not."""

    held: tuple[Layer, ...]
    missing: dict[Layer, str] = field(default_factory=dict)
    uid: int | None = None  # the private user and group id, where the layer `uid` holds

    def __contains__(self, layer: Layer) -> bool:
        return layer in self.held

    def below(self, floor: Iterable[Layer]) -> list[Layer]:
        """The layers of `floor` that do not hold."""
        return [layer for layer in floor if layer not in self.held]

    def summary(self) -> str:
        """One line: what holds, and what does not."""
        without = f"; without {', '.join(self.missing)}" if self.missing else ""
        return f"{', '.join(self.held) or 'nothing'}{without}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        held = tuple(Layer(name) for name in found["held"])
        return cls(held, {Layer(name): why for name, why in found["missing"].items()}, found["uid"])
