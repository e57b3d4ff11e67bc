"""Outlets: all of them, and one with what it published and who speaks in it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from onrecord.reading.listed import ArticlesWanted, StatementsWanted
from onrecord.reading.lists import list_articles, list_statements, list_stories
from onrecord.reading.logs import find_publisher, list_publishers
from onrecord.reading.paging import Turn
from onrecord.web import links
from onrecord.web.hits import marked_title
from onrecord.web.reading import Read
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)

_MANY = Turn(limit=50)
_FEW = Turn(limit=6)


@router.get(links.PUBLISHERS)
def publishers(request: Request, read: Read, cursor: str | None = None) -> Response:
    """List the outlets on record."""
    found = list_publishers(read.record, Turn(cursor=cursor, limit=_MANY.limit))
    return render(request, "publishers.html", found=found, first=links.PUBLISHERS if cursor else None)


@router.get(links.PUBLISHERS + "/{name:path}")
def publisher(request: Request, name: str, read: Read, cursor: str | None = None) -> Response:
    """Show one outlet."""
    known = find_publisher(read.record, name)
    if known is None:
        raise HTTPException(404, f"No article on record is published by {name!r}.")
    articles = list_articles(read.record, ArticlesWanted(publisher=name), Turn(cursor=cursor))
    denials = StatementsWanted(publisher=name, polarity="denied")
    return render(
        request,
        "publisher.html",
        publisher=known,
        articles=articles,
        denials=list_statements(read.store, read.record, denials, _FEW).items if cursor is None else (),
        stories=list_stories(read.record, _FEW, publisher=name, least=2).items if cursor is None else (),
        first=links.publisher(name) if cursor else None,
        marked_title=marked_title,
    )
