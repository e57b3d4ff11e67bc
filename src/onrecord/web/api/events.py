"""GET /api/events: who did what to whom, as articles tell it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.export.lines import event_row
from onrecord.model import EventType, Modality
from onrecord.reading.lists_across import EventsWanted, list_events
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE
from onrecord.web.api.shapes_deeds import Events
from onrecord.web.reading import Read

router = APIRouter(tags=["events"])


@router.get("/events", response_model=Events, responses={**MISSING, **UNREADABLE})
def events(
    request: Request,
    read: Read,
    turn: Paged,
    sort: Annotated[EventType | None, Query(alias="type", description="Of PLOVER.")] = None,
    modality: Modality | None = None,
    entity: Annotated[str | None, Query(description="Id of the actor's entity.")] = None,
    article: Annotated[str | None, Query(description="Id of an article.")] = None,
) -> Response:
    """List deeds, those of the article that was added last first; all that is given must hold."""
    wanted = EventsWanted(type=sort, modality=modality, entity=entity, article=article)
    page = list_events(read.record, wanted, turn)
    return answer_page(request, [event_row(it.row, it.happening) for it in page.items], page.next)
