"""Answers are kept until the record changes: by clients (ETag, RFC 9110 section 13), and by this process.

An answer is a function of the address, of who asks and of the store's state; the state's name is one row
to read. So a page that somebody has asked for already costs hardly anything until something is added.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from importlib.metadata import version
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.web.failures import show_failure

#: Bytes of answers kept, and of one of them; what nobody asked for longest goes first. Some thousand pages.
_MOST, _LONGEST = 48 * 2**20, 2**20
#: Bytes that Python needs for a header, beside its words.
_PIECE = 200
#: Files and pictures keep themselves.
_ELSEWHERE = ("/static/", "/pictures/")
#: Whose answers depend on nothing but the store: programs may keep them across restarts of the server.
_LASTING = ("/api/", "/feeds/")
_VERSION = version("onrecord")


@dataclass(frozen=True, slots=True)
class _Answer:
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def cost(self) -> int:
        """What it takes to keep, in bytes: empty lists are a few bytes long, but many can be asked for."""
        return len(self.body) + sum(_PIECE + len(name) + len(value) for name, value in self.headers) + 1_000


class Answers:
    """ASGI middleware that answers from what it kept, and tells clients what they may keep.

    The state is read before the answer is made: a change in between makes the tag older than the answer,
    which only costs one more answer.
    """

    def __init__(self, app: ASGIApp, *, store: Store) -> None:
        self._app = app
        self._store = store
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        # Pages change with the program, too: a new process may have other templates.
        self._start = secrets.token_hex(8)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or scope["path"].startswith(_ELSEWHERE):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            state = await run_in_threadpool(self._store.state)
        except StoreError as error:
            await show_failure(Request(scope), 503, str(error))(scope, receive, send)
            return
        tag = self._tag(scope, headers, state)
        if _is_known(headers, tag):
            await Response(status_code=304, headers={"ETag": tag, **_KEEPING})(scope, receive, send)
        elif (answer := self._find(tag)) is not None and scope["method"] == "GET":
            await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._app(scope, receive, _Recorder(self, send, tag, keep=scope["method"] == "GET"))

    def keep(self, tag: str, answer: _Answer) -> None:
        """Keep an answer."""
        with self._lock:
            if tag in self._kept:
                return
            self._kept[tag] = answer
            self._size += answer.cost
            while self._size > _MOST:
                self._size -= self._kept.popitem(last=False)[1].cost

    def _find(self, tag: str) -> _Answer | None:
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _tag(self, scope: Scope, headers: Headers, state: str) -> str:
        lasting = scope["path"].startswith(_LASTING)
        who = "" if lasting else f"{self._start} {headers.get('cookie', '')}"
        query = scope["query_string"].decode("latin-1")
        address = f"{scope['scheme']} {headers.get('host', '')} {scope['path']}?{query}"
        asked = f"{_VERSION} {state} {address} {who}"
        return f'"{hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


#: A client may keep an answer, and asks each time whether it is still so.
_KEEPING = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}


class _Recorder:
    """Sends an answer on, with its tag, and keeps it once it is whole."""

    def __init__(self, answers: Answers, send: Send, tag: str, *, keep: bool) -> None:
        self._answers, self._send, self._tag, self._keep = answers, send, tag, keep
        self._headers: list[tuple[bytes, bytes]] = []
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send one message on."""
        if message["type"] == "http.response.start":
            self._start(message)
        elif message["type"] == "http.response.body" and self._keep:
            self._body += message.get("body", b"")
            self._keep = len(self._body) <= _LONGEST
            if self._keep and not message.get("more_body", False):
                self._answers.keep(self._tag, _Answer(self._headers, self._body))
        await self._send(message)

    def _start(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        if message["status"] != 200 or "set-cookie" in headers:
            self._keep = False
            return
        headers["ETag"] = self._tag
        for name, value in _KEEPING.items():
            headers.setdefault(name, value)
        self._headers = list(message["headers"])


def _is_known(headers: Headers, tag: str) -> bool:
    """Compare weakly, as RFC 9110 asks of If-None-Match."""
    given = headers.get("if-none-match", "")
    return tag in (part.strip().removeprefix("W/") for part in given.split(","))
