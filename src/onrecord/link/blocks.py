"""Which items of a block are compared: a function of the block's members, whoever came first.

The MOST members with the smallest ids are compared with one another. Every further one is compared with
the ANCHORS smallest, so that the hundredth copy of a text still finds it, and costs no more than the
hundred-and-first. A block whose key has a number of days (`keys.for_days`) does not compare what is surely
further apart, and learns so without reading either item.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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
        #: By the days for which a block brings them together: the items that an item meets there.
        self._met: dict[int | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, key: str, one: str, others: Collection[str]) -> None:
        """Take what the block of `key` brings an item together with."""
        self._met[reach(key)][one].update(others)

    def of(self, stage: str, index: Index) -> set[Place]:
        """Give the pairs that no days part."""
        found = _places_of(self._met.pop(None, {}))
        left = {days: _places_of(met) - found for days, met in self._met.items()}
        known = index.reaches_of(
            stage, {end for places in left.values() for place in places for end in place}
        )
        for days, places in left.items():
            found |= {place for place in places if _meet(known, place, days)}
        return found


def _places_of(met: Mapping[str, Collection[str]]) -> set[Place]:
    return {
        (one, other) if one < other else (other, one)
        for one, others in met.items()
        for other in others
        if other != one
    }


def _meet(known: Mapping[str, tuple[Days | None, int | None]], place: Place, most: int | None) -> bool:
    """Tell whether two items can be within so many days, and the longer of their reaches; always for None."""
    if most is None:
        return True
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
            wanted.add(key, one, now.kept if one in now.kept else now.anchors)
        if len(members) <= MOST:
            continue
        before = _Block.of([member for member in members if member not in coming])
        for one in before.kept - now.kept:
            displaced[one].append(before.kept)
        if now.anchors != before.anchors:
            every = index.blocks(stage, [key], sys.maxsize)[key]
            for one in now.anchors - before.anchors:
                wanted.add(key, one, every)
            for one in before.anchors - now.anchors:
                displaced[one].append(set(every))
    return wanted.of(stage, index), displaced


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
    ends = {end for place in scored for end in place}
    keys, known = index.keys_of(stage.name, ends), index.reaches_of(stage.name, ends)
    left = {(a, b): sorted(keys[a] & keys[b]) for a, b in scored}
    lost: list[Place] = []
    while left:  # a block at a time: most pairs are still compared in the first that is looked at
        asked = {place: shared.pop() for place, shared in left.items() if shared}
        lost += left.keys() - asked.keys()
        members = index.blocks(stage.name, set(asked.values()), MOST)
        blocks = {key: _Block.of(found) for key, found in members.items()}
        left = {
            place: left[place]
            for place, key in asked.items()
            if not (blocks[key].compares(*place) and _meet(known, place, reach(key)))
        }
    return sorted(lost)
