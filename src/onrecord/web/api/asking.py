"""GET /api/claims and /api/trace: what is on record about a claim, and where a wording stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from onrecord.export.corpus_lines import claim_line
from onrecord.reading.claims import read_claim
from onrecord.reading.views import trace_likely
from onrecord.web.api.parameters import holds_words
from onrecord.web.api.problems import UNREADABLE
from onrecord.web.api.shapes_across import Claim, Version
from onrecord.web.reading import Read

router = APIRouter(tags=["asking"])

#: Lines or versions given; the best come first, and what is beyond them hardly fits.
_MOST = 100
Text = Annotated[str, Query(min_length=1, max_length=1000)]


@router.get("/claims", response_model=list[Claim], responses=UNREADABLE)
def claims(read: Read, text: Text) -> Response:
    """Tell what is on record about a claim, the best line first, a hundred at most."""
    found = read_claim(read.record, text) if holds_words(text) else []
    return JSONResponse([claim_line(line) for line in found[:_MOST]])


@router.get("/trace", response_model=list[Version], responses=UNREADABLE)
def trace(read: Read, quote: Text) -> Response:
    """Tell where a wording stands on record, in which versions, the earliest first, a hundred at most."""
    found = trace_likely(read.record, quote) if holds_words(quote) else []
    return JSONResponse(
        [
            {"text": it.text, "day": it.day, "score": it.score, "statements": list(it.statements)}
            for it in found[:_MOST]
        ]
    )
