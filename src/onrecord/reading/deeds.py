"""Events as the record knows them: their actors by the names of their entities, somebody's deeds in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.model import Entity, Event, Happening
from onrecord.reading.record import Record
from onrecord.store.protocol import EventFilter

if TYPE_CHECKING:
    from onrecord.store import EventRow, Store

#: Events that are looked up across articles at once.
_BATCH = 200
#: Sorts after every day.
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event with its article's head and the entity that its actor is."""

    row: EventRow
    #: Id and name of the actor's entity; None where the actor has none.
    entity: str | None
    name: str | None
    #: What all reports of the deed make together; None for what is denied, planned or of no type.
    happening: Happening | None

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.row.event

    @property
    def actor(self) -> str | None:
        """Who did it, by the name of the entity where there is one."""
        printed = self.event.actor
        return self.name or (printed.text if printed else None)

    @property
    def day(self) -> tuple[str | None, bool]:
        """The day it was done, and True; else the latest it can have been told, and False."""
        when, published = self.event.when, self.row.published
        if when is not None and when.value is not None:
            return when.value, True
        if when is not None and when.latest is not None:
            return when.latest, False
        return (published.value or published.latest if published else None), False


def find_deeds(store: Store, record: Record, wanted: EventFilter) -> Iterator[Deed]:
    """Give the events that pass a filter, in the order of the record.

    Raises:
        StoreError: a day is none, or the store can't be read.

    """
    rows = iter(store.events(wanted))
    while batch := list(islice(rows, _BATCH)):
        actors = record.linkage.events.actors([row.event.id for row in batch])
        groups = record.linkage.group_ids("entities", set(actors.values()))
        entities = record.entities_by_id(set(groups.values()))
        happening_of = record.happening_ids([row.event.id for row in batch])
        happenings = record.happenings(set(happening_of.values()))
        for row in batch:
            entity = entities.get(groups.get(actors.get(row.event.id, ""), ""))
            identity, name = (entity.id, entity.name) if entity else (None, None)
            told = happenings.get(happening_of.get(row.event.id, ""))
            yield Deed(row=row, entity=identity, name=name, happening=told)


def read_deeds(
    store: Store, record: Record, entity: Entity, wanted: EventFilter | None = None, *, suffered: bool = False
) -> Sequence[Deed]:
    """Give what an entity did, or had done to it, in order of day.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        entity: who did it.
        wanted: which events; None for all.
        suffered: give what was done to the entity instead.

    """
    items = record.entity_items(entity.id)
    names = record.linkage.events
    ids = frozenset(names.done_to(items) if suffered else names.done_by(items))
    wanted = wanted or EventFilter()
    if wanted.ids is not None:
        ids &= wanted.ids
    found = list(find_deeds(store, record, replace(wanted, ids=ids)))
    return sorted(found, key=lambda deed: (deed.day[0] or _UNDATED, deed.event.id))
