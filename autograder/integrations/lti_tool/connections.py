"""Close connections that are idle or slow on purpose, since there may be no proxy in front of this server that does so.

uvicorn limits the time between two requests, but not the time of a request that trickles in or of an answer that is never read.
"""

import asyncio
from enum import StrEnum
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from autograder.integrations.lti_tool.headers import Headers

LOOK_SECONDS = 1.0
HEAD_SECONDS = 15.0  # from the connection, or the previous answer, to the end of a request's headers
# The limit for a body grows with the bytes received: this accepts a notebook over a slow connection, but not one that trickles in.
BODY_SECONDS, BODY_BYTES_A_SECOND, LONGEST_BODY_SECONDS = 30.0, 20_000, 1200.0
ANSWER_SECONDS = 90.0  # for the client to read an answer
MAX_CONNECTIONS = 1000  # beyond it, the connection that has been idle longest is closed


class Phase(StrEnum):
    """The phase of a connection."""

    HEAD = "head"  # waiting for the next request and all of its headers
    BODY = "body"
    WORK = "work"  # the server is working
    ANSWER = "answer"  # the client has not read it all yet


class Connection(H11Protocol):
    """A connection with a time limit for each phase."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ):
        super().__init__(config, server_state, app_state, _loop)
        self.phase, self.since, self._received = Phase.HEAD, self.loop.time(), 0
        self._look_handle: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            idle = [one for one in self.connections if isinstance(one, Connection) and one.phase is Phase.HEAD]
            longest = min(idle, key=lambda one: one.since)
            self.connections.discard(longest)
            longest.transport.abort()
        self._look_handle = self.loop.call_later(LOOK_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look_handle is not None:
            self._look_handle.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)
        self._note_phase()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._note_phase()

    def send_400_response(self, msg: str) -> None:
        """Answer invalid HTTP, with the headers of every other answer."""
        head = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        if isinstance(self.config.app, Headers):
            head += self.config.app.refusal()
        for event in (
            h11.Response(status_code=400, headers=head, reason=b"Bad Request"),
            h11.Data(data=msg.encode("ascii")),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _should_upgrade(self) -> bool:
        """False: a request for another protocol is answered in HTTP."""
        return False

    def _note_phase(self) -> None:
        phase = self._phase()
        if phase != self.phase:
            self.phase, self.since, self._received = phase, self.loop.time(), 0

    def _phase(self) -> Phase:
        if self.transport.get_write_buffer_size() or self.transport.is_closing():
            return Phase.ANSWER
        return {h11.IDLE: Phase.HEAD, h11.SEND_BODY: Phase.BODY}.get(self.conn.their_state, Phase.WORK)

    def _seconds(self) -> float:
        """The time limit of the phase, in seconds."""
        if self.phase is Phase.BODY:
            return min(BODY_SECONDS + self._received / BODY_BYTES_A_SECOND, LONGEST_BODY_SECONDS)
        return {Phase.HEAD: HEAD_SECONDS, Phase.ANSWER: ANSWER_SECONDS}.get(self.phase, float("inf"))

    def _look(self) -> None:
        self._note_phase()
        if self.loop.time() - self.since > self._seconds():
            self.transport.abort()
        else:
            self._look_handle = self.loop.call_later(LOOK_SECONDS, self._look)
