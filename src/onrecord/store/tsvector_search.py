"""Full-text search in PostgreSQL, by the tables of `tsvector`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text

from onrecord.store.best import best_rows
from onrecord.store.indexed import INDEXED
from onrecord.store.protocol import Fault
from onrecord.store.tsvector import (
    TABLES,
    fill,
    found_by_tsvector,
    indexed_row,
    named,
    table_rows,
    vector_of,
)
from onrecord.store.words import WordQuery, places_of

#: What names a row of a table that has no id.
_KEYS = {"name_totals": ("item", "form", "text")}


class Tsvector:
    """See `search.Search` for what the methods promise."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, indexed: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Index rows that were added to a table; those that are indexed stay as they are."""
        name, keys = indexed.name, _KEYS.get(indexed.name, ("id",))
        values = [
            {**{f"key_{key}": row[key] for key in keys}, **named(indexed_row(name, row))} for row in rows
        ]
        if not values:
            return
        columns = [it.name for it in TABLES[name].c if it.name != "number"]
        given = ", ".join("CAST(:new_words AS tsvector)" if it == "words" else f":new_{it}" for it in columns)
        found = " AND ".join(f"{key} = :key_{key}" for key in keys)
        added = (
            f"INSERT INTO {name}_search (number, {', '.join(columns)}) "
            f"SELECT number, {given} FROM {name} WHERE {found} ON CONFLICT DO NOTHING"
        )
        self._connection.execute(text(added), values)

    def is_few(self, indexed: Table, query: WordQuery, most: int) -> bool:
        """Count up to a limit."""
        some = found_by_tsvector(indexed, query).limit(most + 1).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one() <= most

    def hits(
        self, indexed: Table, query: WordQuery, ids: Collection[str]
    ) -> Mapping[str, Mapping[str, list[tuple[int, int]]]]:
        """Find the places in the columns themselves."""
        columns = INDEXED[indexed.name]
        chosen = select(indexed.c.id, *(indexed.c[it] for it in columns)).where(
            indexed.c.id.in_(list(ids)), indexed.c.number.in_(found_by_tsvector(indexed, query))
        )
        phrases = query.phrases()
        return {
            row.id: {it: list(_places(getattr(row, it) or "", phrases)) for it in columns}
            for row in self._connection.execute(chosen)
        }

    def best(self, indexed: Table, query: WordQuery, weights: tuple[float, ...], most: int) -> list[str]:
        """Rank by hand: PostgreSQL's own ranks don't know how rare a word is."""
        return best_rows(self._connection, indexed, query, weights, most)

    def rebuild(self) -> None:
        """Make the indexes anew."""
        for name in INDEXED:
            self._connection.execute(delete(TABLES[name]))
            fill(self._connection, name)

    def faults(self) -> Iterator[Fault]:
        """Compare what is indexed with what should be."""
        for name, index in TABLES.items():
            told = [index.c[it].label(f"indexed_{it}") for it in INDEXED[name]]
            kept = func.tsvector_to_array(index.c.words).label("kept")
            for row in table_rows(self._connection, name, [*told, kept, index.c.size]):
                expected = indexed_row(name, row._asdict())
                same = all(getattr(row, f"indexed_{it}") == expected[it] for it in INDEXED[name])
                words, _ = vector_of([expected[it].split() for it in INDEXED[name]])
                if not same or set(row.kept or ()) != set(words) or row.size != expected["size"]:
                    reason = f"the full-text index differs from the table {name} in row {row.number}"
                    yield Fault(table=f"{name}_search", row="", reason=reason)


def _places(told: str, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Give where phrases stand in a text; those that overlap as one place."""
    words = list(places_of(told))
    found: list[tuple[int, int]] = []
    for first in range(len(words)):
        for phrase in phrases:
            if phrase and phrase == tuple(word for word, _, _ in words[first : first + len(phrase)]):
                last = first + len(phrase) - 1
                if found and first <= found[-1][1]:
                    found[-1] = found[-1][0], max(last, found[-1][1])
                else:
                    found.append((first, last))
    yield from ((words[first][1], words[last][2]) for first, last in found)
