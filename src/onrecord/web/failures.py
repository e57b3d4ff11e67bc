"""What is shown where something is missing, asked wrongly or broken: a page for people."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError, StoreError
from onrecord.web import links
from onrecord.web.api.problems import problem
from onrecord.web.templating import render


def add_failures(app: FastAPI) -> None:
    """Answer failures of pages with a page."""
    app.add_middleware(Unbroken)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_query)
    app.add_exception_handler(OnrecordError, _of_record)


class Unbroken:
    """ASGI middleware that answers with a page where a handler broke; the server still logs the error."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request."""
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception:
            if scope["type"] == "http" and not started:
                told = "This is a fault of onrecord, not of the record; the server's log says more."
                await show_failure(Request(scope), 500, told)(scope, receive, send)
            raise


def show_failure(request: Request, status: int, reason: str) -> Response:
    """Answer with a page that says what went wrong and where to go on; under /api with problem details.

    A path under /api that no router of it can even read (a line end in an id) ends up here.
    """
    if request.url.path.startswith(f"{links.API}/"):
        return problem(status, reason)
    return render(request, "failure.html", status=status, title=HTTPStatus(status).phrase, reason=reason)


def _of_http(request: Request, error: Exception) -> Response:
    failure = error if isinstance(error, HTTPException) else HTTPException(500)
    location = (failure.headers or {}).get("Location")
    if location is not None and failure.status_code in (302, 303, 307, 308):
        return RedirectResponse(location, failure.status_code)
    answer = show_failure(request, failure.status_code, str(failure.detail))
    if "Retry-After" in (failure.headers or {}):
        answer.headers["Retry-After"] = (failure.headers or {})["Retry-After"]
    return answer


def _of_query(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = "; ".join(f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in faults)
    return show_failure(request, 422, told)


def _of_record(request: Request, error: Exception) -> Response:
    # What is wrong with the request, or what is the matter with the store at the moment.
    return show_failure(request, 503 if isinstance(error, StoreError) else 400, str(error))
