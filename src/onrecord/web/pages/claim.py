"""What is on record about a claim: a form, and who supports, disputes or reports it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.web import links
from onrecord.web.reading import Read
from onrecord.web.templating import render
from onrecord.web.views.claim import ask_claim
from onrecord.web.views.words import STANCES

router = APIRouter(include_in_schema=False)


@router.get(links.CLAIMS)
def claim(request: Request, read: Read, text: Annotated[str, Query(max_length=1500)] = "") -> Response:
    """Put a claim to the record."""
    asked = " ".join(text.split())
    return render(
        request,
        "claim.html",
        text=asked,
        page=ask_claim(read.store, read.record, asked) if asked else None,
        stances=STANCES,
    )
