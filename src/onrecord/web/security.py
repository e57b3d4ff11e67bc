"""What protects a store that is open in a browser: headers, the Host and Origin checks, the token.

Reading is open to whoever reaches the address, which is this machine alone unless `--host` says
otherwise. Writing needs the token: programs send it as `Authorization: Bearer TOKEN`, people type it
once at /sign-in and get a cookie that holds their name under a signature that only this process can make.
Whoever shows wrong tokens has to wait (`throttle.py`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web import links
from onrecord.web.api.problems import problem
from onrecord.web.throttle import Throttle

#: Names under which a browser reaches this machine itself.
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
#: Everything comes from this server; there is no inline script or style, and nobody may frame a page.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that, browsers send `Origin: null` with the forms of our own pages.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING = ("GET", "HEAD", "OPTIONS")
_COOKIE = "onrecord_name"
#: A name is a line in a decision, not an essay.
_MOST_NAME = 120
#: Bytes of a request's body: forms and decisions are some fields of 300 characters.
_MOST_BODY = 64 * 1024
#: A working week, in seconds; then the token is asked for again.
_STAYS = 7 * 24 * 3600


class Guard:
    """ASGI middleware that refuses foreign hosts and origins and puts the headers on every answer.

    A page elsewhere could have its own name point to 127.0.0.1 (DNS rebinding): only requests for a known
    host are answered. A form elsewhere could post here: a write must come from this host's own pages or
    from a program, which sends no Origin. A page elsewhere could ask for a search as if it were a picture and
    learn by the time it takes what is on record: what browsers ask for on behalf of other sites is answered
    where it is a page that somebody opens.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope["method"], scope["path"], Headers(scope=scope))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (refusal or self._app)(scope, _bounded(receive), guarded)

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if "*" not in self._hosts and host_name(host) not in self._hosts:
            told = "This server does not answer to that name: start it with --host, or add --allow-host."
            return _refuse(421, told, path)
        if method in _READING:
            if _is_probe(headers):
                return _refuse(403, "A page elsewhere asked for this in passing: refused.", path)
            return None
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
        if foreign or headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _refuse(403, "A page elsewhere asked for this change: refused.", path)
        return None


def _bounded(receive: Receive) -> Receive:
    """Read no more of a request's body than a decision can need: whoever has no token can send one, too."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > _MOST_BODY:
            raise HTTPException(413, f"A request holds {_MOST_BODY:,} bytes at most.")
        return message

    return counted


def _refuse(status: int, reason: str, path: str) -> Response:
    return problem(status, reason) if path.startswith(links.API) else PlainTextResponse(reason, status)


def host_name(host: str) -> str:
    """Give the name in a Host header without its port, in lower case."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() and (":" not in name or name.endswith("]")) else host.lower()


def _is_probe(headers: Headers) -> bool:
    """Tell whether a browser asks on behalf of a page elsewhere, without opening what it gets as a page."""
    if headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
        return False
    opened = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest", "document")
    return opened != ("navigate", "document")


@dataclass(frozen=True, slots=True)
class Gate:
    """What lets people and programs write."""

    #: What they must show; None lets nobody.
    token: str | None
    #: Signs cookies. Not the token: who has a cookie could try out at home which token made it.
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    throttle: Throttle = field(default_factory=Throttle)
    #: Seconds since 1970.
    now: Callable[[], float] = time.time


def asked_from(request: Request, way: str) -> str:
    """Say for the audit log from where a change was asked for: the way in, and the network address."""
    return f"{way}, {request.client.host if request.client else 'an unknown address'}"


def has_token(request: Request) -> bool:
    """Tell whether a request bears the token in its Authorization header."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and is_token(request, given.strip())


def is_token(request: Request, given: str) -> bool:
    """Compare a token with that of the app, in constant time; False where the app has none.

    Raises:
        HTTPException: 429 where wrong ones came from this address before; then this one is not looked at.

    """
    gate = _gate(request)
    if gate.token is None or not given:
        return False
    address = request.client.host if request.client else ""
    wait = math.ceil(gate.throttle.wait(address))
    if wait:
        told = f"Too many wrong tokens came from your address: wait {wait} s."
        raise HTTPException(429, told, {"Retry-After": str(wait)})
    right = hmac.compare_digest(given.encode(), gate.token.encode())
    (gate.throttle.succeeded if right else gate.throttle.failed)(address)
    return right


def signed_in(request: Request) -> str | None:
    """Give the name of the person whose browser signed in; None where nobody did."""
    signed, _, signature = request.cookies.get(_COOKIE, "").rpartition(".")
    gate = _gate(request)
    if gate.token is None or not hmac.compare_digest(signature.encode(), _signature(gate, signed).encode()):
        return None
    encoded, _, until = signed.partition(".")
    return base64.urlsafe_b64decode(encoded).decode() if gate.now() < int(until) else None


def needs_person(request: Request) -> str:
    """Give the name of the person who signed in; a dependency of pages that write.

    Raises:
        HTTPException: 303 to the sign-in page where nobody did.

    """
    name = signed_in(request)
    if name is None:
        back = request.url.path if request.method in _READING else request.headers.get("x-back", "")
        raise HTTPException(303, "sign in first", {"Location": links.page(links.SIGN_IN, to=back)})
    return name


#: Parameter of a handler that writes for a person: `def merge(who: Person, …)`.
Person = Annotated[str, Depends(needs_person)]


def sign_in(request: Request, response: Response, name: str) -> None:
    """Put the cookie of somebody who gave the right token on an answer."""
    encoded = base64.urlsafe_b64encode(name.strip()[:_MOST_NAME].encode()).decode()
    gate = _gate(request)
    signed = f"{encoded}.{int(gate.now()) + _STAYS}"
    response.set_cookie(
        _COOKIE,
        f"{signed}.{_signature(gate, signed)}",
        max_age=_STAYS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def sign_out(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(_COOKIE, httponly=True, samesite="strict")


def _signature(gate: Gate, signed: str) -> str:
    return hmac.new(gate.key, signed.encode(), hashlib.sha256).hexdigest()


def _gate(request: Request) -> Gate:
    gate: Gate = request.app.state.gate
    return gate
