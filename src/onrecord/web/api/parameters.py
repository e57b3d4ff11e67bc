"""What requests are narrowed and turned by: words, days, cursors, sizes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel, WithJsonSchema
from starlette.responses import JSONResponse, Response

from onrecord.reading.paging import MOST, USUAL, Turn
from onrecord.store.days import day_range
from onrecord.web.reading import MOST_WORDS


def _is_day(value: str) -> str:
    if day_range(value) is None:
        raise ValueError("is no day: write 2022-03-11, 2022-03 or 2022")
    return value


Words = Annotated[
    str, Query(min_length=1, max_length=MOST_WORDS, description="Words, all of them, in any order.")
]
Day = Annotated[
    str,
    AfterValidator(_is_day),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"},
                {"type": "string", "pattern": "^[1-9][0-9]{3}$"},
            ]
        }
    ),
]
FromDay = Annotated[Day | None, Query(alias="from", description="This day, month or year, or later.")]
ToDay = Annotated[Day | None, Query(alias="to", description="This day, month or year, or earlier.")]
Publisher = Annotated[str | None, Query(description="A publisher's whole name.")]


def _turn(
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many the page holds at most.")] = USUAL,
) -> Turn:
    return Turn(cursor=cursor, limit=limit)


#: Parameter of a handler that gives a page: `def statements(turn: Paged, …)`.
Paged = Annotated[Turn, Depends(_turn)]


class Listed(BaseModel):
    """What every page of a list has."""

    next: Annotated[
        str | None,
        Query(description="The cursor of the next page, null on the last; the Link header has its address."),
    ]


def holds_words(*texts: str | None) -> bool:
    """Tell whether all texts that are given hold something to search for; nothing fits one that does not."""
    return all(any(map(str.isalnum, text)) for text in texts if text is not None)


def answer_page(request: Request, items: list[dict[str, Any]], cursor: str | None) -> Response:
    """Answer with a page, and the address of the next one in the Link header (RFC 8288)."""
    headers = {}
    if cursor is not None:
        headers["Link"] = f'<{request.url.include_query_params(cursor=cursor)}>; rel="next"'
    return JSONResponse({"items": items, "next": cursor}, headers=headers)
