"""Division of a component of statements into utterances, best pairs first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.link.stage import Component, Descent, Item, Pair
from onrecord.link.utterances.around import cites
from onrecord.link.wording.names import DESCRIBED, compare_names

#: What a copy between two articles adds to the score of a pair: of two candidates, the copied one wins.
COPIED = 0.3
#: Cosine of two vectors from which a weak pair needs nothing else.
SURE_COSINE = 0.8


@dataclass(slots=True)
class _Cluster:
    """Statements joined so far."""

    items: list[Item]
    #: Days that a phrase fixes, and the first day of publication.
    fixed: set[str] = field(default_factory=set)
    printed: str | None = None
    names: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, item: Item) -> _Cluster:
        body = item.body
        day = body["said"]["value"] if body["said"] else None
        named = body["speaker"] and body["speaker_kind"] not in DESCRIBED
        return cls(
            items=[item],
            fixed={day} if day and len(day) == 10 else set(),
            printed=body["published"],
            names={body["speaker"]} if named else set(),
        )

    def take(self, other: _Cluster) -> None:
        self.items += other.items
        self.fixed |= other.fixed
        self.names |= other.names
        days = [day for day in (self.printed, other.printed) if day]
        self.printed = min(days) if days else None


class Copies:
    """Which articles have their text from one another."""

    def __init__(self, descents: Iterable[Descent] = ()) -> None:
        self._known = {descent.article: descent for descent in descents}

    def family(self, article: str) -> str:
        """Give the article that stands for all copies of one text."""
        descent = self._known.get(article)
        return descent.family if descent else article

    def originals(self, article: str) -> tuple[str, ...]:
        """Give the articles that the text of this one was made from, the nearest first."""
        descent = self._known.get(article)
        return descent.originals if descent else ()

    def related(self, a: str, b: str) -> bool:
        """Whether two articles are copies of one text."""
        return self.family(a) == self.family(b)


def clusters(component: Component, copies: Copies) -> list[list[Item]]:
    """Divide the items of a component so that each part is one utterance; parts and items sorted by id.

    Pairs of one speaker are taken first, of those the best, ties by words, then by id. A pair joins what its
    two sides hold so far unless that would put two statements of one article together that are not the same
    words, two days, or two speakers.
    """
    items = {item.id: item for item in component.items}
    own = {(pair.a, pair.b) for pair in component.pairs if pair.data.get("own") or pair.data.get("judged")}
    own |= _told_twice(component.pairs, items)
    cluster_of = {item.id: _Cluster.of(item) for item in component.items}
    usable = sorted(
        _usable(component.pairs, items, copies),
        key=lambda ranked: (_doubtful(ranked[1]), -ranked[0], *_words(ranked[1], items)),
    )
    for _, pair in usable:
        left, right = cluster_of[pair.a], cluster_of[pair.b]
        if left is right or not _may_join(pair, left, right, own):
            continue
        if len(left.items) < len(right.items):
            left, right = right, left
        left.take(right)
        for item in right.items:
            cluster_of[item.id] = left
    parts = {id(part): part for part in cluster_of.values()}.values()
    return sorted(
        (sorted(part.items, key=lambda item: item.id) for part in parts), key=lambda part: part[0].id
    )


def _told_twice(pairs: Sequence[Pair], items: Mapping[str, Item]) -> set[tuple[str, str]]:
    """Give the pairs of one article that another one shows to be a summary and what it sums up.

    Where a page tells a remark in short and then quotes it, another page's reports of the summary and of the
    quotation are of one utterance, too.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        strong = pair.data.get("strength") == "strong" and pair.data.get("who") == "same"
        near = beside if pair.data.get("own") else alike
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)) if strong else ():
            near[one].add(other)
    found: set[tuple[str, str]] = set()
    for pair in pairs:
        if not pair.data.get("summary"):
            continue
        left, right = (
            alike[end] | {near for it in alike[end] for near in beside[it]} for end in (pair.a, pair.b)
        )
        found |= {
            (min(one, other), max(one, other))
            for one in left
            for other in right
            if one != other and items[one].article == items[other].article
        }
    return found


def _usable(pairs: Sequence[Pair], items: Mapping[str, Item], copies: Copies) -> Iterator[tuple[float, Pair]]:
    """Give the pairs that may join, with their rank: weak ones where a copy or a citation backs them."""
    for pair in pairs:
        a, b = items[pair.a], items[pair.b]
        copied = a.article != b.article and copies.related(a.article, b.article)
        if pair.data.get("judged"):
            yield 2.0, pair
        elif (
            pair.data["strength"] == "strong"
            or copied
            or (pair.data["who"] != "unknown" and cites(a.body, b.body))
            or pair.data.get("cosine", 0.0) >= SURE_COSINE
        ):
            yield pair.score + (COPIED if copied else 0.0), pair


def _words(pair: Pair, items: Mapping[str, Item]) -> tuple[str, ...]:
    """Order pairs that are equally good by what is said: ids are made of addresses, and differ by place."""
    return (*sorted((items[pair.a].body["text"], items[pair.b].body["text"])), pair.a, pair.b)


def _doubtful(pair: Pair) -> bool:
    """Whether a pair joins two speakers: such pairs come last, when each has what is its own."""
    return pair.data.get("who") in ("differ", "unknown")


def _may_join(pair: Pair, left: _Cluster, right: _Cluster, own: set[tuple[str, str]]) -> bool:
    if pair.data.get("judged"):
        return True
    if pair.data["who"] == "unknown" and _names_differ(left.names, right.names):
        return False
    return _days_agree(left, right) and _articles_agree(left, right, own)


def _names_differ(left: set[str], right: set[str]) -> bool:
    return any(compare_names(a, b) == "differ" for a in left for b in right)


def _days_agree(left: _Cluster, right: _Cluster) -> bool:
    """Whether no day is fixed twice, and none after a page that already prints the words."""
    fixed = left.fixed | right.fixed
    printed = min((day for day in (left.printed, right.printed) if day), default=None)
    return len(fixed) <= max(1, len(left.fixed), len(right.fixed)) and not (
        fixed and printed and min(fixed) > printed
    )


def _articles_agree(left: _Cluster, right: _Cluster, own: set[tuple[str, str]]) -> bool:
    """Whether no article would have two statements in one utterance that are not the same words."""
    by_article: dict[str, list[Item]] = defaultdict(list)
    for item in left.items:
        by_article[item.article].append(item)
    return all(
        (min(item.id, other.id), max(item.id, other.id)) in own
        for item in right.items
        for other in by_article.get(item.article, ())
    )
