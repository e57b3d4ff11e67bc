"""Answers that a client keeps until the record changes: ETag and If-None-Match (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from importlib.metadata import version
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from onrecord.web.reading import store_of

_VERSION = version("onrecord")


class UnlessKnown(APIRoute):
    """Answers 304 where the client has what it asks for already.

    The tag is made of the address and of the store's state, so that it costs one row to know that nothing
    changed. It is read before the answer is made: a change in between makes the tag older than the answer,
    which only costs one more answer.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the handler of a request."""
        answer = super().get_route_handler()

        async def unless_known(request: Request) -> Response:
            if request.method != "GET":
                return await answer(request)
            headers = {
                "ETag": _tag(request, await run_in_threadpool(store_of(request).state)),
                # A client may keep it, and asks each time whether it is still so.
                "Cache-Control": "no-cache",
            }
            if _is_known(request, headers["ETag"]):
                return Response(status_code=304, headers=headers)
            response = await answer(request)
            if response.status_code == 200:
                response.headers.update(headers)
            return response

        return unless_known


def _tag(request: Request, state: str) -> str:
    asked = f"{request.url.path}?{request.url.query} {request.base_url}"
    return f'"{hashlib.sha256(f"{_VERSION} {state} {asked}".encode()).hexdigest()[:32]}"'


def _is_known(request: Request, tag: str) -> bool:
    """Compare weakly, as RFC 9110 asks of If-None-Match."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in given.split(","))
