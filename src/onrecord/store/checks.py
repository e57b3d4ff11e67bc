"""What the database can check by itself; `onrecord.verify` checks the rows against the pages."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, ForeignKey, Table, select

from onrecord.store import audit, forgetting
from onrecord.store.protocol import Fault, StatementFilter
from onrecord.store.rows import SEALED, derived_columns, seal_of
from onrecord.store.scans import scan_statements
from onrecord.store.schema import captures, changes, metadata, statements
from onrecord.store.schema_links import link_versions


def faults(connection: Connection) -> Iterator[Fault]:
    """Find all that is wrong by what stands in other rows of the store."""
    yield from references(connection)
    yield from audit.faults(connection)
    yield from forgetting.faults(connection)
    yield from single_rows(connection)
    yield from seals(connection)
    yield from derived(connection)


def references(connection: Connection) -> Iterator[Fault]:
    """Find rows whose parent is not there."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda it: str(it.parent)):
            yield from _orphans(connection, table, key)


def single_rows(connection: Connection) -> Iterator[Fault]:
    """Find tables of one row that have another one."""
    for table in (changes, link_versions):
        for number in connection.execute(select(table.c.number).where(table.c.number != 1)).scalars():
            yield Fault(
                table=table.name, row=str(number), reason="its number is not 1, as that of its only row"
            )


def seals(connection: Connection) -> Iterator[Fault]:
    """Find captures of which the charset, the time or the run is not what was kept with them."""
    for row in connection.execute(select(*(captures.c[it] for it in (*SEALED, "seal")))).mappings():
        if row["seal"] != seal_of({**row}):
            reason = "its seal does not fit: its media type, charset, time of capture or run was changed"
            yield Fault(table=captures.name, row=row["id"], reason=reason)


def derived(connection: Connection) -> Iterator[Fault]:
    """Find statements whose readable columns do not say what their spans and dates say."""
    for row, statement, published in scan_statements(connection, StatementFilter()):
        for name, value in derived_columns(statement, published).items():
            if row[name] != value:
                reason = f"its column {name} is {row[name]!r}, but its spans and dates make it {value!r}"
                yield Fault(table=statements.name, row=statement.id, reason=reason)


def _orphans(connection: Connection, table: Table, key: ForeignKey) -> Iterator[Fault]:
    parent = key.column.table.alias("parent_rows")
    child = table.c[key.parent.name]
    wanted = parent.c[key.column.name] == child
    query = select(table).where(child.is_not(None), ~select(parent.c[key.column.name]).where(wanted).exists())
    named: list[Column[str]] = [table.c.id] if "id" in table.c else list(table.primary_key.columns)
    for row in connection.execute(query).mappings():
        reason = f"refers to {row[child.name]} in {key.column.table.name}, which is not there"
        yield Fault(table=table.name, row="/".join(str(row[column.name]) for column in named), reason=reason)
