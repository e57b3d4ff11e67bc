"""Statements counted by day, polarity and kind: what a picture of somebody's statements is made of."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, select, text

from onrecord.store.dialects import among, listed
from onrecord.store.schema import statements
from onrecord.store.schema_links import speaker_names

#: Day (that of lists, "" where none is known), polarity, kind, and how many statements there are of them.
Sort = tuple[str, str, str, int]
#: Days of which nobody draws each by itself, with a month to spare.
_MOST_DAYS = 80
#: Characters of a month and of a day.
_MONTH, _DAY = 7, 10
_ITEMS: BindParameter[Any] = bindparam("items", expanding=True)
_WITHOUT = listed(bindparam("without")).table_valued("value")
_THEIRS = and_(speaker_names.c.item.in_(_ITEMS), speaker_names.c.statement.not_in(select(_WITHOUT.c.value)))
_ENDS = select(func.min(speaker_names.c.day), func.max(speaker_names.c.day)).where(
    _THEIRS, func.length(speaker_names.c.day) == bindparam("length")
)
_WHEN = (func.substr(speaker_names.c.day, 1, bindparam("length")), func.length(speaker_names.c.day))
_SORTS = (
    select(func.min(speaker_names.c.day), statements.c.polarity, statements.c.kind, func.count())
    .select_from(speaker_names)
    .join(statements, statements.c.id == speaker_names.c.statement)
    .where(_THEIRS)
    .group_by(*_WHEN, statements.c.polarity, statements.c.kind)
)
#: Of two indexes by id SQLite takes the unique one unless it is told to, and reads each row for two words.
_SORTS_OF_SQLITE = text("""
    SELECT min(speaker_names.day), polarity, kind, count(*)
    FROM speaker_names JOIN statements INDEXED BY statements_sorts ON statements.id = speaker_names.statement
    WHERE speaker_names.item IN :items
    AND speaker_names.statement NOT IN (SELECT value FROM json_each(:without))
    GROUP BY substr(speaker_names.day, 1, :length), length(speaker_names.day), polarity, kind
""").bindparams(_ITEMS)
_BY = statements.c.day, statements.c.polarity, statements.c.kind


def of_statements(connection: Connection, ids: Collection[str]) -> list[Sort]:
    """Count these statements."""
    query = select(*_BY, func.count()).where(among(statements.c.id, ids)).group_by(*_BY)
    return sorted((row[0], row[1], row[2], row[3]) for row in connection.execute(query))


def of_speakers(connection: Connection, items: Collection[str], without: Collection[str]) -> list[Sort]:
    """Count the statements whose speaker is one of these items of stage "entities", but for some.

    Of long times the first day of a month on which something was said stands for the month: whoever counts
    by month, or by year, counts the same, in a tenth of the rows.
    """
    wanted = {"items": sorted(items), "without": json.dumps(sorted(without))}
    first, last = connection.execute(_ENDS, {**wanted, "length": _DAY}).one()
    is_long = first is not None and _days_between(first, last) > _MOST_DAYS
    query = _SORTS_OF_SQLITE if connection.dialect.name == "sqlite" else _SORTS
    rows = connection.execute(query, {**wanted, "length": _MONTH if is_long else _DAY}).all()
    return sorted((row[0], row[1], row[2], row[3]) for row in rows)


def _days_between(first: str, last: str) -> int:
    """Give how many days lie between two; 0 where one of them is in no calendar."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0
