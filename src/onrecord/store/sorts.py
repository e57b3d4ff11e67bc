"""Statements counted by day, polarity and kind: what a picture of somebody's statements is made of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from onrecord.store.queries import among
from onrecord.store.schema import statements
from onrecord.store.schema_links import speaker_names

#: Day (that of lists, "" where none is known), polarity, kind, and how many statements there are of them.
Sort = tuple[str, str, str, int]
#: Days of which nobody draws each by itself, with a month to spare.
_MOST_DAYS = 80
#: Characters of a day; months and years have fewer.
_DAY = 10
_BY = statements.c.day, statements.c.polarity, statements.c.kind


def of_statements(connection: Connection, ids: Collection[str]) -> list[Sort]:
    """Count these statements."""
    query = select(*_BY, func.count()).where(among(statements.c.id, ids)).group_by(*_BY)
    return _read(connection, query)


def of_speakers(connection: Connection, items: Collection[str], without: Collection[str]) -> list[Sort]:
    """Count the statements whose speaker is one of these items of stage "entities", but for some.

    Of long times the first day of a month on which something was said stands for the month: whoever counts
    by month, or by year, counts the same, in a tenth of the rows.
    """
    spoken = and_(speaker_names.c.item.in_(items), ~among(speaker_names.c.statement, without))
    day = speaker_names.c.day
    first, last = connection.execute(
        select(func.min(day), func.max(day)).where(spoken, func.length(day) == _DAY)
    ).one()
    is_long = first is not None and _days_between(first, last) > _MOST_DAYS
    by = (func.substr(day, 1, 7), func.length(day)) if is_long else (day,)
    kinds = statements.c.polarity, statements.c.kind
    query = select(func.min(day), *kinds, func.count()).select_from(speaker_names)
    query = query.join(statements, speaker_names.c.statement == statements.c.id).where(spoken)
    # Of two indexes by id SQLite takes the unique one, and then reads each row for two words of it.
    query = query.with_hint(statements, "INDEXED BY statements_sorts", "sqlite")
    return _read(connection, query.group_by(*by, *kinds))


def _days_between(first: str, last: str) -> int:
    """Give how many days lie between two; 0 where one of them is in no calendar."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0


def _read(connection: Connection, query: Select[Any]) -> list[Sort]:
    return sorted((row[0], row[1], row[2], row[3]) for row in connection.execute(query))
