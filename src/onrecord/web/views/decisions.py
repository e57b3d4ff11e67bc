"""People's decisions as pages show them: who decided what about which things, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.model import Judgement
from onrecord.reading.finding import find_told
from onrecord.reading.record import Record
from onrecord.reading.views import content_of

if TYPE_CHECKING:
    from onrecord.store import Store

Kind = Literal["entity", "statement", "article", "gone"]
#: Characters of a statement that stand for it in a list.
_SHORT = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One of the things that a decision is about."""

    kind: Kind
    #: Id by which its page is addressed.
    id: str
    #: A name, the beginning of what was said, or a title.
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with the things it is about."""

    judgement: Judgement
    one: Thing
    #: None where it is about one statement alone.
    other: Thing | None


def read_decisions(store: Store, record: Record, judgements: Iterable[Judgement]) -> list[Decided]:
    """Give decisions with the things that they are about, in the order given."""
    found = list(judgements)
    things = _things(store, record, {it for judgement in found for it in _ends(judgement)})
    gone = {it: Thing(kind="gone", id=it, text=it) for judgement in found for it in _ends(judgement)}
    known = {**gone, **things}
    return [
        Decided(
            judgement=judgement,
            one=known[judgement.a],
            other=None if judgement.b is None or judgement.decision == "correct" else known[judgement.b],
        )
        for judgement in found
    ]


def read_notice(store: Store, record: Record, identity: str | None) -> Decided | None:
    """Give the decision that was just made, to be told on the page that it changed; None for no such one."""
    if not identity:
        return None
    made = [it for it in record.judgements() if it.id == identity]
    return next(iter(read_decisions(store, record, made)), None)


def _ends(judgement: Judgement) -> list[str]:
    return [it for it in (judgement.a, judgement.b) if it is not None]


def _things(store: Store, record: Record, ids: set[str]) -> Mapping[str, Thing]:
    """Find names, statements and articles by the ids of the items that decisions keep."""
    statements = {it for it in ids if it.startswith("st-")}
    articles = {it for it in ids if it.startswith("art-")}
    items = ids - statements - articles
    things: dict[str, Thing] = {}
    for identity, told in find_told(store, record, statements).items():
        text = content_of(told)
        short = text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
        things[identity] = Thing(kind="statement", id=identity, text=f"{told.speaker or 'Somebody'}: {short}")
    for identity, head in record.lookups.heads(articles).items():
        things[identity] = Thing(kind="article", id=identity, text=head.title or head.path)
    entities = record.linkage.group_ids("entities", items)
    for identity, name in record.item_names(items).items():
        entity = entities.get(identity)
        things[identity] = Thing(kind="entity" if entity else "gone", id=entity or identity, text=name)
    return things
