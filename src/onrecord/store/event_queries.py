"""Questions to the tables of events: filters, and the one order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, String, func, select

from onrecord.store.protocol import EventFilter
from onrecord.store.queries import ADDRESS, HEAD, among, days_of, in_publisher
from onrecord.store.schema import articles, date_columns, statements
from onrecord.store.schema_events import events


def event_rows(wanted: EventFilter) -> Select[Any]:
    """Select events, each with the head of its article and what dates it, in order of articles and text."""
    head = [articles.c[name] for name in (*HEAD, *date_columns("published"))]
    query = select(events, *head).join(articles, articles.c.id == events.c.article)
    if wanted.speaker is not None:
        query = query.join(statements, statements.c.id == events.c.statement)
    return query.where(*_conditions(wanted)).order_by(*ADDRESS, events.c.position)


def _conditions(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    for name in ("type", "modality"):
        if getattr(wanted, name) is not None:
            yield events.c[name] == getattr(wanted, name)
    for asked, columns in (
        (wanted.actor, (events.c.actor,)),
        (wanted.recipient, (events.c.recipient,)),
        (wanted.about, (events.c.text, events.c.actor, events.c.recipient, events.c.place)),
        (wanted.speaker, (statements.c.speaker,)),
    ):
        yield from (_holds(columns, word) for word in (asked or "").split())
    if wanted.ids is not None:
        yield among(events.c.id, wanted.ids)
    if wanted.publisher is not None:
        yield in_publisher(wanted.publisher)
    first = func.coalesce(
        events.c.when, events.c.when_earliest, articles.c.published, articles.c.published_earliest
    )
    last = func.coalesce(
        events.c.when, events.c.when_latest, articles.c.published, articles.c.published_latest
    )
    if wanted.from_day is not None:
        # A month or a year that the day lies in is longer than the day, so only as much is compared.
        start = days_of(wanted.from_day)[0]
        yield last >= func.substr(start, 1, func.length(last))
    if wanted.to_day is not None:
        yield first <= days_of(wanted.to_day)[1]


def _holds(columns: tuple[Column[Any], ...], word: str) -> ColumnElement[bool]:
    """Say that one of the columns has the word, without regard to case."""
    joined: ColumnElement[str] = func.coalesce(columns[0], "")
    for column in columns[1:]:
        joined = joined + " " + func.coalesce(column, "")
    return func.instr(func.casefold(joined, type_=String), word.casefold()) > 0
