"""Which state a store is in, so that whoever read it knows whether it must be read again."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from onrecord.store.schema import changes


def count_change(connection: Connection) -> None:
    """Note, in the transaction that changes something, that something changed."""
    connection.execute(update(changes).values(count=changes.c.count + 1))


def read_state(connection: Connection) -> str:
    """Name the state that the store is in: two states with one name hold the same."""
    store, count = connection.execute(select(changes.c.store, changes.c.count)).one()
    return f"{store}-{count}"
