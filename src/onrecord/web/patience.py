"""How long the server waits for a client, and for how many at once: a slow one must not cost it anything.

uvicorn waits for the head of a request, and for somebody to take an answer, for as long as it takes. A
few thousand connections that say nothing, or a letter a minute, then keep everybody else out.
"""

from __future__ import annotations

import asyncio

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for the head of a request, from its connection or its first byte on. Browsers open connections
#: ahead and come back to them; those they open anew.
HEAD_SECONDS = 15.0
#: Seconds for the body of a request: 64 KiB at most, half a second on a slow telephone line.
BODY_SECONDS = 30.0
#: Seconds in which a client must take something of an answer that waits for it.
TAKE_SECONDS = 60.0
#: Connections at once; below 1,024, which many systems let a process have open, with the store's own.
CONNECTIONS = 500
#: Bytes that a client may send before it is answered: a head, and a body of 64 KiB, with room to spare.
#: Requests sent ahead, one after another without waiting, would else be kept however many they are.
MOST_AHEAD = 512 * 1024


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on one connection, given up where the client keeps it waiting.

    h11 and not what else uvicorn finds installed: it refuses a head that comes in pieces of more than 16 KiB.
    """

    _head: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _ahead = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless too many others are served already."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._head = self.loop.call_later(HEAD_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Take some bytes of a request."""
        self._ahead += len(data)
        if self._ahead > MOST_AHEAD:
            self.transport.abort()
            return
        if self._head is None and self._is_between():
            self._head = self.loop.call_later(HEAD_SECONDS, self.transport.abort)
        super().data_received(data)
        if not self._is_between():
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Begin with the next request, which may be there already."""
        self._ahead = 0
        super().on_response_complete()
        if not self._is_between():
            self._stop_waiting()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nobody uses, and what the client does not take of an answer with it."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(TAKE_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        """Wait for the client to take what was written."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        if self._taking is not None:
            self._taking.cancel()
        super().connection_lost(exc)

    def _is_between(self) -> bool:
        """Tell whether no request is being answered."""
        cycle = self.cycle
        return cycle is None or cycle.response_complete

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


class Prompt:
    """ASGI middleware that gives up a request whose body does not come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        until = loop.time() + BODY_SECONDS
        whole = False

        async def promptly() -> Message:
            nonlocal whole
            if whole:
                # What comes now is that the client went away.
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, f"The request took longer than {BODY_SECONDS:.0f} s.") from None
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, promptly, send)
