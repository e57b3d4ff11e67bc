"""What the record is, how good it is and what it can't do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.web import links
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get(links.ABOUT)
def about(request: Request) -> Response:
    """Say how the record is made, with its accuracy and its limits."""
    return render(request, "about.html")
