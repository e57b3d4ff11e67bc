"""Read the rows of any table as they stand, by their keys, so that two stores can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, collate, select

from onrecord.store import schema_events, schema_links  # noqa: F401 - they add their tables to the metadata
from onrecord.store.schema import metadata

#: A row by column name, and the values of its key.
KeyedRow = tuple[tuple[Any, ...], Mapping[str, Any]]

#: Rows in memory at once.
_BATCH = 1_000
#: Keys of tables whose own key is a number that means nothing outside the file.
_KEYS = {
    "articles": ("id",),
    "statements": ("id",),
    "events": ("id",),
    "name_totals": ("item", "form", "text"),
    "drops": ("capture", "article", "level", "position", "item", "stage", "reason"),
}


def table_names() -> list[str]:
    """Name the tables of a record; a table stands behind those that it refers to."""
    return [table.name for table in metadata.sorted_tables]


def key_names(name: str) -> tuple[str, ...]:
    """Name the columns that tell the rows of a table apart, in any store."""
    return _KEYS.get(name) or tuple(column.name for column in metadata.tables[name].primary_key.columns)


def column_names(name: str) -> tuple[str, ...]:
    """Name the columns of a table that hold something: no number of the file, nothing computed."""
    return tuple(column.name for column in _columns(metadata.tables[name]))


def read_rows(connection: Connection, name: str) -> Iterator[KeyedRow]:
    """Give the rows of a table with their keys, by code point in the order of these, nulls first."""
    table, keys, names = metadata.tables[name], key_names(name), column_names(name)
    order = (it for key in keys for it in _order(connection, table.c[key]))
    query = select(*_columns(table)).order_by(*order)
    # A server would else hand over the whole table at once.
    for values in connection.execute(query, execution_options={"yield_per": _BATCH}):
        row = dict(zip(names, values, strict=True))
        yield tuple(row[key] for key in keys), row


def _columns(table: Table) -> list[Column[Any]]:
    numbered = table.name in _KEYS
    return [it for it in table.c if it.computed is None and not (numbered and it.name == "number")]


def _order(connection: Connection, column: Column[Any]) -> list[ColumnElement[Any]]:
    """Order by a column as Python would, whatever the order of the database's own language is."""
    text = connection.dialect.name == "postgresql" and column.type.python_type is str
    return [column.is_not(None), collate(column, "C") if text else column]
