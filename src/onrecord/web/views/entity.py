"""What the page of a person or body shows: names, what was said by and about it, answers, positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Counted, Entity, Event
from onrecord.pictures.of_record import positions_of, statements_of_entity
from onrecord.pictures.picture import Picture
from onrecord.reading.finding import Told
from onrecord.reading.listed import FoundStatement, StatementsWanted
from onrecord.reading.lists import list_disputes, list_statements
from onrecord.reading.lists_across import EventsWanted, list_events
from onrecord.reading.paging import Page, Turn
from onrecord.reading.record import Record
from onrecord.reading.remembering import remember
from onrecord.reading.subjects import newest_about
from onrecord.reading.views import Dispute, Entry, read_timeline
from onrecord.store.protocol import StatementFilter
from onrecord.web.views.utterance import of_each_remark

if TYPE_CHECKING:
    from onrecord.store import Store

#: Statements of one list on the page, disputes and deeds.
_SAID, _NAMED, _DISPUTES, _DEEDS = 12, 8, 12, 12
#: Remarks of a position that are shown, the last ones, and statements that are read for them: a busy
#: minister says more than anybody reads on one page. The command line gives all.
MOST_POSITIONS, _READ = 15, 30
#: Outlets that are shown, and statements, the newest, that they are counted in.
_OUTLETS, _COUNTED = 12, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Which outlets print somebody's statements."""

    outlets: Sequence[Counted]
    most: int
    #: Statements in all outlets; the outlets are counted in the newest of them.
    statements: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One remark on a subject, and what stands against it."""

    entry: Entry
    #: The first report; its words stand for the remark.
    told: Told
    #: Reports that read another polarity out of the same remark.
    otherwise: Sequence[Told]
    answers: Sequence[Dispute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """What somebody said of a subject, in order of day."""

    about: str
    shown: Sequence[Position]
    #: Whether there may be earlier remarks.
    cut: bool
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that the page shows."""

    entity: Entity
    said: Page[FoundStatement]
    named: Page[FoundStatement]
    #: Who disputes what it said, and whom it answers.
    disputed: Sequence[Dispute]
    answers: Sequence[Dispute]
    more_disputes: bool
    positions: Positions | None
    spread: Spread
    over_time: Picture | None
    #: What it did, as the articles that were added last tell it.
    deeds: Sequence[Event]


def read_entity(
    store: Store,
    record: Record,
    entity: Entity,
    *,
    about: str | None = None,
    said: str | None = None,
    named: str | None = None,
) -> EntityPage:
    """Put the page of a person, body or place together; with a subject, what was said on that alone.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        entity: whose page.
        about: a subject whose positions are asked for.
        said: cursor of the statements by it.
        named: cursor of the statements about it.

    """
    if about:
        return EntityPage(
            entity=entity,
            said=Page(items=()),
            named=Page(items=()),
            disputed=(),
            answers=(),
            more_disputes=False,
            positions=read_positions(store, record, entity, about),
            spread=_spread(record, entity, outlets=0),
            over_time=None,
            deeds=(),
        )
    deeds = list_events(record, EventsWanted(entity=entity.id), Turn(limit=_DEEDS))
    by, of = StatementsWanted(entity=entity.id), StatementsWanted(about=entity.id)
    disputes = list_disputes(store, record, Turn(limit=_DISPUTES), entity=entity.id)
    ours = [it for it in disputes.items if it.by.linked.entity == entity.id]
    return EntityPage(
        entity=entity,
        said=list_statements(store, record, by, Turn(cursor=said, limit=_SAID)),
        named=list_statements(store, record, of, Turn(cursor=named, limit=_NAMED)),
        disputed=of_each_remark((it for it in disputes.items if it not in ours), answers=True),
        answers=of_each_remark(ours, answers=False),
        more_disputes=disputes.next is not None,
        positions=None,
        spread=_spread(record, entity, outlets=_OUTLETS),
        over_time=statements_of_entity(record, entity),
        deeds=[it.row.event for it in deeds.items],
    )


def read_positions(store: Store, record: Record, entity: Entity, about: str) -> Positions:
    """Give what an entity said of a subject of late, the earliest first, with what disputes it."""
    ids = newest_about(record, entity.id, about, _READ)
    if ids is None:
        # No word to search for: what was said last stands for all.
        newest = list_statements(store, record, StatementsWanted(entity=entity.id), Turn(limit=_READ))
        ids = frozenset(it.told.statement.id for it in newest.items)
    entries = read_timeline(store, record, entity, StatementFilter(ids=ids), about)
    shown = entries[-MOST_POSITIONS:]
    return Positions(
        about=about,
        shown=[_position(entry) for entry in shown],
        cut=len(shown) < len(entries) or len(ids) >= _READ,
        picture=positions_of(entity.name, shown, about),
    )


def _position(entry: Entry) -> Position:
    told = entry.told[0]
    ours = {it.statement.id for it in entry.told}
    if entry.utterance:
        ours |= set(entry.utterance.statements)
    first = {it.statement.polarity: it for it in reversed(entry.told)}
    return Position(
        entry=entry,
        told=told,
        otherwise=[it for polarity, it in first.items() if polarity != told.statement.polarity],
        answers=of_each_remark((it for it in entry.disputes if it.link.of in ours), answers=True),
    )


def _spread(record: Record, entity: Entity, *, outlets: int) -> Spread:
    items = record.entity_items(entity.id)
    names = record.linkage.names
    spoken = remember(record, ("spoken", entity.id), lambda: names.count_spoken(items))
    found: Sequence[Counted] = ()
    if outlets:
        found = remember(
            record, ("outlets", entity.id), lambda: names.publishers_of(items, outlets, _COUNTED)
        )
    return Spread(
        outlets=found,
        most=max((it.count for it in found), default=0),
        statements=spoken,
        counted=min(spoken, _COUNTED),
    )
