"""How many answers are made at once: the others wait their turn, and hold nothing while they do.

An answer in the making has a connection to the store, and with it some megabytes of its pages. Sixty-four
clients at once would have as many; a few answers at a time keep every processor busy.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from fastapi import HTTPException, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.failures import show_failure

#: Answers in the making: as many as threads make them (`app.py`), and as many that are just opened or closed.
_ANSWERS = 8
#: Changes at once. The store takes one after the other, and what waits for it would hold a thread.
_CHANGES = 1
_READING = ("GET", "HEAD", "OPTIONS")


class Queue:
    """ASGI middleware that lets requests through a few at a time, in the order in which they are whole."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers = asyncio.Semaphore(_ANSWERS)
        self._changes = asyncio.Semaphore(_CHANGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request when it is its turn."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_change = scope["method"] not in _READING
        told: list[Message] = []
        try:
            # A client that is slow to tell what it wants waits outside.
            while is_change and (not told or told[-1].get("more_body", False)):
                told.append(await receive())
        except HTTPException as error:
            await show_failure(Request(scope), error.status_code, str(error.detail))(scope, receive, send)
            return
        told.reverse()

        async def again() -> Message:
            return told.pop() if told else await receive()

        async with AsyncExitStack() as turn:
            if is_change:
                await turn.enter_async_context(self._changes)
            await turn.enter_async_context(self._answers)

            async def leaving(message: Message) -> None:
                # The answer is made: a client that is slow to take it keeps nobody waiting.
                if message["type"] == "http.response.body" and not message.get("more_body", False):
                    await turn.aclose()
                await send(message)

            await self._app(scope, again, leaving)
