"""Disputes: all of them by day, and one with both sides and their evidence."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from onrecord.errors import StoreError
from onrecord.model import Entity, Relation
from onrecord.reading.listed import FoundEntity
from onrecord.reading.lists import list_disputes, list_entities
from onrecord.reading.paging import Page, Turn
from onrecord.reading.record import Record
from onrecord.reading.views import Dispute
from onrecord.web import links
from onrecord.web.reading import Read, Typed
from onrecord.web.templating import render
from onrecord.web.views import words
from onrecord.web.views.decisions import read_notice
from onrecord.web.views.dispute import each_once, read_accepted, read_dispute

router = APIRouter(include_in_schema=False)

#: Disputes on one page; people of one name that the form asks to choose from.
_MANY, _NAMESAKES = 15, 8


@router.get(links.DISPUTES)
def disputes(
    request: Request,
    read: Read,
    relation: Relation = "disputes",
    entity: str = "",
    who: Typed = "",
    cursor: str | None = None,
) -> Response:
    """List disputes, the newest answers first; what is only inferred stands apart."""
    chosen = read.record.entity(entity) if entity else None
    namesakes: tuple[FoundEntity, ...] = ()
    problem = None if chosen or not entity else f"Nobody on record has the id {entity}."
    if who.strip():
        chosen, namesakes, problem = _called(read.record, who)
    found: Page[Dispute] = Page(items=())
    if not problem and not namesakes:
        turn = Turn(cursor=cursor, limit=_MANY)
        identity = chosen.id if chosen else None
        found = list_disputes(read.store, read.record, turn, relation=relation, entity=identity)
    asked = {"relation": relation, "entity": chosen.id if chosen else None}
    return render(
        request,
        "disputes.html",
        listed=each_once(found.items),
        accepted=read_accepted(read.record, found.items),
        relation=relation,
        entity=chosen,
        who=who if not chosen else "",
        namesakes=namesakes,
        problem=problem,
        first=links.page(links.DISPUTES, **asked) if cursor else None,
        next=links.page(links.DISPUTES, **asked, cursor=found.next) if found.next else None,
    )


def _called(record: Record, who: str) -> tuple[Entity | None, tuple[FoundEntity, ...], str | None]:
    """Find whom a name means: one, or several to choose from, or nobody and why."""
    try:
        found = list_entities(record, who, None, Turn(limit=_NAMESAKES)).items
    except StoreError as error:
        return None, (), str(error)
    if len(found) == 1:
        return found[0].entity, (), None
    return None, found, None if found else f"Nobody on record is called {who.strip()}."


@router.get("/disputes/{by}/{of}")
def dispute(request: Request, read: Read, by: str, of: str, decided: str | None = None) -> Response:
    """Show what answers, what it answers, and the evidence for both."""
    found = read_dispute(read.store, read.record, by, of)
    if found is None:
        raise HTTPException(404, f"Nothing on record says that {by} answers {of}.")
    return render(
        request,
        "dispute.html",
        page=found,
        notice=read_notice(read.store, read.record, decided),
        does_in_words=words.DOES,
    )
