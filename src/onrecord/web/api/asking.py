"""GET /api/claims and /api/trace: what is on record about a claim, and where a wording stands."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from onrecord.export.corpus_lines import claim_line
from onrecord.reading.claims import find_claims
from onrecord.reading.views import trace as trace_versions
from onrecord.store import StatementFilter
from onrecord.web.api.parameters import holds_words
from onrecord.web.api.problems import UNREADABLE
from onrecord.web.api.shapes_across import Claim, Version
from onrecord.web.caching import UnlessKnown
from onrecord.web.reading import Read

router = APIRouter(tags=["asking"], route_class=UnlessKnown)

#: Lines or versions given; the best come first, and what is beyond them hardly fits.
_MOST = 100
Text = Annotated[str, Query(min_length=1, max_length=1000)]


@router.get("/claims", response_model=list[Claim], responses=UNREADABLE)
def claims(read: Read, text: Text) -> Response:
    """Tell what is on record about a claim, the best line first, a hundred at most."""
    asked = [(None, text)] if holds_words(text) else []
    found = islice(find_claims(read.store, read.record, asked), _MOST)
    return JSONResponse([claim_line(line) for _, line in found])


@router.get("/trace", response_model=list[Version], responses=UNREADABLE)
def trace(read: Read, quote: Text) -> Response:
    """Tell where a wording stands on record, in which versions, the earliest first, a hundred at most."""
    found = trace_versions(read.store, read.record, quote, StatementFilter()) if holds_words(quote) else []
    return JSONResponse(
        [
            {"text": it.text, "day": it.day, "score": it.score, "statements": list(it.statements)}
            for it in found[:_MOST]
        ]
    )
