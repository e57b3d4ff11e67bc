"""What went wrong, as problem details for programs (RFC 9457, application/problem+json)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from onrecord.errors import OnrecordError, StoreError
from onrecord.reading.paging import CursorError

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One part of a request that can't be read."""

    where: Annotated[str, Field(examples=["query.limit"])]
    detail: Annotated[str, Field(examples=["Input should be less than or equal to 100"])]


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: Annotated[str, Field(examples=["about:blank"])] = "about:blank"
    title: Annotated[str, Field(examples=["Not Found"])]
    status: Annotated[int, Field(examples=[404])]
    detail: Annotated[str, Field(examples=["no statement on record has the id st-0"])]
    errors: Annotated[list[Fault], Field(description="The parts of the request that can't be read.")] = []


#: What a route's failures are, for its description.
UNREADABLE: dict[int | str, dict[str, Any]] = {
    422: {"model": Problem, "description": "Part of the request can't be read"}
}
MISSING: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Nothing on record has this id, or no page this cursor"}
}
WRITING: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The body is no JSON"},
    401: {"model": Problem, "description": "The token is missing or wrong"},
    429: {"model": Problem, "description": "Too many wrong tokens came from this address: wait"},
    403: {"model": Problem, "description": "This server was started without a token: nobody can write"},
    409: {"model": Problem, "description": "The record, as it is, does not allow the decision"},
}


def add_problems(api: FastAPI) -> None:
    """Answer every failure with problem details."""
    api.add_exception_handler(HTTPException, _of_http)
    api.add_exception_handler(RequestValidationError, _of_request)
    api.add_exception_handler(OnrecordError, _of_record)
    api.add_exception_handler(Exception, _of_fault)


def problem(
    status: int,
    detail: str,
    *,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with problem details."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors))
    return JSONResponse(told.model_dump(), status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def missing(thing: str, identity: str) -> HTTPException:
    """Make the error for an id that nothing has."""
    return HTTPException(404, f"no {thing} on record has the id {identity}")


def _of_http(request: Request, error: Exception) -> Response:
    failure = error if isinstance(error, HTTPException) else HTTPException(500)
    headers = dict(failure.headers or {})
    if failure.status_code == 405:
        headers["Allow"] = ", ".join(sorted(_methods(request)))
    return problem(failure.status_code, str(failure.detail), headers=headers)


def _methods(request: Request) -> set[str]:
    """Give the methods of all routes for a path: the framework names those of the first one only."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    routes = (route for router in request.app.state.routers for route in router.routes)
    found = {
        method
        for route in routes
        if isinstance(route, APIRoute) and route.path_regex.match(path)
        for method in route.methods or ()
    }
    return found | ({"HEAD"} if "GET" in found else set())


def _of_request(_: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [Fault(where=".".join(map(str, it["loc"])), detail=it["msg"]) for it in faults]
    return problem(422, "part of the request can't be read", errors=told)


def _of_record(_: Request, error: Exception) -> Response:
    if isinstance(error, CursorError):
        return problem(404, str(error))
    if isinstance(error, StoreError):
        return problem(503, f"{error}; try again")
    return problem(409, str(error))


def _of_fault(_: Request, error: Exception) -> Response:  # noqa: ARG001 (the server's log tells it)
    return problem(500, "a fault of onrecord: please report it with the address that was asked for")
