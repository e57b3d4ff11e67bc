"""Full-text search, which each database has of its own kind; the answers are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table

from onrecord.store.dialects import ByDialect
from onrecord.store.fts5 import Fts5, found_by_fts5
from onrecord.store.protocol import Fault
from onrecord.store.tsvector import found_by_tsvector
from onrecord.store.tsvector_search import Tsvector
from onrecord.store.words import WordQuery

#: Where the words of a query stand: by id and column, as `[start, end)` in that column.
Hits = Mapping[str, Mapping[str, list[tuple[int, int]]]]


class Search(Protocol):
    """What a database's full-text search does beside answering `matches`."""

    def add(self, indexed: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Index rows that were added to a table, where the database does not do so by itself."""

    def is_few(self, indexed: Table, query: WordQuery, most: int) -> bool:
        """Tell whether a query finds no more than so many rows; counts no further."""

    def hits(self, indexed: Table, query: WordQuery, ids: Collection[str]) -> Hits:
        """Give where the words of a query stand in those rows, of these ids, that it finds."""

    def best(self, indexed: Table, query: WordQuery, weights: tuple[float, ...], most: int) -> list[str]:
        """Give the ids of up to `most` rows that fit a query for any of some words, the best first.

        Okapi BM25 as FTS5 has it (https://www.sqlite.org/fts5.html#the_bm25_function), ties by id. A word
        in a column counts as often as `weights` has it. Of articles, only pages and items of lists.
        """

    def rebuild(self) -> None:
        """Make the indexes anew."""

    def faults(self) -> Iterator[Fault]:
        """Find where the indexes differ from the tables."""


def search_of(connection: Connection) -> Search:
    """Give the full-text search of a connection's database."""
    return Fts5(connection) if connection.dialect.name == "sqlite" else Tsvector(connection)


def matches(indexed: Table, query: WordQuery, *, first: bool = True) -> ColumnElement[bool]:
    """Say that the row of a table with a full-text index is among those that a query finds.

    `first` lets SQLite begin with what the index finds. Otherwise rows found by other means are looked up
    among them: it would try every row that the index finds for each of those. PostgreSQL weighs that itself.
    """
    number = indexed.c.number
    of_sqlite = (number if first else number + 0).in_(found_by_fts5(indexed, query))
    return ByDialect(of_sqlite, number.in_(found_by_tsvector(indexed, query)))
