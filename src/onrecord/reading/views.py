"""The record put together for reading: versions, disputes, somebody's timeline, the trace of a wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.link.wording import read_wording
from onrecord.link.wording.trace import Telling, Version, lineage, search_words, trace_quote
from onrecord.model import Date, Entity, Link, Relation, Utterance
from onrecord.reading.finding import Told, find_statements, find_told
from onrecord.reading.record import Record
from onrecord.reading.revisions import Alteration, read_alterations
from onrecord.reading.subjects import narrow
from onrecord.store.protocol import StatementFilter

if TYPE_CHECKING:
    from onrecord.store import Store

#: Relations of a statement to one that it speaks against, or may.
DISPUTES = ("disputes", "may_conflict")
#: All relations: also to one that it agrees with, and to the figure that its own later one replaces.
RELATIONS: tuple[Relation, ...] = ("disputes", "may_conflict", "agrees", "updates")
#: Sorts after every day.
_UNDATED = "9999"
#: So many statements are read sooner than those are found that may be about a subject.
_FEW = 200
#: A word is searched by its stem from this length on; shorter ones begin too many other words.
_SEARCHED_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An utterance with its versions, the first one first, and all its statements."""

    utterance: Utterance
    versions: Sequence[Version]
    #: By id; statements of other utterances that a change points to are among them.
    told: dict[str, Told]
    #: How its statements read in other captures of their pages.
    alterations: Sequence[Alteration]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A link with its two statements."""

    link: Link
    by: Told
    of: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One remark in somebody's timeline."""

    #: ISO 8601; the day it was said, else the latest it can have been said; None where neither is known.
    day: str | None
    #: Whether `day` is the day it was said.
    exact: bool
    utterance: Utterance | None
    #: The statements that report it and fit what was asked, the first report first.
    told: Sequence[Told]
    #: What answers it, and what it answers, by day.
    disputes: Sequence[Dispute]


def content_of(told: Told) -> str:
    """Join the contents of a statement to one text, with a mark where the page breaks them off."""
    return " … ".join(" ".join(span.text.split()) for span in told.statement.content)


def day_of(told: Told) -> tuple[str | None, bool]:
    """Give the day of a statement, and whether it was said then; else it was said then or earlier."""
    said, published = told.statement.said, told.row.published
    if said and said.value:
        return said.value, True
    return _latest(said) or _latest(published), False


def read_lineage(store: Store, record: Record, utterance: Utterance) -> Lineage:
    """Put the versions of an utterance together."""
    others = {end for it in utterance.variants for end in (it.from_statement, it.to_statement)}
    told = find_told(store, record, {*utterance.statements, *others})
    articles = {told[it].row.article for it in utterance.statements if it in told}
    return Lineage(
        utterance=utterance,
        versions=lineage(utterance, {identity: _telling(it) for identity, it in told.items()}),
        told=told,
        alterations=read_alterations(record, set(utterance.statements), articles),
    )


def read_disputes(store: Store, record: Record, links: Sequence[Link]) -> list[Dispute]:
    """Give links with their statements, by the day of the answer."""
    told = find_told(store, record, {end for link in links for end in (link.by, link.of)})
    found = [
        Dispute(link=link, by=told[link.by], of=told[link.of])
        for link in links
        if link.by in told and link.of in told
    ]
    return sorted(found, key=lambda it: (day_of(it.by)[0] or _UNDATED, it.link.by, it.link.of))


