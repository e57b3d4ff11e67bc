"""Atom feeds (RFC 4287) of a person or body, a story, a publisher and a search."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urljoin

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from onrecord.reading.finding import Told
from onrecord.reading.listed import ArticlesWanted, FoundArticle, FoundStatement, StatementsWanted
from onrecord.reading.lists import articles_by_id, list_articles, list_statements
from onrecord.reading.logs import find_publisher
from onrecord.reading.paging import Turn
from onrecord.reading.views import content_of, day_of
from onrecord.web import links
from onrecord.web.atom import MEDIA_TYPE, Entry, Feed, write_feed
from onrecord.web.pages.search import Wanted, find
from onrecord.web.reading import Read, Reading

router = APIRouter(include_in_schema=False)

#: Entries of a feed: readers ask several times a day, and more does not come in between.
_LATEST = Turn(limit=30)
_SAYS = {"asserted": "says", "denied": "denies", "not_confirmed": "does not confirm"}
#: Of an entry whose day and whose capture's day are both unknown.
_NEVER = "1970-01-01T00:00:00Z"


@router.get("/feeds/entities/{identity}.atom")
def of_entity(request: Request, read: Read, identity: str) -> Response:
    """Give what a person or body said last."""
    entity = read.record.entity(identity)
    if entity is None:
        raise HTTPException(404, f"Nobody on record has the id {identity}.")
    page = list_statements(read.store, read.record, StatementsWanted(entity=entity.id), _LATEST)
    entries = _statements(request, read, page.items)
    return _answer(request, entity.id, entity.name, links.entity(entity.id), entries)


@router.get("/feeds/stories/{identity}.atom")
def of_story(request: Request, read: Read, identity: str) -> Response:
    """Give the last articles of a story."""
    story = read.record.story(identity)
    if story is None:
        raise HTTPException(404, f"No story on record has the id {identity}.")
    newest = story.articles[::-1][: _LATEST.size]
    entries = _articles(request, read, articles_by_id(read.record, newest))
    return _answer(request, story.id, story.title or "A story", links.story(story.id), entries)


@router.get("/feeds/publishers/{name:path}.atom")
def of_publisher(request: Request, read: Read, name: str) -> Response:
    """Give the last articles of an outlet."""
    if find_publisher(read.record, name) is None:
        raise HTTPException(404, f"No article on record is published by {name!r}.")
    page = list_articles(read.record, ArticlesWanted(publisher=name), _LATEST)
    entries = _articles(request, read, page.items)
    return _answer(request, f"publisher {name}", name, links.publisher(name), entries)


@router.get("/feeds/search.atom")
def of_search(request: Request, read: Read, wanted: Annotated[Wanted, Depends()]) -> Response:
    """Give what fits a search, newest first."""
    found = find(read, wanted, _LATEST).items
    statements = [it for it in found if isinstance(it, FoundStatement)]
    articles = [it for it in found if isinstance(it, FoundArticle)]
    entries = [*_statements(request, read, statements), *_articles(request, read, articles)]
    page = wanted.address()
    return _answer(request, f"search {page}", f"Search: {wanted.words or 'everything'}", page, entries)


def _answer(request: Request, identity: str, title: str, page: str, entries: list[Entry]) -> Response:
    feed = Feed(
        identity=identity,
        title=title,
        address=str(request.url),
        page=_whole(request, page),
        updated=max((entry.updated for entry in entries), default=_NEVER),
        entries=tuple(entries),
    )
    return Response(write_feed(feed), media_type=MEDIA_TYPE)


def _statements(request: Request, read: Reading, found: Iterable[FoundStatement]) -> list[Entry]:
    told = [it.told for it in found]
    captured = read.record.lookups.captured({it.row.article for it in told})
    return [_statement(request, it, captured.get(it.row.article)) for it in told]


def _statement(request: Request, told: Told, captured: str | None) -> Entry:
    row, statement = told.row, told.statement
    day = day_of(told)[0]
    content = content_of(told)
    where = f"{row.publisher or row.path}: {row.title or row.path}"
    return Entry(
        identity=statement.id,
        title=f"{told.speaker or 'Somebody'} {_SAYS[statement.polarity]}: {content}",
        page=_whole(request, links.statement(statement.id)),
        updated=_moment(captured) or _moment(day) or _NEVER,
        published=_moment(day),
        author=row.publisher or row.path,
        summary=f"{content}\n{where}",
    )


def _articles(request: Request, read: Reading, found: Iterable[FoundArticle]) -> list[Entry]:
    heads = [it.head for it in found]
    captured = read.record.lookups.captured([head.id for head in heads])
    return [
        Entry(
            identity=head.id,
            title=head.title or head.path,
            page=_whole(request, links.article(head.id)),
            updated=_moment(captured.get(head.id)) or _moment(head.day) or _NEVER,
            published=_moment(head.day),
            author=head.publisher or head.path,
            summary=None,
        )
        for head in heads
    ]


def _whole(request: Request, address: str) -> str:
    return urljoin(str(request.base_url), address)


def _moment(value: str | None) -> str | None:
    """Write a day, month, year or moment as RFC 3339 asks: in full, with an offset."""
    if not value:
        return None
    first = f"{value}-01-01"[:10] if len(value) < 10 else value
    try:
        read = datetime.datetime.fromisoformat(first)
    except ValueError:
        return None
    return (
        read.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
        if read.tzinfo
        else f"{read.isoformat()}Z"
    )
