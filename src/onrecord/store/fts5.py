"""Full-text search in SQLite: external-content FTS5 tables, kept in step by triggers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from onrecord.store.indexed import INDEXED, RANKED_KINDS
from onrecord.store.protocol import Fault
from onrecord.store.words import WordQuery

#: Stand before and after each hit in what highlight() gives: no page that is text has them.
_OPEN, _CLOSE = "\x02", "\x03"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def found_by_fts5(indexed: Table, query: WordQuery) -> Select[Any]:
    """Select the numbers of the rows that a query finds."""
    index = table(f"{indexed.name}_search", column("rowid"))
    whole_row: ColumnElement[str] = literal_column(index.name, String)
    return select(index.c.rowid).where(whole_row.op("MATCH")(query.fts5()))


class Fts5:
    """See `search.Search` for what the methods promise."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, indexed: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Leave it to the triggers."""

    def is_few(self, indexed: Table, query: WordQuery, most: int) -> bool:
        """Count up to a limit: FTS5 gives hits one by one."""
        some = found_by_fts5(indexed, query).limit(most + 1).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one() <= most

    def hits(
        self, indexed: Table, query: WordQuery, ids: Collection[str]
    ) -> Mapping[str, Mapping[str, list[tuple[int, int]]]]:
        """Read the places off what highlight() marks."""
        name, index = indexed.name, f"{indexed.name}_search"
        marked = ", ".join(
            f"highlight({index}, {place}, :open, :close) AS {shown}"
            for place, shown in enumerate(INDEXED[name])
        )
        within = f"SELECT number FROM {name} WHERE id IN :ids"
        wanted = text(
            f"SELECT {name}.id AS found_id, marked.* FROM (SELECT rowid AS found, {marked} FROM {index} "
            f"WHERE {index} MATCH :query AND rowid IN ({within})) AS marked "
            f"JOIN {name} ON {name}.number = marked.found"
        ).bindparams(bindparam("ids", expanding=True))
        values = {"open": _OPEN, "close": _CLOSE, "query": query.fts5(), "ids": list(ids)}
        rows = self._connection.execute(wanted, values).mappings()
        return {row["found_id"]: {it: _places(row[it]) for it in INDEXED[name]} for row in rows}

    def best(self, indexed: Table, query: WordQuery, weights: tuple[float, ...], most: int) -> list[str]:
        """Let FTS5 rank; bm25() is smaller where a row fits better.

        Rows are looked up, which takes longest, for the best alone: twice as many as are wanted, and for
        all where too few of these are of the kinds that are ranked.
        """
        name, index = indexed.name, f"{indexed.name}_search"
        kinds = f"kind IN {RANKED_KINDS[name]}" if name in RANKED_KINDS else "true"
        fit = f"bm25({', '.join([index, *map(str, weights)])})"
        ranked = text(
            f"WITH found AS MATERIALIZED (SELECT rowid AS place, {fit} AS fit FROM {index} "
            f"WHERE {index} MATCH :query), "
            "likely AS (SELECT fit FROM found ORDER BY fit LIMIT :reach) "
            f"SELECT {name}.id FROM found JOIN {name} ON {name}.number = found.place "
            f"WHERE {kinds} AND fit <= (SELECT max(fit) FROM likely) ORDER BY fit, {name}.id LIMIT :most"
        )
        for reach in (2 * most, -1):
            asked = {"query": query.fts5(), "most": most, "reach": reach}
            rows = list(self._connection.execute(ranked, asked).scalars())
            if len(rows) == most:
                break
        return rows

    def rebuild(self) -> None:
        """Make the indexes anew."""
        for name in INDEXED:
            self._connection.execute(text(f"INSERT INTO {name}_search ({name}_search) VALUES ('rebuild')"))

    def faults(self) -> Iterator[Fault]:
        """Let FTS5 compare, which it takes for a write."""
        for name in INDEXED:
            check = f"INSERT INTO {name}_search ({name}_search, rank) VALUES ('integrity-check', 1)"
            try:
                self._connection.execute(text(check))
            except DatabaseError as error:
                reason = f"the full-text index differs from the table {name} ({error.orig})"
                yield Fault(table=f"{name}_search", row="", reason=reason)


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