def read_timeline(
    store: Store, record: Record, entity: Entity, wanted: StatementFilter, about: str | None = None
) -> list[Entry]:
    """Give what an entity said, remark by remark in order of day, with what disputes it.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        entity: who spoke.
        wanted: which statements; its `about` is not looked at.
        about: words that a report of the remark has, in any form ("negotiations" finds "negotiate").

    """
    ids = frozenset(
        record.spoken_by(entity.id) if wanted.ids is None else record.spoken_among(entity.id, wanted.ids)
    )
    if about and len(ids) > _FEW:
        ids = narrow(record, ids, about)
    fitting = list(find_statements(store, record, replace(wanted, ids=ids, about=None)))
    remarks: dict[str, list[Told]] = {}
    for told in fitting:
        remarks.setdefault(told.linked.utterance or told.statement.id, []).append(told)
    if about:
        stems = {word.stem for word in read_wording(about).words}
        remarks = {
            identity: remark
            for identity, remark in remarks.items()
            if any(stems <= _stems(told) for told in remark)
        }
    known = {it.id: it for it in record.utterances_by_id(remarks)}
    utterances = {identity: known.get(identity) for identity in remarks}
    disputes = _disputes_of(store, record, utterances, remarks)
    entries = [_entry(utterances[it], remark, disputes.get(it, [])) for it, remark in remarks.items()]
    return sorted(entries, key=lambda it: (it.day or _UNDATED, not it.exact, it.told[0].statement.id))


def trace(store: Store, record: Record, quote: str, wanted: StatementFilter) -> list[Version]:
    """Find the versions of a wording among the statements that pass a filter, earliest first.

    Raises:
        StoreError: there is no word in it, or the store can't be read.

    """
    candidates = find_statements(store, record, replace(wanted, any_word=frozenset(_searched(quote))))
    return trace_quote(quote, map(_telling, candidates))


def trace_likely(record: Record, quote: str, most: int = 200) -> list[Version]:
    """Find the versions of a wording among the statements that fit it best, earliest first.

    Args:
        record: the linked record.
        quote: the wording; nothing has one without words.
        most: statements that are compared, in the order of a full-text search. `trace` compares all.

    """
    words = frozenset(_searched(quote))
    found = record.lists.statements_like(words, most) if words else ()
    return trace_quote(
        quote,
        (Telling(statement=it.id, text=it.content, day=it.day or None, speaker=it.speaker) for it in found),
    )


def _searched(quote: str) -> Iterator[str]:
    """Give the words to search for: as they are printed, and the beginning that their forms share."""
    rare = set(search_words(quote))
    for word in read_wording(quote).words:
        if word.norm in rare:
            yield quote[word.start : word.end]
            is_beginning = len(word.stem) >= _SEARCHED_STEM and word.norm.startswith(word.stem)
            yield word.stem if is_beginning else word.norm


def _telling(told: Told) -> Telling:
    return Telling(
        statement=told.statement.id, text=content_of(told), day=day_of(told)[0], speaker=told.speaker
    )


def _stems(told: Told) -> set[str]:
    return {word.stem for word in read_wording(content_of(told)).words}


def _disputes_of(
    store: Store,
    record: Record,
    utterances: Mapping[str, Utterance | None],
    remarks: Mapping[str, Sequence[Told]],
) -> dict[str, list[Dispute]]:
    """Give the disputes of each remark; what answers one of its reports, answers the remark."""
    remark_of: dict[str, str] = {told.statement.id: it for it, reports in remarks.items() for told in reports}
    for it, utterance in utterances.items():
        remark_of |= dict.fromkeys(utterance.statements, it) if utterance else {}
    links = [link for link in record.links_of(remark_of) if link.relation in DISPUTES]
    found: dict[str, list[Dispute]] = {}
    for dispute in read_disputes(store, record, links):
        for remark in {remark_of[end] for end in (dispute.link.by, dispute.link.of) if end in remark_of}:
            found.setdefault(remark, []).append(dispute)
    return found


def _entry(utterance: Utterance | None, remark: Sequence[Told], disputes: Sequence[Dispute]) -> Entry:
    order = {identity: place for place, identity in enumerate(utterance.statements)} if utterance else {}
    ordered = sorted(remark, key=lambda it: (order.get(it.statement.id, 0), it.statement.id))
    days = [day_of(told) for told in ordered]
    said = utterance.said.value if utterance and utterance.said else None
    exact = said or next((day for day, is_exact in days if is_exact), None)
    latest = min((day for day, _ in days if day), default=None)
    return Entry(
        day=exact or latest,
        exact=exact is not None,
        utterance=utterance,
        told=ordered,
        disputes=disputes,
    )


def _latest(date: Date | None) -> str | None:
    return (date.value or date.latest) if date else None
