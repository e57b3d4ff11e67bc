"""GET /api/entities: persons, bodies and places, with their names across articles."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from onrecord.export.corpus_lines import entity_line
from onrecord.model import EntityKind
from onrecord.reading.lists import list_entities
from onrecord.web.api.lines import found_entity_line
from onrecord.web.api.parameters import Paged, Words, answer_page, holds_words
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes import Entity
from onrecord.web.api.shapes_across import Entities
from onrecord.web.reading import Read

router = APIRouter(tags=["entities"])


@router.get("/entities", response_model=Entities, responses={**MISSING, **UNREADABLE})
def entities(
    request: Request, read: Read, turn: Paged, q: Words | None = None, kind: EntityKind | None = None
) -> Response:
    """List persons, bodies and places, most often named first; `q` begins words of any of their names."""
    if not holds_words(q):
        return answer_page(request, [], None)
    page = list_entities(read.record, q, kind, turn)
    return answer_page(request, [found_entity_line(it) for it in page.items], page.next)


@router.get("/entities/{identity}", response_model=Entity, responses={**MISSING, **UNREADABLE})
def entity(read: Read, identity: str) -> Response:
    """Give one person, body or place, by its present id or an earlier one."""
    found = read.record.entity(identity)
    if found is None:
        raise missing("person, body or place", identity)
    return JSONResponse(entity_line(found))
