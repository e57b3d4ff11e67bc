"""GET /api/disputes: who denies, contradicts, corrects or does not confirm what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.model import Relation
from onrecord.reading.lists import list_disputes
from onrecord.reading.views import read_disputes
from onrecord.web.api.lines import dispute_line
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes_across import Dispute, Disputes
from onrecord.web.reading import Read

router = APIRouter(tags=["disputes"])


@router.get("/disputes", response_model=Disputes, responses={**MISSING, **UNREADABLE})
def disputes(
    request: Request,
    read: Read,
    turn: Paged,
    relation: Annotated[
        Relation | None,
        Query(
            description="`disputes`: in so many words; `may_conflict`: inferred from the two contents; both "
            "where none is given. `agrees`: in so many words; `updates`: a later figure of one voice."
        ),
    ] = None,
    entity: Annotated[str | None, Query(description="Id of who speaks in one of the two.")] = None,
) -> Response:
    """List disputes, those with the newest answer first, each with its two statements.

    What people rejected is left out, so that a page may hold fewer than it could though there is a next one.
    """
    page = list_disputes(read.store, read.record, turn, relation=relation, entity=entity)
    return answer_page(request, [dispute_line(it) for it in page.items], page.next)


@router.get("/disputes/{by}/{of}", response_model=Dispute, responses={**MISSING, **UNREADABLE})
def dispute(read: Read, by: str, of: str) -> Response:
    """Give what links two statements: the answer and what it answers."""
    links = read.record.links_of_pairs({(min(by, of), max(by, of))})
    found = read_disputes(read.store, read.record, [link for link in links if (link.by, link.of) == (by, of)])
    if not found:
        raise missing("dispute", f"{by}/{of}")
    return JSONResponse(dispute_line(found[0]))
