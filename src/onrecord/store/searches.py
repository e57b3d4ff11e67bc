"""What a list of statements or articles is narrowed by, and where the words searched for stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from onrecord.model import Act, ArticleKind, Polarity, StatementKind

#: Stand before and after each hit in what FTS5's highlight() gives: no page that is text has them.
_OPEN, _CLOSE = "\x02", "\x03"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSearch:
    """Which statements to list: all that is given must hold; None lets everything through."""

    #: Words of content or speaker, all of them, in any order; case and accents do not count.
    words: str | None = None
    #: Items of stage "entities" that name the speaker; people's corrections go before (`given`, `taken`).
    items: frozenset[str] | None = None
    #: Statements whose speaker somebody said is one of the items, and those that he said are somebody else's.
    given: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    #: Items that the content names.
    about_items: frozenset[str] | None = None
    #: Id of the article.
    article: str | None = None
    #: The publisher's whole name.
    publisher: str | None = None
    #: The latest day it can have been said lies on this day (month, year) or later; or earlier.
    from_day: str | None = None
    to_day: str | None = None
    kind: StatementKind | None = None
    act: Act | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSearch:
    """Which articles to list: all that is given must hold; None lets everything through."""

    #: Words of title or text, all of them, in any order; case and accents do not count.
    words: str | None = None
    #: The publisher's whole name.
    publisher: str | None = None
    #: Items of stage "entities" of which it prints one.
    items: frozenset[str] | None = None
    #: Published on this day (month, year) or later; or earlier.
    from_day: str | None = None
    to_day: str | None = None
    kind: ArticleKind | None = None
    language: str | None = None


def find_hits(
    connection: Connection, table: str, columns: Collection[str], query: str, ids: Collection[str]
) -> Mapping[str, Mapping[str, list[tuple[int, int]]]]:
    """Give where the words of an FTS5 query stand, by id and column, as `[start, end)` in that column.

    Args:
        connection: to read from.
        table: with a full-text index over `columns`, in this order.
        columns: of the index.
        query: as `queries.words_query` writes it.
        ids: of rows of `table`.

    """
    index = f"{table}_search"
    marked = ", ".join(
        f"highlight({index}, {place}, :open, :close) AS {name}" for place, name in enumerate(columns)
    )
    within = f"SELECT number FROM {table} WHERE id IN :ids"
    wanted = text(
        f"SELECT {table}.id AS found_id, marked.* FROM (SELECT rowid AS found, {marked} FROM {index} "
        f"WHERE {index} MATCH :query AND rowid IN ({within})) AS marked "
        f"JOIN {table} ON {table}.number = marked.found"
    ).bindparams(bindparam("ids", expanding=True))
    values = {"open": _OPEN, "close": _CLOSE, "query": query, "ids": list(ids)}
    rows = connection.execute(wanted, values).mappings()
    return {row["found_id"]: {name: _places(row[name]) for name in columns} for row in rows}


def _places(marked: str | None) -> list[tuple[int, int]]:
    """Read the places of the hits off a text with marks; none where a page has such marks of its own."""
    if marked is None:
        return []
    places = [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_MARKED.finditer(marked))
    ]
    whole = marked.count(_OPEN) == marked.count(_CLOSE) == len(places)
    return places if whole else []
