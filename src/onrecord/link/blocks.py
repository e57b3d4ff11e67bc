"""Which items of a block are compared: a function of the block's members, whoever came first.

The MOST members with the smallest ids are compared with one another. Every further one is compared with
the ANCHORS smallest, so that the hundredth copy of a text still finds it, and costs no more than the
hundred-and-first. A block whose key has a number of days (`keys.for_days`) does not compare what is surely
further apart, and learns so without reading either item.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.days import apart
from onrecord.link.index import Index
from onrecord.link.keys import reach
from onrecord.link.shelf import Shelf
from onrecord.link.stage import Item, Pair, Stage
from onrecord.model import Days

#: Items of one block that are all compared. A hot block (a name that half the corpus prints) keeps those with
#: the smallest hashes, so that one more article never costs more than so many comparisons a key.
MOST = 64
#: The smallest of these, with which every member of the block is compared. A new one is among them once in
#: half as many arrivals as the block has members, and is then compared with all: two comparisons an arrival.
ANCHORS = 2
#: Pairs whose items are in memory at one time.
_PORTION = 2000

Place = tuple[str, str]
#: Items that lost their place in blocks, with those that they were compared with there.
_Displaced = Mapping[str, Sequence[Collection[str]]]


@dataclass(frozen=True, slots=True)
class _Block:
    """The members of one block that are compared with more than the anchors."""

    kept: frozenset[str]
    anchors: frozenset[str]

    @classmethod
    def of(cls, members: Sequence[str]) -> _Block:
        """Choose among members that are sorted; what stands behind the first MOST is passed over."""
        return cls(frozenset(members[:MOST]), frozenset(members[: min(ANCHORS, MOST)]))

    def compares(self, a: str, b: str) -> bool:
        """Whether two members of this block are compared, where their days allow it."""
        return {a, b} <= self.kept or not self.anchors.isdisjoint((a, b))


class _Wanted:
    """Pairs that blocks bring together, each with the days of the block that allows most."""

    def __init__(self) -> None:
        self.always: set[Place] = set()
        self._within: dict[Place, int] = {}

    def add(self, key: str, places: Iterable[Place]) -> None:
        """Take what the block of `key` brings together."""
        days = reach(key)
        if days is None:
            self.always.update(places)
            return
        for place in places:
            if self._within.get(place, -1) < days:
                self._within[place] = days

    def of(self, stage: str, index: Index) -> set[Place]:
        """Give the pairs that no days part."""
        open_ = {place: days for place, days in self._within.items() if place not in self.always}
        known = index.reaches_of(stage, {end for place in open_ for end in place})
        return self.always | {place for place, days in open_.items() if _meet(known, place, days)}


def _meet(known: Mapping[str, tuple[Days | None, int | None]], place: Place, most: int) -> bool:
    """Tell whether two items can be within so many days, and the longer of their reaches."""
    (one, reach_of_one), (other, reach_of_other) = (known[end] for end in place)
    if reach_of_one is not None and reach_of_other is not None:
        most = min(most, max(reach_of_one, reach_of_other))
    return apart(one, other) <= most


def compare(stage: Stage, new: Sequence[Item], index: Index, shelf: Shelf) -> tuple[set[str], set[str]]:
    """Score what new items are to be compared with; give the items that got pairs, and that lost some."""
    wanted, displaced = _places(stage.name, new, index)
    shelf.put(new)
    found: set[str] = set()
    for pairs in _scored(stage, sorted(wanted), shelf):
        index.put_pairs(stage.name, pairs)
        found |= {end for pair in pairs for end in (pair.a, pair.b)}
    lost = _lost(stage, displaced, index)
    index.drop_pairs(stage.name, lost)
    return found, {end for place in lost for end in place}


def _places(stage: str, new: Sequence[Item], index: Index) -> tuple[set[Place], _Displaced]:
    """Give the pairs that new items bring, and what has a place in some block no more."""
    in_block: dict[str, set[str]] = defaultdict(set)
    for item in new:
        for key in item.keys:
            in_block[key].add(item.id)
    wanted = _Wanted()
    displaced: dict[str, list[Collection[str]]] = defaultdict(list)
    # So many that MOST remain when those that come are left out.
    most = MOST + max(map(len, in_block.values()), default=0)
    for key, members in sorted(index.blocks(stage, in_block, most).items()):
        coming = in_block[key]
        now = _Block.of(members)
        for one in coming:
            wanted.add(key, _with(one, now.kept if one in now.kept else now.anchors))
        if len(members) <= MOST:
            continue
        before = _Block.of([member for member in members if member not in coming])
        for one in before.kept - now.kept:
            displaced[one].append(before.kept)
        if now.anchors != before.anchors:
            every = index.blocks(stage, [key], sys.maxsize)[key]
            for one in now.anchors - before.anchors:
                wanted.add(key, _with(one, every))
            for one in before.anchors - now.anchors:
                displaced[one].append(set(every))
    return wanted.of(stage, index), displaced


def _with(item: str, others: Collection[str]) -> set[Place]:
    return {(item, other) if item < other else (other, item) for other in others if other != item}


def _scored(stage: Stage, places: Sequence[Place], shelf: Shelf) -> Iterator[list[Pair]]:
    """Score pairs, a portion at a time: a hot block may bring thousands, and items hold whole texts."""
    for start in range(0, len(places), _PORTION):
        portion = places[start : start + _PORTION]
        items = shelf.items({end for place in portion for end in place})
        scored = (stage.score(items[a], items[b]) for a, b in portion)
        yield [pair for pair in scored if pair is not None]


def _lost(stage: Stage, displaced: _Displaced, index: Index) -> list[Place]:
    """Find the scored pairs that no block brings together any more."""
    scored = {
        (pair.a, pair.b)
        for pair in index.pairs(stage.name, displaced)
        for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        if any(other in members for members in displaced.get(one, ()))
    }
    keys = index.keys_of(stage.name, {end for place in scored for end in place})
    common = {(a, b): keys[a] & keys[b] for a, b in scored}
    members = index.blocks(stage.name, set().union(*common.values()), MOST)
    blocks = {key: _Block.of(found) for key, found in members.items()}
    still = _Wanted()
    for place, shared in common.items():
        for key in shared:
            still.add(key, [place] if blocks[key].compares(*place) else [])
    return sorted(scored - still.of(stage.name, index))
