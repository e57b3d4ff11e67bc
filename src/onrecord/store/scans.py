"""Read many rows in order, a batch at a time, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select

from onrecord.errors import StoreError
from onrecord.model import AnnotatedArticle, Capture, Date, Event, Statement
from onrecord.store import queries
from onrecord.store.event_queries import event_rows, holds, told_events
from onrecord.store.portions import portions
from onrecord.store.protocol import EventFilter, StatementFilter, StatementRow
from onrecord.store.reading import (
    read_article_evidence,
    read_articles,
    read_capture,
    read_event_rows,
    read_statements,
)
from onrecord.store.row_parts import RowLike, read_date

#: Articles or statements whose rows are in memory at once. Any number serves: beyond some hundred the
#: queries saved no longer show.
_BATCH = 200
#: Rows come as they are read, from a server too: else it would hand over all of them first.
STREAMED = {"yield_per": _BATCH}
_TOLD = queries.statements_by_id()


def scan_captures(connection: Connection) -> Iterator[Capture]:
    """Read all captures with their bytes, one at a time."""
    for capture_id in connection.execute(queries.capture_ids(), execution_options=STREAMED).scalars():
        yield find_capture(connection, capture_id)


def find_capture(connection: Connection, capture_id: str) -> Capture:
    """Read one capture; StoreError where it is missing or can't be unpacked."""
    row = connection.execute(queries.capture_with_content(capture_id)).mappings().first()
    if row is None:
        raise StoreError(capture_id, "no such capture is in the store, or its bytes are missing")
    return read_capture(row)


def scan_articles(
    connection: Connection,
    *,
    capture: str | None = None,
    about: str | None = None,
    any_word: Collection[str] | None = None,
    article: str | None = None,
) -> Iterator[AnnotatedArticle]:
    """Read articles with all that is marked in them."""
    query = queries.article_rows(capture=capture, about=about, any_word=any_word, article=article)
    # A stream costs a server some round trips; one article, or one page's, needs none.
    few = capture is not None or article is not None
    for rows in _batches(connection, query, few=few):
        yield from read_articles(connection, rows)


def scan_statements(
    connection: Connection, wanted: StatementFilter
) -> Iterator[tuple[RowLike, Statement, Date | None]]:
    """Read statements, each with its row (and its article's head in it) and the publication day."""
    publishers = queries.publishers_named(connection, wanted.publisher)
    for rows in _batches(connection, queries.statement_rows(wanted, publishers)):
        evidence = read_article_evidence(connection, sorted({row["article"] for row in rows}))
        for row, statement in zip(rows, read_statements(connection, rows), strict=True):
            yield row, statement, read_date(row, "published", evidence[row["article"]])


def told_statements(connection: Connection, ids: Collection[str]) -> list[StatementRow]:
    """Read statements by their ids, each with the head of its article, in the order of the record."""
    found = []
    for portion in portions(ids):
        rows = connection.execute(_TOLD, {"ids": portion}).mappings().all()
        evidence = read_article_evidence(connection, sorted({row["article"] for row in rows}))
        for row, statement in zip(rows, read_statements(connection, rows), strict=True):
            published = read_date(row, "published", evidence[row["article"]])
            head = {name: row[name] for name in ("article", *queries.HEAD)}
            found.append(StatementRow(statement=statement, published=published, **head))
    return found


def scan_events(connection: Connection, wanted: EventFilter) -> Iterator[tuple[RowLike, Event, Date | None]]:
    """Read events, each with its row (and its article's head in it) and the publication day."""
    publishers = queries.publishers_named(connection, wanted.publisher)
    told = told_events(wanted, publishers)
    if told is not None:
        rows_told = connection.execute(told, execution_options=STREAMED)
        ids = frozenset(row.id for row in rows_told if holds(wanted, row))
        wanted = replace(wanted, ids=ids)
    for rows in _batches(connection, event_rows(wanted, publishers)):
        evidence = read_article_evidence(connection, sorted({row["article"] for row in rows}))
        for row, event in zip(rows, read_event_rows(connection, rows), strict=True):
            yield row, event, read_date(row, "published", evidence[row["article"]])


def _batches(connection: Connection, query: Select[Any], *, few: bool = False) -> Iterator[Sequence[RowLike]]:
    options = {} if few else STREAMED
    yield from connection.execute(query, execution_options=options).mappings().partitions(_BATCH)
