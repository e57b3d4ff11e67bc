"""What rows are made of, both ways: words in a text, dates and what proves them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Table

from onrecord.model import Date, Evidence
from onrecord.store import schema

#: What is to be written: by column name.
Row = dict[str, Any]
#: Rows by table, in an order that never refers to what is not there yet.
Rows = dict[Table, list[Row]]
#: A row as SQLAlchemy gives it, by column name.
RowLike = Any
_Made = TypeVar("_Made")

#: Stands between the parts of a broken quote in the columns that are there to be read.
GAP = " … "


def words_row(it: Any) -> Row:
    """Write where words stand and what they are."""
    return {"start": it.start, "end": it.end, "text": it.text}


def date_row(name: str, date: Date | None) -> Row:
    """Write a date: its value under `name`, and how it is known."""
    parts = {f"{name}_{part}": date and getattr(date, part) for part in schema.DATE_PARTS}
    return {name: date and date.value, **parts}


def evidence_rows(owner: Row, role: str, date: Date | None) -> list[Row]:
    """Write what proves a date."""
    return numbered(
        {**owner, "role": role},
        (
            {**words_row(evidence), "found_in": evidence.where, "name": evidence.name}
            for evidence in (date.evidence if date else ())
        ),
    )


def numbered(owner: Row, rows: Iterable[Row]) -> list[Row]:
    """Give rows their owner and their positions."""
    return [{**owner, "position": position, **row} for position, row in enumerate(rows)]


def read_date(row: RowLike, name: str, evidence: Iterable[RowLike]) -> Date | None:
    """Make a date of its columns and its evidence; None where they say nothing at all."""
    value, parts = row[name], {part: row[f"{name}_{part}"] for part in schema.DATE_PARTS}
    proofs = tuple(
        make_row(Evidence, it, "start", "end", "text", "name", where=it["found_in"])
        for it in evidence
        if it["role"] == name
    )
    if value is None and not proofs and not any(parts.values()):
        return None
    return Date(value=value, evidence=proofs, **parts)


def make_row(kind: type[_Made], row: RowLike, *names: str, **others: Any) -> _Made:
    """Make an object of a row: the columns `names` as they are, and what else is given."""
    return kind(**{name: row[name] for name in names}, **others)
