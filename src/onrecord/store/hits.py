"""A page of the statements that have some words, newest first, whether few have them or every second one.

What few statements have is taken from the full-text index and sorted; what many have is looked for among the
newest. A database that guesses which of the two is quicker guesses wrong for words that are frequent and
never stand together, and sorts a million rows, or reads them one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from onrecord.store.indexed import INDEXED
from onrecord.store.paging import Key, after_key
from onrecord.store.schema import statements
from onrecord.store.search import search_of
from onrecord.store.words import WordQuery, words_of

#: Hits that are sorted whole. In a million statements, 26 of more stand among the newest 1,300 or so, if they
#: are spread evenly; `python benchmarks/million.py` shows what both take.
FEW = 20_000
#: The newest statements, which are looked through before hits are counted: of the most frequent words they
#: have enough, and counting those takes longest.
_FIRST = 200
#: Statements that are read at once, at first, and in all.
_CHUNK, _FAR = 500, 8_000
#: Statements of one speaker lie further apart: reading one takes so many times as long.
_DEAR = 2


def page_of_hits(
    connection: Connection,
    query: Select[Any],
    hits: Select[Any],
    order: tuple[ColumnElement[Any], ...],
    asked: WordQuery,
    after: Key | None,
    most: int,
    *,
    rising: bool,
) -> list[Key]:
    """Give the keys of the next statements of a query that have the words.

    Args:
        connection: to read from.
        query: selects the keys of statements, and has the table `statements` in it.
        hits: selects the keys of those of them that have the words.
        order: the columns of the key.
        asked: all of some words.
        after: the key to begin behind; None to begin with the first.
        most: keys to give.
        rising: whether keys rise.

    """
    newest = _walk(connection, query, order, asked, after, most, far=_FIRST, rising=rising)
    if newest is not None:
        return newest
    if not search_of(connection).is_few(statements, asked, FEW):
        far = _FAR if order[0] is statements.c.day else _FAR // _DEAR
        found = _walk(connection, query, order, asked, after, most, far=far, rising=rising)
        if found is not None:
            return found
    # Sorted as a whole: without the word, PostgreSQL might begin with the newest all the same.
    rows = (
        after_key(hits, order, after, None, rising=rising)
        .order_by(None)
        .cte("hits")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    columns = tuple(rows.c)
    sorted_rows = select(rows).order_by(*(it if rising else it.desc() for it in columns)).limit(most)
    return [tuple(row) for row in connection.execute(sorted_rows)]


def _walk(
    connection: Connection,
    query: Select[Any],
    order: tuple[ColumnElement[Any], ...],
    asked: WordQuery,
    after: Key | None,
    most: int,
    *,
    far: int,
    rising: bool,
) -> list[Key] | None:
    """Read up to so many statements in order until enough of them have the words; None where too few have."""
    asked_for = asked.phrases()
    told = query.add_columns(*(statements.c[it] for it in INDEXED[statements.name]))
    found: list[Key] = []
    read, chunk = 0, min(_CHUNK, far)
    while read < far:
        rows = connection.execute(after_key(told, order, after, chunk, rising=rising)).all()
        found += [tuple(row[: len(order)]) for row in rows if _has(row[len(order) :], asked_for)]
        if len(found) >= most or len(rows) < chunk:
            return found[:most]
        after = tuple(rows[-1][: len(order)])
        read += chunk
        chunk *= 2
    return None


def _has(columns: Sequence[str | None], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether columns have all phrases between them."""
    told = [it or "" for it in columns]
    plain = " ".join(told)
    # Most lack the words, and of most that is plain without telling their own words apart.
    if plain.isascii():
        plain = plain.lower()
        if not all(word in plain for phrase in phrases for word in phrase):
            return False
    words = [f" {' '.join(words_of(it))} " for it in told]
    return all(any(f" {' '.join(phrase)} " in it for it in words) for phrase in phrases)
