"""Remember visits to web addresses in the store."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from onrecord.model import Visit
from onrecord.store.schema import visits


def read_visit(connection: Connection, url: str) -> Visit | None:
    """Give the last visit to an address; None where there was none."""
    row = connection.execute(select(visits).where(visits.c.url == url)).mappings().first()
    return None if row is None else Visit(**row)


def write_visit(connection: Connection, visit: Visit) -> None:
    """Remember a visit in place of the one before."""
    connection.execute(delete(visits).where(visits.c.url == visit.url))
    connection.execute(insert(visits), asdict(visit))
