"""Search over statements, articles and people, with filters and the hits marked."""

from __future__ import annotations

from typing import Annotated, Literal, cast, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from onrecord.errors import OnrecordError
from onrecord.model import Act, EntityKind, Polarity, StatementKind
from onrecord.reading.listed import (
    ArticlesWanted,
    FoundArticle,
    FoundEntity,
    FoundStatement,
    StatementsWanted,
)
from onrecord.reading.lists import list_articles, list_entities, list_statements
from onrecord.reading.logs import list_publishers
from onrecord.reading.paging import Page, Turn
from onrecord.web import links
from onrecord.web.hits import marked_content, marked_excerpt, marked_title
from onrecord.web.reading import Read, Reading, Typed
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)

Room = Literal["statements", "articles", "people"]
Found = Page[FoundStatement] | Page[FoundArticle] | Page[FoundEntity]

#: People and bodies shown above statements that hold the words of their name.
_NAMESAKES = Turn(limit=4)
#: Outlets that the filter offers to choose from; any other can be typed.
_OFFERED = Turn(limit=100)


class Wanted:
    """The fields of the search form; an empty one is not given."""

    def __init__(
        self,
        q: Typed = "",
        room: Annotated[Room, Query(alias="in")] = "statements",
        speaker: Typed = "",
        publisher: Typed = "",
        from_day: Annotated[str, Query(alias="from")] = "",
        to_day: Annotated[str, Query(alias="to")] = "",
        polarity: Polarity | Literal[""] = "",
        act: Act | Literal[""] = "",
        kind: StatementKind | Literal[""] = "",
        sort: EntityKind | Literal[""] = "",
    ) -> None:
        self.room = room
        self.fields = {
            "q": q.strip(), "speaker": speaker.strip(), "publisher": publisher.strip(),
            "from": from_day.strip(), "to": to_day.strip(),
            "polarity": polarity, "act": act, "kind": kind, "sort": sort,
        }  # fmt: skip

    def given(self, name: str) -> str | None:
        """Give a field, None where it is empty."""
        return self.fields[name] or None

    def address(self, **changed: str | None) -> str:
        """Address this search with some fields changed (`cursor`, `room`)."""
        kept = {name: value for name, value in self.fields.items() if value}
        return links.search(**{"in": changed.pop("room", None) or self.room, **kept, **changed})

    def feed(self) -> str:
        """Address the Atom feed of this search."""
        kept = {name: value for name, value in self.fields.items() if value}
        return links.search_feed(**{"in": self.room, **kept})

    @property
    def words(self) -> str | None:
        """The words searched for."""
        return self.given("q")

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return any(value for name, value in self.fields.items() if name != "q")


@router.get(links.SEARCH)
def search(
    request: Request, read: Read, wanted: Annotated[Wanted, Depends()], cursor: str | None = None
) -> Response:
    """Show what fits, and the form to narrow it."""
    people: tuple[FoundEntity, ...] = ()
    problem = None
    found: Found = Page(items=())
    try:
        found = find(read, wanted, Turn(cursor=cursor))
        if wanted.room == "statements" and wanted.words and cursor is None:
            people = list_entities(read.record, wanted.words, None, _NAMESAKES).items
    except OnrecordError as error:
        problem = f"{error.subject}: {error.reason}"
    return render(
        request,
        "search.html",
        status=400 if problem else 200,
        wanted=wanted,
        found=found,
        people=people,
        problem=problem,
        first=wanted.address() if cursor else None,
        next=wanted.address(cursor=found.next) if found.next else None,
        rooms=get_args(Room),
        acts=get_args(Act),
        publishers=[it.name for it in list_publishers(read.record, _OFFERED).items],
        marked_content=marked_content,
        marked_title=marked_title,
        marked_excerpt=marked_excerpt,
    )


def find(read: Reading, wanted: Wanted, turn: Turn) -> Found:
    """Give a page of what a search finds; OnrecordError where it can't be read."""
    if wanted.room == "people":
        kind = cast("EntityKind | None", wanted.given("sort"))
        return list_entities(read.record, wanted.words, kind, turn)
    from_day, to_day = wanted.given("from"), wanted.given("to")
    if wanted.room == "articles":
        articles = ArticlesWanted(
            words=wanted.words, publisher=wanted.given("publisher"), from_day=from_day, to_day=to_day
        )
        return list_articles(read.record, articles, turn)
    statements = StatementsWanted(
        words=wanted.words,
        speaker=wanted.given("speaker"),
        publisher=wanted.given("publisher"),
        polarity=cast("Polarity | None", wanted.given("polarity")),
        act=cast("Act | None", wanted.given("act")),
        kind=cast("StatementKind | None", wanted.given("kind")),
        from_day=from_day,
        to_day=to_day,
    )
    return list_statements(read.store, read.record, statements, turn)
