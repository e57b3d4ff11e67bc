"""How a story was covered: article by article, who copied whom, what outlets agree on, what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Copy, Link, Story, Utterance
from onrecord.reading.finding import Told, find_told
from onrecord.reading.record import Record
from onrecord.reading.views import DISPUTES

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.lookups import ArticleHead

#: Articles of a story that are looked at for its points, the earliest; one happening hardly has more, and
#: each brings some dozens of statements.
MOST_ARTICLES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One article of a story."""

    head: ArticleHead
    #: What it has its text from, the best first; the originals may stand outside the story.
    copied: Sequence[Copy]
    #: How many articles have their text from it.
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One remark that several outlets of a story report."""

    utterance: Utterance
    #: The first report of each outlet, the earliest report first.
    told: Sequence[Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """Something said in a story and an answer to it, with the outlets that print one, the other or both."""

    link: Link
    by: Told
    of: Told
    both: Sequence[str]
    only_by: Sequence[str]
    only_of: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What a story's outlets agree on, and what is disputed in it."""

    agreed: Sequence[Agreed]
    #: Explicit disputes first, then what may conflict.
    disputed: Sequence[Disputed]
    #: How many there are of each, shown or not.
    agreed_in_all: int
    disputed_in_all: int
    #: Whether the story has more articles than were looked at.
    cut: bool


def read_coverage(record: Record, story: Story, start: int = 0, most: int = 50) -> list[Covered]:
    """Give articles of a story in its order, the earliest first, beginning with number `start`."""
    articles = story.articles[start : start + most]
    heads = record.lookups.heads(articles)
    copied: dict[str, list[Copy]] = defaultdict(list)
    copies: dict[str, int] = defaultdict(int)
    for copy in copies_of(record, articles):
        copied[copy.copy].append(copy)
        copies[copy.original] += 1
    return [
        Covered(
            head=heads[it],
            copied=sorted(copied[it], key=lambda copy: (-copy.score, copy.original)),
            copies=copies[it],
        )
        for it in articles
        if it in heads
    ]


def copies_of(record: Record, articles: Collection[str]) -> list[Copy]:
    """Give the copies that any of these articles is an end of, by the ids of both."""
    linkage = record.linkage
    groups = linkage.records(set(record.grouped.of("copies", articles).values()))
    ends = set(articles)
    found = [
        Copy(**{**copy, "evidence": tuple(copy["evidence"])})
        for group in groups.values()
        for copy in group.record["copies"]
        if not ends.isdisjoint((copy["original"], copy["copy"]))
    ]
    return sorted(found, key=lambda copy: (copy.original, copy.copy))


def pages_of(record: Record, article: str) -> list[str]:
    """Give the ids of all pages, in order, of the article that this is a page of; none for a whole one."""
    family = record.grouped.of("copies", [article]).get(article)
    parts = record.linkage.records([family])[family].record.get("parts", ()) if family else []
    return next((list(pages) for pages in parts if article in pages), [])


def read_points(store: Store, record: Record, story: Story, most: int = 12) -> Points:
    """Give what outlets of a story agree on and what is disputed in it, most widely reported first.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        story: whose points.
        most: of each kind at most.

    """
    articles = story.articles[:MOST_ARTICLES]
    heads = record.lookups.heads(articles)
    outlets = {it: head.publisher or head.path for it, head in heads.items()}
    printed_in = record.lookups.linked_statements(articles)
    outlet_of = {it: outlets[article] for it, article in printed_in.items() if article in outlets}
    remark_of = record.grouped.of("utterances", outlet_of)
    printed: dict[str, set[str]] = defaultdict(set)
    for statement, remark in remark_of.items():
        printed[remark].add(outlet_of[statement])
    agreed = sorted((it for it in printed if len(printed[it]) > 1), key=lambda it: (-len(printed[it]), it))
    disputed = _disputes_within(record, remark_of, printed)
    utterances = record.utterances_by_id(agreed[:most])
    first = {it.id: _first_of_outlets(it, outlet_of) for it in utterances}
    wanted = {it for statements in first.values() for it in statements}
    wanted |= {end for link in disputed[:most] for end in (link.by, link.of)}
    told = find_told(store, record, wanted)
    return Points(
        agreed=[
            Agreed(utterance=it, told=[told[one] for one in first[it.id] if one in told]) for it in utterances
        ],
        disputed=[
            _disputed(link, told, printed[remark_of[link.by]], printed[remark_of[link.of]])
            for link in disputed[:most]
            if link.by in told and link.of in told
        ],
        agreed_in_all=len(agreed),
        disputed_in_all=len(disputed),
        cut=len(story.articles) > len(articles),
    )


def _first_of_outlets(utterance: Utterance, outlet_of: Mapping[str, str]) -> list[str]:
    """Give the first report of each outlet, the earliest report first."""
    first: dict[str, str] = {}
    for statement in utterance.statements:
        if statement in outlet_of:
            first.setdefault(outlet_of[statement], statement)
    return list(first.values())


def _disputed(link: Link, told: Mapping[str, Told], by: Collection[str], of: Collection[str]) -> Disputed:
    """Say which outlets print an answer (`by`), what it answers (`of`), or both."""
    return Disputed(
        link=link,
        by=told[link.by],
        of=told[link.of],
        both=sorted(set(by) & set(of)),
        only_by=sorted(set(by) - set(of)),
        only_of=sorted(set(of) - set(by)),
    )


def _disputes_within(
    record: Record, remark_of: Mapping[str, str], printed: Mapping[str, Collection[str]]
) -> list[Link]:
    """Give one link for each two remarks of a story, explicit ones and those of most outlets first."""
    best: dict[tuple[str, str], Link] = {}
    links = [it for it in record.links_of(remark_of) if it.relation in DISPUTES]
    for link in sorted(links, key=lambda it: (DISPUTES.index(it.relation), -it.score, it.by, it.of)):
        if link.by in remark_of and link.of in remark_of:
            best.setdefault((remark_of[link.by], remark_of[link.of]), link)

    def rank(link: Link) -> tuple[int, int, str, str]:
        outlets = {*printed[remark_of[link.by]], *printed[remark_of[link.of]]}
        return DISPUTES.index(link.relation), -len(outlets), link.by, link.of

    return sorted(best.values(), key=rank)
