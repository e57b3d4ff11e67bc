"""GET /api/statements: who said what."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.model import Act, Polarity, StatementKind
from onrecord.reading.finding import find_told
from onrecord.reading.listed import StatementsWanted
from onrecord.reading.lists import list_statements
from onrecord.web.api.lines import found_statement_line, told_line
from onrecord.web.api.parameters import FromDay, Paged, Publisher, ToDay, Words, answer_page, holds_words
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes import Statement
from onrecord.web.api.shapes_across import Statements
from onrecord.web.reading import Read

router = APIRouter(tags=["statements"])


@router.get("/statements", response_model=Statements, responses={**MISSING, **UNREADABLE})
def statements(
    request: Request,
    read: Read,
    turn: Paged,
    q: Words | None = None,
    speaker: Words | None = None,
    entity: Annotated[str | None, Query(description="Id of the speaker's entity.")] = None,
    about: Annotated[str | None, Query(description="Id of an entity that the content names.")] = None,
    article: Annotated[str | None, Query(description="Id of an article.")] = None,
    publisher: Publisher = None,
    from_day: FromDay = None,
    to_day: ToDay = None,
    kind: StatementKind | None = None,
    act: Act | None = None,
    polarity: Polarity | None = None,
    order: Literal["newest", "oldest"] = "newest",
) -> Response:
    """List statements by the day they were said, or else published; all that is given must hold."""
    if not holds_words(q, speaker):
        return answer_page(request, [], None)
    wanted = StatementsWanted(
        words=q,
        speaker=speaker,
        entity=entity,
        about=about,
        article=article,
        publisher=publisher,
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        act=act,
        polarity=polarity,
    )
    page = list_statements(read.store, read.record, wanted, turn, oldest_first=order == "oldest")
    return answer_page(request, [found_statement_line(it) for it in page.items], page.next)


@router.get("/statements/{identity}", response_model=Statement, responses={**MISSING, **UNREADABLE})
def statement(read: Read, identity: str) -> Response:
    """Give one statement."""
    told = find_told(read.store, read.record, [identity]).get(identity)
    if told is None:
        raise missing("statement", identity)
    return JSONResponse(told_line(told))
