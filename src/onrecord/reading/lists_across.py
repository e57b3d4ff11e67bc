"""More lists a page at a time, as in `lists`: deeds, copies, and how pages changed between captures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from onrecord.model import Copy, EventType, Group, Modality
from onrecord.reading.paging import FIRST, Page, Turn, turn_page
from onrecord.reading.record import Record
from onrecord.reading.revisions import Revised, revisions_of
from onrecord.store.paging import Key

if TYPE_CHECKING:
    from onrecord.store import EventRow

Thing = TypeVar("Thing")
_COPY = TypeAdapter(Copy)
#: Groups that are read at once.
_BATCH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsWanted:
    """Which events to list: all that is given must hold."""

    type: EventType | None = None
    modality: Modality | None = None
    #: Id of the actor's entity.
    entity: str | None = None
    #: Id of the article.
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """An event of a list."""

    row: EventRow
    #: Id of the happening that it is a report of; None where it is none or is not linked yet.
    happening: str | None


def list_events(record: Record, wanted: EventsWanted, turn: Turn = FIRST) -> Page[FoundEvent]:
    """Give events, those of the article that was added last first; CursorError as in `lists`."""
    items = None if wanted.entity is None else record.entity_items(wanted.entity)
    if items == ():
        return Page(items=())
    names = record.linkage.events

    def read(after: Key | None, most: int) -> list[Key]:
        return list(
            names.listed(
                None if after is None else int(after[0]),
                most,
                sort=wanted.type,
                modality=wanted.modality,
                article=wanted.article,
                items=items,
            )
        )

    page = turn_page("events", turn, (int, str), read)
    ids = [str(key[-1]) for key in page.items]
    rows, happenings = names.rows(ids), record.happening_ids(ids)
    return Page(
        items=tuple(FoundEvent(row=rows[it], happening=happenings.get(it)) for it in ids), next=page.next
    )


def list_copies(record: Record, turn: Turn = FIRST) -> Page[Copy]:
    """Give copies, each with what it was made from, family by family; CursorError as in `lists`."""
    return _of_groups(
        record, "copies", turn, lambda group: map(_COPY.validate_python, group.record["copies"])
    )


def list_revisions(record: Record, turn: Turn = FIRST) -> Page[Revised]:
    """Give what changed between the captures of each page, page by page; CursorError as in `lists`."""
    return _of_groups(record, "revisions", turn, lambda group: revisions_of(record, group))


def _of_groups(
    record: Record, stage: str, turn: Turn, things_of: Callable[[Group], Iterable[Thing]]
) -> Page[Thing]:
    """Give the things that groups of a stage are made of, in order of the groups' ids.

    A key is a group's id and the place of the thing in it, so that a page may end inside a large group.
    """
    found: dict[Key, Thing] = {}

    def read(after: Key | None, most: int) -> list[Key]:
        first = "" if after is None else str(after[0])
        keyed = (
            ((group.id, place), thing)
            for group in _groups_from(record, stage, first)
            for place, thing in enumerate(things_of(group))
        )
        coming = (it for it in keyed if after is None or it[0] > (str(after[0]), int(after[1])))
        found.update(islice(coming, most))
        return list(found)

    page = turn_page(stage, turn, (str, int), read)
    return Page(items=tuple(found[key] for key in page.items), next=page.next)


def _groups_from(record: Record, stage: str, first: str) -> Iterator[Group]:
    batch = record.lists.groups(stage, first, _BATCH)
    while batch:
        yield from batch
        # Nothing sorts between an id and the same with a character behind it that no id has.
        batch = record.lists.groups(stage, batch[-1].id + "\0", _BATCH)
