"""Questions to the tables of events: filters, and the one order of reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from onrecord.store.dialects import among
from onrecord.store.protocol import EventFilter
from onrecord.store.queries import ADDRESS, HEAD, days_of
from onrecord.store.schema import articles, date_columns, statements
from onrecord.store.schema_events import events


def event_rows(wanted: EventFilter, publishers: Collection[str]) -> Select[Any]:
    """Select events, each with the head of its article and what dates it, in order of articles and text.

    Args:
        wanted: what they have to be, but for the words that they have to have (`holds`).
        publishers: the whole names of those that it lets through, where it asks for one.

    """
    head = [articles.c[name] for name in (*HEAD, *date_columns("published"))]
    query = select(events, *head).join(articles, articles.c.id == events.c.article)
    return query.where(*_conditions(wanted, publishers)).order_by(ADDRESS, events.c.position)


def told_events(wanted: EventFilter, publishers: Collection[str]) -> Select[Any] | None:
    """Select the words of the same events, to be read by `holds`; None where any words will do."""
    if not any((wanted.actor, wanted.recipient, wanted.about, wanted.speaker)):
        return None
    told = (events.c.id, events.c.text, events.c.actor, events.c.recipient, events.c.place)
    query = select(*told, statements.c.speaker).join(articles, articles.c.id == events.c.article)
    query = query.outerjoin(statements, statements.c.id == events.c.statement)
    return query.where(*_conditions(wanted, publishers))


def holds(wanted: EventFilter, row: Any) -> bool:
    """Tell whether a row of `told_events` has the words that are asked for, without regard to case.

    They are compared here, since no database knows the case of every letter by itself.
    """
    for asked, parts in (
        (wanted.actor, (row.actor,)),
        (wanted.recipient, (row.recipient,)),
        (wanted.about, (row.text, row.actor, row.recipient, row.place)),
        (wanted.speaker, (row.speaker,)),
    ):
        if asked:
            told = " ".join(part or "" for part in parts).casefold()
            if not all(word.casefold() in told for word in asked.split()):
                return False
    return True


def _conditions(wanted: EventFilter, publishers: Collection[str]) -> Iterator[ColumnElement[bool]]:
    for name in ("type", "modality"):
        if getattr(wanted, name) is not None:
            yield events.c[name] == getattr(wanted, name)
    if wanted.ids is not None:
        yield among(events.c.id, wanted.ids)
    if wanted.publisher is not None:
        yield among(articles.c.publisher, publishers)
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
