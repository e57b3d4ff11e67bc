"""What the page of a dispute shows: both sides in their words and in their articles, and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Article, Judgement, Link, Pair, Place, Utterance
from onrecord.reading.finding import Told, find_told
from onrecord.reading.record import Record
from onrecord.reading.views import RELATIONS, Dispute

if TYPE_CHECKING:
    from onrecord.store import Store

#: Characters around the evidence that are shown at most: a paragraph or two.
_AROUND = 320


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article's text, and whether it is evidence."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of evidence where they stand in their article."""

    runs: Sequence[Run]
    #: Whether the article goes on before and after.
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A dispute of a list, with the further reports of the same two remarks."""

    dispute: Dispute
    also: Sequence[Dispute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two statements, with its place and its other reports."""

    told: Told
    passage: Passage | None
    utterance: Utterance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePage:
    """All that the page shows."""

    link: Link
    by: Side
    of: Side
    #: What people decided about it, the newest first; the first that stands counts.
    judgements: Sequence[Judgement]

    @property
    def verdict(self) -> Judgement | None:
        """The decision that counts."""
        return next((it for it in self.judgements if it.stands), None)


def each_once(disputes: Iterable[Dispute]) -> list[Listed]:
    """Bring the reports of the same two remarks together, in the order of the first of them.

    A page that says twice that somebody denies the same thing ("denied it … he denied it to me") tells
    one dispute as well.
    """
    groups: list[list[Dispute]] = []
    known: dict[tuple[str | None, ...], list[Dispute]] = {}
    for dispute in disputes:
        by, of = (it.linked.utterance or it.statement.id for it in (dispute.by, dispute.of))
        page = (dispute.by.row.article, dispute.by.speaker or by, of, dispute.link.relation, dispute.link.how)
        group = known.get((by, of)) or known.get(page)
        if group is None:
            group = []
            groups.append(group)
        group.append(dispute)
        known[by, of] = known[page] = group
    return [Listed(dispute=first, also=also) for first, *also in groups]


def read_accepted(record: Record, disputes: Iterable[Dispute]) -> set[tuple[str, str]]:
    """Give by and of of those disputes that a person accepted."""
    ends = [(it.link.by, it.link.of) for it in disputes]
    verdicts = record.linkage.verdicts("disputes", {end for pair in ends for end in pair})
    return {(by, of) for by, of in ends if verdicts.get((min(by, of), max(by, of)))}


def read_dispute(store: Store, record: Record, by: str, of: str) -> DisputePage | None:
    """Put the page of a dispute together, also of one that somebody rejected; None where there is none."""
    link = _find_link(record, by, of)
    told = find_told(store, record, {by, of}) if link else {}
    if link is None or len(told) < 2:
        return None
    pair = min(by, of), max(by, of)
    about = [
        it
        for it in record.judgements()
        if it.stage == "disputes" and it.b and (min(it.a, it.b), max(it.a, it.b)) == pair
    ]
    return DisputePage(
        link=link,
        by=_side(record, told[by], link),
        of=_side(record, told[of], link),
        judgements=about[::-1],
    )


def passage_of(article: Article, places: Sequence[Place]) -> Passage | None:
    """Give the evidence that stands in an article with the words around it, from paragraph to paragraph."""
    here = sorted((it for it in places if it.article == article.id), key=lambda it: (it.start, it.end))
    if not here:
        return None
    start = _start(article, here[0].start)
    end = _end(article, max(it.end for it in here))
    return Passage(
        runs=list(_runs(article.text, here, start, end)), before=start > 0, after=end < len(article.text)
    )


def _find_link(record: Record, by: str, of: str) -> Link | None:
    for pair in record.linkage.pairs("disputes", [by]):
        if {pair.a, pair.b} == {by, of} and pair.data.get("relation") in RELATIONS:
            return _read_link(pair) if pair.data["by"] == by else None
    return None


def _read_link(pair: Pair) -> Link:
    places = tuple(Place(**place) for place in pair.data["evidence"])
    return Link(**{**pair.data, "evidence": places})


def _side(record: Record, told: Told, link: Link) -> Side:
    annotated = record.linkage.article(told.row.article)
    own = {(span.start, span.end) for span in (*told.statement.cue, *told.statement.content)}
    places = [it for it in link.evidence if (it.start, it.end) in own]
    return Side(
        told=told,
        passage=passage_of(annotated.article, places) if annotated else None,
        utterance=record.utterance(told.statement.id),
    )


def _start(article: Article, first: int) -> int:
    """Begin with the block that the evidence begins in, but not further off than _AROUND."""
    block = next((it.start for it in article.blocks if it.start <= first < it.end), first)
    return max(block, first - _AROUND, 0)


def _end(article: Article, last: int) -> int:
    block = next((it.end for it in article.blocks if it.start < last <= it.end), last)
    return min(block, last + _AROUND, len(article.text))


def _runs(text: str, places: Sequence[Place], start: int, end: int) -> Iterator[Run]:
    at = start
    for place in places:
        if place.start > at:
            yield Run(text[at : place.start], marked=False)
        if place.end > at:
            yield Run(text[max(at, place.start) : place.end], marked=True)
            at = place.end
    if at < end:
        yield Run(text[at:end], marked=False)
