"""The language of a page: what the browser prefers, unless the platform has named one."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from autograder.model.language import ENGLISH, Language, available, speaking

ACCEPTED = re.compile(
    r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*(?:;\s*q=([01](?:\.\d*)?)\s*)?"
)  # RFC 9110, section 12.5.4; a platform may write ko_KR


def preferred(accepted: str) -> str:
    """Return the language that an Accept-Language header, or a single tag, prefers among ours; empty if it names none of them."""
    found = [match for part in accepted[:1000].split(",") if (match := ACCEPTED.fullmatch(part))]
    weights = {match[1].lower(): float(match[2] or 1) for match in reversed(found)}
    ours = available() & {tag for tag, weight in weights.items() if weight > 0}  # 0 means "not this one"
    return max(ours, key=lambda tag: weights[tag], default="")


class InLanguage:
    """An ASGI application that answers in the language that the browser prefers."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = Headers(scope=scope).get("accept-language", "") if scope["type"] == "http" else ""
        with speaking(Language(preferred(accepted) or ENGLISH)):
            await self._app(scope, receive, send)
