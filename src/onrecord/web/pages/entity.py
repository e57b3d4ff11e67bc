"""People, bodies and places: all of them by name, and one with all that is on record about it."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import OnrecordError
from onrecord.model import EntityKind
from onrecord.reading.listed import FoundEntity
from onrecord.reading.lists import list_entities
from onrecord.reading.paging import CursorError, Page, Turn
from onrecord.web import links
from onrecord.web.reading import Read, Typed
from onrecord.web.templating import render
from onrecord.web.views.decisions import read_notice
from onrecord.web.views.entity import read_entity

router = APIRouter(include_in_schema=False)

_MANY = 40


@router.get(links.ENTITIES)
def entities(
    request: Request,
    read: Read,
    q: Typed = "",
    kind: EntityKind | Literal[""] = "",
    cursor: str | None = None,
) -> Response:
    """List who and what is named on record, most often named first."""
    problem: str | None = None
    found: Page[FoundEntity] = Page(items=())
    try:
        found = list_entities(read.record, q.strip() or None, kind or None, Turn(cursor=cursor, limit=_MANY))
    except CursorError:
        raise
    except OnrecordError as error:
        problem = str(error)
    return render(
        request,
        "entities.html",
        found=found,
        problem=problem,
        q=q,
        kind=kind,
        first=links.page(links.ENTITIES, q=q, kind=kind) if cursor else None,
        next=links.page(links.ENTITIES, q=q, kind=kind, cursor=found.next) if found.next else None,
    )


@router.get(f"{links.ENTITIES}/{{identity}}")
def entity(
    request: Request,
    read: Read,
    identity: str,
    about: Typed = "",
    said: str | None = None,
    named: str | None = None,
    decided: str | None = None,
) -> Response:
    """Show a person, body or place; an earlier id of it leads to it."""
    found = read.record.entity(identity)
    if found is None:
        raise HTTPException(404, f"Nobody and nothing on record has the id {identity}.")
    if found.id != identity:
        return RedirectResponse(links.page(links.entity(found.id), about=about, decided=decided), 307)
    subject = about.strip() or None
    return render(
        request,
        "entity.html",
        page=read_entity(read.store, read.record, found, about=subject, said=said, named=named),
        notice=read_notice(read.store, read.record, decided),
        about=about,
        said=said,
        named=named,
    )
