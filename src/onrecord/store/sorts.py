"""Statements counted by day, polarity and kind: what a picture of somebody's statements is made of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.store.queries import among
from onrecord.store.schema import statements
from onrecord.store.schema_links import speaker_names

#: Day (that of lists, "" where none is known), polarity, kind, and how many statements there are of them.
Sort = tuple[str, str, str, int]
_BY = statements.c.day, statements.c.polarity, statements.c.kind


def of_statements(connection: Connection, ids: Collection[str]) -> list[Sort]:
    """Count these statements."""
    return _read(connection, select(*_BY, func.count()).where(among(statements.c.id, ids)))


def of_speakers(connection: Connection, items: Collection[str], without: Collection[str]) -> list[Sort]:
    """Count the statements whose speaker is one of these items of stage "entities", but for some."""
    query = select(*_BY, func.count()).join(speaker_names, speaker_names.c.statement == statements.c.id)
    return _read(connection, query.where(speaker_names.c.item.in_(items), ~among(statements.c.id, without)))


def _read(connection: Connection, query: Select[Any]) -> list[Sort]:
    rows = connection.execute(query.group_by(*_BY).order_by(*_BY))
    return [(row[0], row[1], row[2], row[3]) for row in rows]
