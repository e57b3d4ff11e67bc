"""Disputes between acts of speech: what answers one report of a remark answers it in all its reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Link
from onrecord.reading.finding import Told, find_told
from onrecord.reading.record import Record
from onrecord.reading.views import DISPUTES, Dispute, read_disputes

if TYPE_CHECKING:
    from onrecord.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One remark that speaks against another, through whichever of their reports that was found."""

    #: All of one relation and manner, the surest first.
    disputes: Sequence[Dispute]
    #: All statements that report the remark that answers, and the one that is answered, the first one first.
    by: Sequence[Told]
    of: Sequence[Told]


def reports_of(record: Record, statements: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Give with each statement all that report the same act of speech, itself among them."""
    utterances = {it: linked.utterance for it, linked in record.linked(statements).items()}
    ids = {identity for identity in utterances.values() if identity}
    known = {it.id: it.statements for it in record.utterances_by_id(sorted(ids))}
    return {it: known.get(identity or "", (it,)) for it, identity in utterances.items()}


def read_answers(store: Store, record: Record, links: Sequence[Link]) -> list[Answer]:
    """Put links together that join the same two remarks in the same manner, by the day of the answer."""
    reports = reports_of(record, {end for link in links for end in (link.by, link.of)})
    told = find_told(store, record, {it for ids in reports.values() for it in ids})
    found: dict[tuple[object, ...], list[Dispute]] = {}
    for dispute in read_disputes(store, record, links):
        link = dispute.link
        place = reports[link.by], reports[link.of], link.relation, link.how
        found.setdefault(place, []).append(dispute)
    return [
        Answer(
            disputes=sorted(disputes, key=lambda it: (-it.link.score, it.link.by, it.link.of)),
            by=[told[it] for it in reports[disputes[0].link.by] if it in told],
            of=[told[it] for it in reports[disputes[0].link.of] if it in told],
        )
        for disputes in found.values()
    ]


def answers_of(store: Store, record: Record, statements: Collection[str]) -> list[Answer]:
    """Give what disputes the acts of speech that these statements report, and what these dispute."""
    ends = {it for ids in reports_of(record, statements).values() for it in ids}
    return read_answers(store, record, [it for it in record.links_of(ends) if it.relation in DISPUTES])
