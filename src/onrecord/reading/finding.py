"""Find what a person asks for: statements by filters, entities by name, anything by how its id begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.link.names import compare_names, fold
from onrecord.model import Entity, EntityKind, Statement
from onrecord.reading.corrections import Correction
from onrecord.reading.linked import Linked
from onrecord.reading.record import Record
from onrecord.store.days import day_range, first_and_last_day
from onrecord.store.protocol import StatementFilter

if TYPE_CHECKING:
    from collections.abc import Collection

    from onrecord.store import StatementRow, Store

#: Statements that are looked up across articles at once.
_BATCH = 200
#: Things that a message lists where an id or a name is not enough to tell.
_SHOWN = 8
_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement as people corrected it, with its article's head and what other articles show of it."""

    row: StatementRow
    linked: Linked

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.row.statement

    @property
    def speaker(self) -> str | None:
        """The speaker, by the name of his entity where he has one."""
        printed = self.statement.speaker
        return self.linked.name or (printed.name if printed else None)


def find_statements(store: Store, record: Record, wanted: StatementFilter) -> Iterator[Told]:
    """Give the statements that pass a filter, in the order of the record.

    A speaker's name finds all statements of the persons and bodies called so, whatever their articles
    print ("the minister", "she"); what people corrected goes before what the page says.

    Raises:
        StoreError: a filter holds no word or no day, or the store can't be read.

    """
    if wanted.ids is not None and wanted == StatementFilter(ids=wanted.ids):
        yield from find_told(store, record, wanted.ids).values()
        return
    spoken: set[str] = set()
    if wanted.speaker is not None:
        for entity in _called(record, wanted.speaker):
            spoken |= record.spoken_by(entity.id)
    corrections = record.corrections()
    asks_for_days = bool(wanted.from_day or wanted.to_day)
    besides = frozenset(spoken).union(corrections) if wanted.speaker or asks_for_days else frozenset()
    rows = iter(store.statements(replace(wanted, besides=besides, open_days=asks_for_days)))
    while batch := list(islice(rows, _BATCH)):
        for told in _told(record, batch):
            identity = told.statement.id
            if identity in besides and not _passes_speaker(told, wanted, spoken, corrections.get(identity)):
                continue
            if not asks_for_days or _passes_days(told, wanted):
                yield told


def _told(record: Record, rows: Sequence[StatementRow]) -> Iterator[Told]:
    """Put statements together with what other articles show of them: speakers, corrections, days."""
    linked = record.linked([row.statement.id for row in rows])
    published = record.published({row.article: row.published for row in rows})
    statements = record.corrected([row.statement for row in rows])
    for row, statement in zip(rows, statements, strict=True):
        day = published[row.article]
        if statement is not row.statement or day is not row.published:
            row = replace(row, statement=statement, published=day)
        yield Told(row=row, linked=linked[statement.id])


def find_told(
    store: Store,  # noqa: ARG001 (whoever reads has both; the record alone is one state)
    record: Record,
    ids: Collection[str],
) -> dict[str, Told]:
    """Give statements by id, those that are on record, in its order."""
    rows = record.lists.told(ids)
    return {told.statement.id: told for told in _told(record, rows)}


def find_entities(record: Record, name: str) -> list[Entity]:
    """Give the entities that have a name with all these words, most often named first; or that have this id.

    Case and accents do not count. Where nobody is called so, other transliterations are tried.
    """
    by_id = record.entity(name)
    if by_id:
        return [by_id]
    found = _called(record, name) or _called_alike(record, name)
    return sorted(found, key=lambda entity: (-sum(it.count for it in entity.names), entity.id))


def find_entity(record: Record, name: str) -> Entity:
    """Give the one entity that is called so.

    Raises:
        OnrecordError: none is, or more than one; the message names them.

    """
    found = find_entities(record, name if record.entity(name) else _whole_id(record, name))
    if not found:
        raise OnrecordError(name, "nobody on record is called so; `onrecord entities` lists who is")
    chosen = _meant(found, name)
    if chosen is None:
        raise OnrecordError(
            name, f"more than one is called so, give the whole name or the id: {_listed(found)}"
        )
    return chosen


def find_id(record: Record, beginning: str) -> str:
    """Give the whole id of the statement, article or group (utterance, story, entity) meant.

    Raises:
        OnrecordError: nothing has an id that begins so, or more than one thing has.

    """
    found = record.lookups.ids(beginning, _SHOWN + 1) if beginning else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise OnrecordError(beginning, "no id on record begins so; tables show ids in their first column")
    more = " and more" if len(found) > _SHOWN else ""
    raise OnrecordError(
        beginning, f"more than one id begins so, give more of it: {', '.join(found[:_SHOWN])}{more}"
    )


def has_words(wanted: str, name: str) -> bool:
    """Tell whether all words of `wanted` stand in `name`; case and accents do not count."""
    return _words(wanted) <= _words(name)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _called(record: Record, name: str) -> list[Entity]:
    wanted = _words(name)
    if not wanted:
        return []
    return record.entities_of({item for text, item in record.lookups.names() if wanted <= _words(text)})


def _called_alike(record: Record, name: str) -> list[Entity]:
    def alike(text: str) -> bool:
        verdicts = (compare_names(name, text, kind) for kind in _KINDS)
        return any(verdict is not None and verdict.likeness == "same" for verdict in verdicts)

    return record.entities_of({item for text, item in record.lookups.names() if alike(text)})


def _whole_id(record: Record, name: str) -> str:
    """Give the whole id where `name` is the beginning of an entity's id, else the name."""
    found = record.lookups.ids(name, 2) if name.startswith("ent-") else []
    return found[0] if len(found) == 1 else name


def _meant(found: Sequence[Entity], name: str) -> Entity | None:
    """Choose the entity that a name means without doubt.

    One that has just this name, if it is of several words or nobody else of its kind has it as a part of
    a name: a surname alone may be anybody's.
    """
    if len(found) == 1:
        return found[0]
    exact = [entity for entity in found if any(fold(it.text) == fold(name) for it in entity.names)]
    if len(exact) != 1:
        return None
    others = [entity for entity in found if entity is not exact[0] and entity.kind == exact[0].kind]
    return exact[0] if len(_words(name)) > 1 or not others else None


def _listed(found: Sequence[Entity]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(f"{it.name} ({it.kind}, {it.id})" for it in found[:_SHOWN]) + more


def _passes_speaker(
    told: Told, wanted: StatementFilter, spoken: Collection[str], correction: Correction | None
) -> bool:
    if wanted.speaker is None or told.statement.id in spoken:
        return True
    # Corrected in some way, or else the store would not have been asked to let it pass.
    who = told.statement.speaker
    given = correction.speaker.b if correction and correction.speaker else None
    return who is not None and given is None and has_words(wanted.speaker, who.name)


def _passes_days(told: Told, wanted: StatementFilter) -> bool:
    first, last = first_and_last_day(told.statement.said, told.row.published)
    if wanted.from_day is not None:
        earliest = day_range(wanted.from_day)
        if earliest is None or last is None or last < earliest[0]:
            return False
    if wanted.to_day is not None:
        latest = day_range(wanted.to_day)
        if latest is None or first is None or first > latest[1]:
            return False
    return True
