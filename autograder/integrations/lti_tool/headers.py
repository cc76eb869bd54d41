"""The security headers of every answer of the web server: pages, files, redirects and errors."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from autograder.model.course_settings import LtiPlatform

ORIGIN = re.compile(r"https?://[\w.:\[\]-]+", re.ASCII)
# Issuers that many schools share; each school has its own address.
FOR_MANY = {
    "https://canvas.instructure.com": "https://*.instructure.com",
    "https://canvas.beta.instructure.com": "https://*.beta.instructure.com",
    "https://canvas.test.instructure.com": "https://*.test.instructure.com",
    "https://blackboard.com": "https://*.blackboard.com",
}
POLICY, OPENER = "Content-Security-Policy", "Cross-Origin-Opener-Policy"
HEADERS = {
    "Cache-Control": "no-store",
    OPENER: "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the URL contains the token
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"  # for answers without their own policy


def origin(url: str) -> str:
    """Return scheme, host and port of a URL; empty if it is invalid."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    made = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return made if ORIGIN.fullmatch(made) else ""


def pages_of(platform: LtiPlatform) -> list[str]:
    """Return the origins in grader.yml whose pages may show the tool in a frame."""
    addresses = [platform.issuer, platform.login_url, platform.token_url, platform.keys_url, *platform.pages]
    return [*map(origin, addresses), FOR_MANY.get(platform.issuer.rstrip("/"), "")]


class Headers:
    """An ASGI application that adds the headers to each answer without its own.

    The origins `pages` may show it in a frame, and so may the page that the visitor's launch named (`show_in`).
    """

    def __init__(self, app: ASGIApp, pages: Iterable[str]):
        self._app, self._pages = app, list(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        pages = dict.fromkeys(filter(None, [*self._pages, scope.get("state", {}).get("page", "")]))
        ancestors = " ".join(pages) or "'none'"
        headers[POLICY] = f"{headers.get(POLICY, NOTHING)}; frame-ancestors {ancestors}"

    def refusal(self) -> list[tuple[bytes, bytes]]:
        """Return the headers for an answer to an invalid request."""
        headers = MutableHeaders()
        self._add(headers, {})
        return headers.raw


def show_in(scope: Scope, page: str) -> None:
    """Allow the origin of the platform's page that launched the tool to show it in a frame."""
    scope.setdefault("state", {})["page"] = page
