"""Messages of evidence over a pair of pipes: frames of tag, length and body; every length is checked before the body is read.

A message has two frames: JSON, then safetensors (see `evidence`). The reader trusts nothing: a wrong tag, a length over the limit, a
body that is not evidence, or silence until the deadline raises WireError; the wire must not be used after that.
"""

import os
import select
import struct
import time
from dataclasses import dataclass

from autograder.model.evidence import Evidence, NotPlain, header_bytes, pack, unpack

HEADER = struct.Struct(">4sQ")
TAGS = (b"JSON", b"TENS")
STRUCTURE_BYTES = 8 * 2**20  # of JSON and lists of arrays, which take many times their size when parsed


class WireError(Exception):
    """The received bytes are not a message."""


class WireClosed(WireError):
    """The other end has closed the wire."""


class WireTimeout(WireError):
    """No complete message arrived before the deadline."""


@dataclass
class Wire:
    """One end of a wire: a descriptor to read from, one to write to, and the total number of bytes it still accepts (None: unlimited).

    At most `structure_bytes` of them may be data other than numbers.
    """

    read_fd: int
    write_fd: int
    accepted_bytes: int | None = None
    structure_bytes: int = STRUCTURE_BYTES

    def send(self, message: Evidence, deadline: float | None = None) -> None:
        """Write one message. `deadline` is on the clock of time.monotonic. Raises NotPlain, WireClosed, WireTimeout."""
        structure, tensors = pack(message)
        self._write(HEADER.pack(TAGS[0], len(structure)) + structure + HEADER.pack(TAGS[1], len(tensors)), deadline)
        self._write(tensors, deadline)

    def receive(self, deadline: float | None = None) -> Evidence:
        """Read one message. Raises WireClosed, WireTimeout, or WireError for bytes that are not a message."""
        structure, tensors = (self._read_frame(tag, deadline) for tag in TAGS)
        self._count_structure(header_bytes(tensors))
        try:
            return unpack(structure, tensors)
        except NotPlain as error:
            raise WireError(str(error)) from None

    def close(self) -> None:
        for fd in {self.read_fd, self.write_fd}:
            os.close(fd)

    def _read_frame(self, expected: bytes, deadline: float | None) -> bytes:
        tag, length = HEADER.unpack(self._read(HEADER.size, deadline))
        if tag != expected:
            raise WireError(f"a frame is tagged {tag!r} where {expected!r} belongs")
        if self.accepted_bytes is not None:
            if length > self.accepted_bytes:
                raise WireError(f"a frame of {length} bytes is announced; {self.accepted_bytes} are allowed")
            self.accepted_bytes -= length
        if tag == b"JSON":
            self._count_structure(length)
        return self._read(length, deadline)

    def _count_structure(self, length: int) -> None:
        if self.accepted_bytes is None:
            return
        if length > self.structure_bytes:
            raise WireError(f"{length} bytes that are no numbers are announced; {self.structure_bytes} are allowed")
        self.structure_bytes -= length

    def _read(self, count: int, deadline: float | None) -> bytes:
        buffer = bytearray(count)  # takes no memory until it is written to
        rest = memoryview(buffer)
        while rest:
            _wait([self.read_fd], [], deadline)
            read = os.readv(self.read_fd, [rest])
            if not read:
                raise WireClosed("the other end closed the wire")
            rest = rest[read:]
        return bytes(buffer)

    def _write(self, data: bytes, deadline: float | None) -> None:
        view = memoryview(data)
        os.set_blocking(self.write_fd, False)  # a ready pipe takes some bytes, and would block on the rest
        while view:
            _wait([], [self.write_fd], deadline)
            try:
                view = view[os.write(self.write_fd, view) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise WireClosed("the other end closed the wire") from None


def _wait(readable: list[int], writable: list[int], deadline: float | None) -> None:
    """Return when one of the descriptors is ready. Raises WireTimeout at the deadline."""
    poll = select.poll()  # unlike select.select, takes descriptors above 1023
    for fd in readable:
        poll.register(fd, select.POLLIN)
    for fd in writable:
        poll.register(fd, select.POLLOUT)
    milliseconds = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
    if not poll.poll(milliseconds):
        raise WireTimeout("no answer before the deadline")
