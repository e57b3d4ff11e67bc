"""Which items of a block are compared: a function of the block's members, whoever came first.

The MOST members with the smallest ids are compared with one another. Every further one is compared with
the ANCHORS smallest, so that the hundredth copy of a text still finds it, and costs no more than the
hundred-and-first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.index import Index
from onrecord.link.stage import Item, Pair, Stage

#: Items of one block that are all compared. A hot block (a name that half the corpus prints) keeps those with
#: the smallest hashes, so that one more article never costs more than so many comparisons a key.
MOST = 64
#: The smallest of these, with which every member of the block is compared. A new one is among them once in
#: half as many arrivals as the block has members, and is then compared with all: two comparisons an arrival.
ANCHORS = 2
#: Pairs whose items are in memory at one time.
_PORTION = 2000

Places = set[tuple[str, str]]


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
        """Whether two members of this block are compared."""
        return {a, b} <= self.kept or not self.anchors.isdisjoint((a, b))


def compare(stage: Stage, new: Sequence[Item], index: Index) -> set[str]:
    """Score what new items are to be compared with; give the ids of all items whose pairs changed."""
    wanted, doubtful = _places(stage.name, new, index)
    arrived = {item.id: item for item in new}
    changed: set[str] = set()
    for pairs in _scored(stage, sorted(wanted), arrived, index):
        index.put_pairs(stage.name, pairs)
        changed |= {end for pair in pairs for end in (pair.a, pair.b)}
    lost = _lost(stage, doubtful - wanted, index)
    index.drop_pairs(stage.name, lost)
    return changed | {end for place in lost for end in place}


def _places(stage: str, new: Sequence[Item], index: Index) -> tuple[Places, Places]:
    """Give the pairs that new items bring, and those that perhaps no block brings together any more."""
    in_block: dict[str, set[str]] = defaultdict(set)
    for item in new:
        for key in item.keys:
            in_block[key].add(item.id)
    wanted: Places = set()
    doubtful: Places = set()
    for key in sorted(index.shared(stage, in_block)):
        coming = in_block[key]
        members = index.members(stage, key, MOST + len(coming))
        now = _Block.of(members)
        before = _Block.of([member for member in members if member not in coming])
        for one in coming:
            wanted |= _with(one, now.kept if one in now.kept else now.anchors)
        if len(members) <= MOST:
            continue
        doubtful |= {place for one in before.kept - now.kept for place in _with(one, before.kept)}
        if now.anchors != before.anchors:
            every = index.members(stage, key, sys.maxsize)
            wanted |= {place for one in now.anchors - before.anchors for place in _with(one, every)}
            doubtful |= {place for one in before.anchors - now.anchors for place in _with(one, every)}
    return wanted, doubtful


def _with(item: str, others: Collection[str]) -> Places:
    return {(item, other) if item < other else (other, item) for other in others if other != item}


def _scored(
    stage: Stage, places: Sequence[tuple[str, str]], arrived: Mapping[str, Item], index: Index
) -> Iterator[list[Pair]]:
    """Score pairs, a portion at a time: a hot block may bring thousands, and items hold whole texts."""
    for start in range(0, len(places), _PORTION):
        portion = places[start : start + _PORTION]
        ends = {end for place in portion for end in place}
        items = {**arrived, **index.items(stage.name, ends - arrived.keys())}
        scored = (stage.score(items[a], items[b]) for a, b in portion)
        yield [pair for pair in scored if pair is not None]


def _lost(stage: Stage, doubtful: Collection[tuple[str, str]], index: Index) -> list[tuple[str, str]]:
    """Find the scored pairs that no block brings together any more."""
    ends = {end for pair in doubtful for end in pair}
    scored = {(pair.a, pair.b) for pair in index.pairs(stage.name, ends)}
    items = index.items(stage.name, ends)
    blocks: dict[str, _Block] = {}
    lost = []
    for a, b in sorted(scored.intersection(doubtful)):
        common = items[a].keys & items[b].keys
        for key in common - blocks.keys():
            blocks[key] = _Block.of(index.members(stage.name, key, MOST))
        if not any(blocks[key].compares(a, b) for key in common):
            lost.append((a, b))
    return lost
