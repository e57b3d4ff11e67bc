"""GET /api/utterances: acts of speech, each with the statements that report it and how they differ."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.export.corpus_lines import utterance_line
from onrecord.reading.lists import list_utterances
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes_across import Utterance, Utterances
from onrecord.web.reading import Read

router = APIRouter(tags=["utterances"])


@router.get("/utterances", response_model=Utterances, responses={**MISSING, **UNREADABLE})
def utterances(
    request: Request,
    read: Read,
    turn: Paged,
    entity: Annotated[str | None, Query(description="Id of the speaker's entity.")] = None,
    reports: Annotated[int, Query(ge=1, le=1000, description="Reported so many times at least.")] = 1,
    order: Literal["newest", "most_reported"] = "newest",
) -> Response:
    """List utterances; those without a day are the last of the newest."""
    page = list_utterances(
        read.store, read.record, turn, entity=entity, order=order, least=reports, told=False
    )
    return answer_page(request, [utterance_line(it.utterance) for it in page.items], page.next)


@router.get("/utterances/{identity}", response_model=Utterance, responses={**MISSING, **UNREADABLE})
def utterance(read: Read, identity: str) -> Response:
    """Give one utterance, by its id, an earlier one, or that of one of its statements."""
    found = read.record.utterance(identity)
    if found is None:
        raise missing("utterance", identity)
    return JSONResponse(utterance_line(found))
