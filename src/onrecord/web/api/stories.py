"""GET /api/stories: articles of one happening, across publishers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.export.corpus_lines import story_line
from onrecord.reading.lists import list_stories
from onrecord.web.api.parameters import Paged, Publisher, Words, answer_page, holds_words
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes_across import Stories, Story
from onrecord.web.reading import Read

router = APIRouter(tags=["stories"])


@router.get("/stories", response_model=Stories, responses={**MISSING, **UNREADABLE})
def stories(
    request: Request,
    read: Read,
    turn: Paged,
    q: Words | None = None,
    publisher: Publisher = None,
    articles: Annotated[int, Query(ge=1, le=1000, description="Of so many articles at least.")] = 1,
) -> Response:
    """List stories, newest first; `q` are words of the title of one of its articles."""
    if not holds_words(q):
        return answer_page(request, [], None)
    page = list_stories(read.record, turn, words=q, publisher=publisher, least=articles)
    return answer_page(request, [story_line(it.story) for it in page.items], page.next)


@router.get("/stories/{identity}", response_model=Story, responses={**MISSING, **UNREADABLE})
def story(read: Read, identity: str) -> Response:
    """Give one story, by its id, an earlier one, or that of one of its articles."""
    found = read.record.story(identity)
    if found is None:
        raise missing("story", identity)
    return JSONResponse(story_line(found))
