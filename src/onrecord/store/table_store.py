"""What stores in a database have in common, whichever database it is: the tables and how they are used."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select

from onrecord.model import Activity, AnnotatedArticle, Capture, CaptureResult, Drop, Visit
from onrecord.model.audit import Signature
from onrecord.store import checks, forgetting, queries, schema, schema_links
from onrecord.store.budget import limit_reading
from onrecord.store.changes import count_change, read_state
from onrecord.store.forgetting import Kept
from onrecord.store.linkage import Linkage
from onrecord.store.protocol import EventFilter, EventRow, Fault, StatementFilter, StatementRow
from onrecord.store.raw_rows import KeyedRow, read_rows
from onrecord.store.reading import read_drop
from onrecord.store.rows import capture_row, content_row, drop_rows, result_rows
from onrecord.store.scans import (
    find_capture,
    scan_articles,
    scan_captures,
    scan_events,
    scan_statements,
)
from onrecord.store.search import search_of
from onrecord.store.visits import read_visit, write_visit


class TableStore(ABC):
    """A record in the tables of a database; see `Store` for what each method promises."""

    def __init__(self, location: str, engine: Engine) -> None:
        """Take an engine for a store's own.

        Args:
            location: what messages call the store by; it holds no password.
            engine: connects to it; disposed of when the store is closed.

        """
        self._location = location
        self._engine = engine
        self._activity: Activity | None = None

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one state of the store until it ends."""

    @abstractmethod
    def _writing(self, subject: str = "") -> AbstractContextManager[Connection]:
        """Open a transaction that alone may write; `subject` is what errors tell of beside the store."""

    @abstractmethod
    def _mark_unclean(self, connection: Connection) -> None:
        """Note that bytes of what was taken out may stay on the disk until `_scrub`."""

    def _checking(self) -> AbstractContextManager[Connection]:
        """Open a transaction to check the search indexes in, which FTS5 takes for a write."""
        return self._writing()

    @abstractmethod
    def _scrub(self) -> None:
        """See to it that nothing that was taken out stays on the disk."""

    @abstractmethod
    def _structure(self, connection: Connection) -> Iterator[Fault]:
        """Find what is damaged below the tables."""

    @property
    def location(self) -> str:
        """Say where the store is, for messages."""
        return self._location

    def add(self, result: CaptureResult) -> bool:
        """Add a capture and all that was made of it, whole or not at all; False where it is there."""
        if self.has(result.capture.id):
            return False
        rows = result_rows(result)
        with self._writing(result.capture.path) as connection:
            # Again, because another process may have added it in between.
            if _exists(connection, schema.captures.c.id, result.capture.id):
                return False
            activity = self._keep_activity(connection)
            if not _exists(connection, schema.contents.c.sha256, result.capture.sha256):
                connection.execute(insert(schema.contents), content_row(result.capture))
            connection.execute(insert(schema.captures), capture_row(result.capture, activity))
            for table, found in rows.items():
                if found:
                    connection.execute(insert(table), found)
            search = search_of(connection)
            for table in (schema.articles, schema.statements):
                search.add(table, rows[table])
            waiting = [{"article": row["id"]} for row in rows[schema.articles]]
            if waiting:
                connection.execute(insert(schema_links.unlinked), waiting)
            count_change(connection)
        return True

    def has(self, capture_id: str) -> bool:
        """Tell whether the capture is in the store, and with it all that was made of it."""
        with self._reading() as connection:
            return _exists(connection, schema.captures.c.id, capture_id)

    def add_drop(self, drop: Drop) -> None:
        """Keep a drop that belongs to no capture (an input that gave none); the same one once."""
        (row,) = drop_rows([drop], "input")
        same = [schema.drops.c[name] == value for name, value in row.items() if value is not None]
        with self._writing() as connection:
            if connection.execute(select(schema.drops.c.number).where(*same)).first() is None:
                connection.execute(insert(schema.drops), row)
                count_change(connection)

    def begin_activity(self, activity: Activity) -> None:
        """Name the run that makes what is added from now on; kept with the first capture it adds."""
        self._activity = activity

    def capture_ids(self) -> Iterator[str]:
        """Give the ids of all captures."""
        with self._reading() as connection:
            yield from connection.execute(queries.capture_ids()).scalars()

    def capture(self, capture_id: str) -> Capture:
        """Give one capture with its bytes; StoreError where it is missing or can't be unpacked."""
        with self._reading() as connection:
            return find_capture(connection, capture_id)

    def captures(self) -> Iterator[Capture]:
        """Give all captures with their bytes."""
        with self._reading() as connection:
            yield from scan_captures(connection)

    def activity_of(self, capture_id: str) -> Activity | None:
        """Give the run that added a capture; None where none was named."""
        query = select(schema.activities).join(schema.captures).where(schema.captures.c.id == capture_id)
        with self._reading() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else Activity(**row)

    def results(self) -> Iterator[CaptureResult]:
        """Give all captures with what was made of them, as they were added."""
        with self._reading() as connection:
            for capture in scan_captures(connection):
                of_it = schema.drops.c.capture == capture.id
                drops = select(schema.drops).where(of_it).order_by(schema.drops.c.position)
                yield CaptureResult(
                    capture=capture,
                    articles=tuple(scan_articles(connection, capture=capture.id)),
                    drops=tuple(map(read_drop, connection.execute(drops).mappings())),
                )

    def articles(
        self,
        *,
        capture: str | None = None,
        about: str | None = None,
        any_word: Collection[str] | None = None,
        article: str | None = None,
    ) -> Iterator[AnnotatedArticle]:
        """Give articles with their annotations, of one capture or about something where asked."""
        with self._reading() as connection:
            yield from scan_articles(
                connection, capture=capture, about=about, any_word=any_word, article=article
            )

    def statements(self, filter: StatementFilter | None = None) -> Iterator[StatementRow]:  # noqa: A002
        """Give the statements that pass the filter, each with the head of its article."""
        with self._reading() as connection:
            for row, statement, published in scan_statements(connection, filter or StatementFilter()):
                head = {name: row[name] for name in ("article", "path", "key", "url", "publisher", "title")}
                yield StatementRow(statement=statement, published=published, **head)

    def events(self, filter: EventFilter | None = None) -> Iterator[EventRow]:  # noqa: A002
        """Give the events that pass the filter, each with the head of its article."""
        with self._reading() as connection:
            for row, event, published in scan_events(connection, filter or EventFilter()):
                head = {name: row[name] for name in ("article", "path", "key", "url", "publisher", "title")}
                yield EventRow(event=event, published=published, **head)

    def visit(self, url: str) -> Visit | None:
        """Give the last visit to a web address; None where there was none."""
        with self._reading() as connection:
            return read_visit(connection, url)

    def keep_visit(self, visit: Visit) -> None:
        """Remember a visit in place of the one before."""
        with self._writing() as connection:
            write_visit(connection, visit)

    def captures_at(self, place: str) -> list[Kept]:
        """Find the captures of a path, of what lies under it, of an address or by a key."""
        with self._reading() as connection:
            return list(forgetting.captures_at(connection, place))

    def captures_naming(self, items: Collection[str], names: Collection[str]) -> list[Kept]:
        """Find the captures in which one of these items or names stands."""
        with self._reading() as connection:
            return list(forgetting.captures_naming(connection, items, names))

    def forget(self, capture_ids: Collection[str], by: Signature) -> int:
        """Take captures out with all that was made of them, and their bytes out of the file."""
        with self._writing() as connection:
            Linkage(connection).clear()
            count = forgetting.forget(connection, capture_ids, by)
            search_of(connection).rebuild()
            count_change(connection)
            self._mark_unclean(connection)
        self._scrub()
        return count

    def forgotten(self, capture: Capture) -> str | None:
        """Give when a capture, its bytes or its address were forgotten."""
        with self._reading() as connection:
            return forgetting.forgotten_since(connection, capture)

    @contextmanager
    def linking(self) -> Iterator[Linkage]:
        """Open what the corpus stages keep, to change it: all of it is kept at the end, or nothing."""
        with self._writing() as connection:
            yield Linkage(connection)
            count_change(connection)

    @contextmanager
    def linked(self) -> Iterator[Linkage]:
        """Open what the corpus stages keep, to read one state of it."""
        with self._reading() as connection:
            yield Linkage(connection)

    def drops(self) -> Iterator[Drop]:
        """Give all drops, each once, by item, stage and reason."""
        columns = [schema.drops.c[name] for name in ("item", "stage", "reason", "partial")]
        with self._reading() as connection:
            rows = connection.execute(select(*columns).distinct().order_by(*columns)).mappings()
            yield from map(read_drop, rows)

    def activities(self) -> Iterator[Activity]:
        """Give all activities, by id."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.activities).order_by(schema.activities.c.id))
            yield from (Activity(**row) for row in rows.mappings())

    def state(self) -> str:
        """Name the state that the store is in; it has another name after each change."""
        with self._reading() as connection:
            return read_state(connection)

    def counts(self) -> Mapping[str, int]:
        """Count the rows of each table."""
        with self._reading() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in schema.metadata.tables.items()
            }

    def rows(self, table: str) -> Iterator[KeyedRow]:
        """Give the rows of a table as they stand, with their keys and in the order of these."""
        with self._reading() as connection:
            yield from read_rows(connection, table)

    def faults(self) -> Iterator[Fault]:
        """Check what the database can check by itself: structure, references, search indexes."""
        with self._reading() as connection:
            yield from self._structure(connection)
            yield from checks.faults(connection)
        with self._checking() as connection:
            found = list(search_of(connection).faults())
        yield from found

    def limit_reading(self, seconds: float) -> None:
        """Break off what reads for longer from now on, with a StoreError; for servers."""
        limit_reading(self._engine, seconds)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep_activity(self, connection: Connection) -> str | None:
        activity = self._activity
        if activity is None:
            return None
        if not _exists(connection, schema.activities.c.id, activity.id):
            connection.execute(insert(schema.activities), asdict(activity))
        return activity.id


def _exists(connection: Connection, column: ColumnElement[Any], value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None
