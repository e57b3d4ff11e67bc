"""Whose deeds are whose: events by the items that their sides are mentions of."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Select, and_, select

from onrecord.store.portions import portions
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


def _actors() -> Select[tuple[str, str]]:
    same = and_(
        mention_names.c.article == events.c.article, mention_names.c.position == events.c.actor_mention
    )
    return select(events.c.id, mention_names.c.item).join(mention_names, same)


def _recipients() -> Select[tuple[str, str]]:
    same = and_(mention_names.c.article == events.c.article, mention_names.c.position == recipients.c.mention)
    joined = select(events.c.id, mention_names.c.item).join(recipients, recipients.c.event == events.c.id)
    return joined.join(mention_names, same)
