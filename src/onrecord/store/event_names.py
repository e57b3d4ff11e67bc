"""Whose deeds are whose: events by the items that their sides are mentions of."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Select, and_, select

from onrecord.store.portions import portions
from onrecord.store.protocol import EventFilter, EventRow
from onrecord.store.queries import HEAD
from onrecord.store.scans import scan_events
from onrecord.store.schema_events import events, recipients
from onrecord.store.schema_links import mention_names


class EventNames:
    """Look-ups between events and items of stage "entities"; part of `Linkage`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def done_by(self, items: Collection[str]) -> set[str]:
        """Give the ids of the events whose actor is one of these items."""
        return self._ids(_actors(), items)

    def done_to(self, items: Collection[str]) -> set[str]:
        """Give the ids of the events that one of these items is a recipient of."""
        return self._ids(_recipients(), items)

    def listed(
        self,
        after: int | None,
        most: int,
        *,
        sort: str | None = None,
        modality: str | None = None,
        article: str | None = None,
        items: Collection[str] | None = None,
    ) -> list[tuple[int, str]]:
        """Give (number, id) of events, the last kept first, that come after a number; `items` did them."""
        query = select(events.c.number, events.c.id)
        if items is not None:
            query = query.join(mention_names, _ACTOR).where(mention_names.c.item.in_(items))
        for column, value in (
            (events.c.type, sort),
            (events.c.modality, modality),
            (events.c.article, article),
        ):
            if value is not None:
                query = query.where(column == value)
        if after is not None:
            query = query.where(events.c.number < after)
        rows = self._connection.execute(query.order_by(events.c.number.desc()).limit(most))
        return [(row[0], row[1]) for row in rows]

    def rows(self, event_ids: Collection[str]) -> dict[str, EventRow]:
        """Give events by id, each with the head of its article."""
        found = {}
        for row, event, published in scan_events(self._connection, EventFilter(ids=frozenset(event_ids))):
            head = {name: row[name] for name in ("article", *HEAD)}
            found[event.id] = EventRow(event=event, published=published, **head)
        return found

    def actors(self, event_ids: Collection[str]) -> dict[str, str]:
        """Give the item of the actor of each event that has a known one."""
        found: dict[str, str] = {}
        for portion in portions(event_ids):
            rows = self._connection.execute(_actors().where(events.c.id.in_(portion)))
            found |= {row.id: row.item for row in rows}
        return found

    def _ids(self, query: Select[tuple[str, str]], items: Collection[str]) -> set[str]:
        found: set[str] = set()
        for portion in portions(items):
            rows = self._connection.execute(query.where(mention_names.c.item.in_(portion)))
            found |= {row.id for row in rows}
        return found


#: A mention is the actor of an event.
_ACTOR = and_(mention_names.c.article == events.c.article, mention_names.c.position == events.c.actor_mention)


def _actors() -> Select[tuple[str, str]]:
    return select(events.c.id, mention_names.c.item).join(mention_names, _ACTOR)


def _recipients() -> Select[tuple[str, str]]:
    same = and_(mention_names.c.article == events.c.article, mention_names.c.position == recipients.c.mention)
    joined = select(events.c.id, mention_names.c.item).join(recipients, recipients.c.event == events.c.id)
    return joined.join(mention_names, same)
