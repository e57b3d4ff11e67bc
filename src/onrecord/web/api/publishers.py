"""GET /api/publishers: outlets, as their pages name them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from onrecord.reading.logs import find_publisher, list_publishers
from onrecord.web.api.lines import publisher_line
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes_across import Publisher, Publishers
from onrecord.web.reading import Read

router = APIRouter(tags=["publishers"])


@router.get("/publishers", response_model=Publishers, responses={**MISSING, **UNREADABLE})
def publishers(request: Request, read: Read, turn: Paged) -> Response:
    """List outlets by name, with the number of their articles."""
    page = list_publishers(read.record, turn)
    return answer_page(request, [publisher_line(it) for it in page.items], page.next)


@router.get("/publishers/{name:path}", response_model=Publisher, responses={**MISSING, **UNREADABLE})
def publisher(read: Read, name: str) -> Response:
    """Give one outlet by its whole name."""
    found = find_publisher(read.record, name)
    if found is None:
        raise missing("publisher", name)
    return JSONResponse(publisher_line(found))
