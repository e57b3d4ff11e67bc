"""Stories: all of them, newest first, and one with its coverage, its copies and its points."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import OnrecordError
from onrecord.pictures.of_record import copies_of_story, coverage_of
from onrecord.reading.listed import FoundStory
from onrecord.reading.lists import list_stories
from onrecord.reading.paging import CursorError, Page, Turn
from onrecord.web import links
from onrecord.web.reading import Read, Typed
from onrecord.web.templating import render
from onrecord.web.views.decisions import read_notice
from onrecord.web.views.story import read_story

router = APIRouter(include_in_schema=False)

_MANY = 30


@router.get(links.STORIES)
def stories(
    request: Request,
    read: Read,
    q: Typed = "",
    publisher: Typed = "",
    least: Annotated[int, Query(ge=1, le=1000)] = 2,
    cursor: str | None = None,
) -> Response:
    """List the stories that several articles tell, newest first."""
    asked: dict[str, str | int | None] = {"q": q.strip(), "publisher": publisher.strip(), "least": least}
    problem: str | None = None
    found: Page[FoundStory] = Page(items=())
    try:
        found = list_stories(
            read.record,
            Turn(cursor=cursor, limit=_MANY),
            words=q.strip() or None,
            publisher=publisher.strip() or None,
            least=least,
        )
    except CursorError:
        raise
    except OnrecordError as error:
        problem = str(error)
    return render(
        request,
        "stories.html",
        found=found,
        problem=problem,
        first=links.page(links.STORIES, **asked) if cursor else None,
        next=links.page(links.STORIES, **{**asked, "cursor": found.next}) if found.next else None,
        asked=asked,
    )


@router.get(f"{links.STORIES}/{{identity}}")
def story(
    request: Request,
    read: Read,
    identity: str,
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    decided: str | None = None,
) -> Response:
    """Show a story; an earlier id of it, or that of one of its articles, leads to it."""
    found = read.record.story(identity)
    if found is None:
        raise HTTPException(404, f"No story on record has the id {identity}.")
    if found.id != identity:
        return RedirectResponse(links.page(links.story(found.id), decided=decided), 307)
    return render(
        request,
        "story.html",
        page=read_story(read.store, read.record, found, start),
        coverage=coverage_of(read.record, found),
        copies=copies_of_story(read.record, found),
        notice=read_notice(read.store, read.record, decided),
    )
