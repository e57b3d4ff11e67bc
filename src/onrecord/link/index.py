"""What the runner keeps between runs: items in blocks, scored pairs, groups; here in memory.

The store has the same over tables (`store.linkage`); one contract suite runs on both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from onrecord.model import Days, Group, Item, Pair, Verdicts


class Index(Protocol):
    """Items, blocks, pairs and groups of every stage; ids are content hashes, and sorted as text."""

    def add_items(self, stage: str, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
        """Keep items; give the new ones, and the ids of those that now stand in a smaller article id."""

    def blocks(self, stage: str, keys: Collection[str], most: int) -> dict[str, list[str]]:
        """Give the `most` smallest ids of each of these blocks, sorted; of those with two members or more."""

    def items(self, stage: str, ids: Collection[str]) -> dict[str, Item]:
        """Give items by id; `article` is the smallest id of an article that they stand in.

        Ids that are not there (a person's decision may come before its item) are passed over.
        """

    def keys_of(self, stage: str, ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Give the keys of items, without the items."""

    def reaches_of(self, stage: str, ids: Collection[str]) -> dict[str, tuple[Days | None, int | None]]:
        """Give the days and the reach of items, without the items."""

    def items_of(self, stage: str, articles: Collection[str]) -> set[str]:
        """Give the ids of the items whose smallest article is one of these."""

    def pairs(self, stage: str, ids: Collection[str]) -> list[Pair]:
        """Give the pairs with any of these items, sorted by (a, b)."""

    def put_pairs(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Keep scored pairs."""

    def drop_pairs(self, stage: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget pairs that no block brings together any more."""

    def regroup(self, stage: str, items: Collection[str], groups: Sequence[Group]) -> None:
        """Put `groups` in the place of all groups that hold any of `items`."""

    def groups_of(self, stage: str, items: Collection[str]) -> list[Group]:
        """Give the groups that hold any of `items`, sorted by id."""

    def verdicts(self, stage: str, ids: Collection[str]) -> Verdicts:
        """Give what people decided about pairs with any of these items; keys are sorted pairs."""


class MemoryIndex:
    """An index of plain dictionaries."""

    def __init__(self, verdicts: Mapping[str, Verdicts] | None = None) -> None:
        self._verdicts = verdicts or {}
        self._items: dict[tuple[str, str], Item] = {}
        self._blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._of_article: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._pairs: dict[str, dict[tuple[str, str], Pair]] = defaultdict(dict)
        self._pairs_of: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self._group_of: dict[tuple[str, str], Group] = {}

    def groups(self, stage: str) -> list[Group]:
        """Give the groups of a stage, sorted by id."""
        found = {group.id: group for (name, _), group in self._group_of.items() if name == stage}
        return [found[identity] for identity in sorted(found)]

    def all_pairs(self, stage: str) -> list[Pair]:
        """Give the pairs of a stage, sorted by (a, b)."""
        return [self._pairs[stage][place] for place in sorted(self._pairs[stage])]

    def add_items(self, stage: str, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
        """Keep items; give the new ones, and the ids of those that now stand in a smaller article id."""
        new: dict[str, Item] = {}
        moved: set[str] = set()
        for item in items:
            known = self._items.get((stage, item.id))
            if known is None:
                new[item.id] = item
                for key in item.keys:
                    self._blocks[stage, key].add(item.id)
            elif item.article < known.article:
                self._of_article[stage, known.article].discard(item.id)
                moved.add(item.id)
            else:
                continue
            kept = item if known is None else replace(known, article=item.article)
            self._items[stage, item.id] = kept
            self._of_article[stage, item.article].add(item.id)
            if item.id in new:
                new[item.id] = kept
        return list(new.values()), sorted(moved - new.keys())

    def blocks(self, stage: str, keys: Collection[str], most: int) -> dict[str, list[str]]:
        """Give the `most` smallest ids of each of these blocks, sorted; of those with two members or more."""
        found = {key: self._blocks.get((stage, key), set()) for key in keys}
        return {key: sorted(members)[:most] for key, members in found.items() if len(members) > 1}

    def items(self, stage: str, ids: Collection[str]) -> dict[str, Item]:
        """Give items by id, those that are there."""
        found = ((identity, self._items.get((stage, identity))) for identity in ids)
        return {identity: item for identity, item in found if item is not None}

    def keys_of(self, stage: str, ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Give the keys of items, without the items."""
        return {identity: item.keys for identity, item in self.items(stage, ids).items()}

    def reaches_of(self, stage: str, ids: Collection[str]) -> dict[str, tuple[Days | None, int | None]]:
        """Give the days and the reach of items, without the items."""
        return {identity: (item.days, item.reach) for identity, item in self.items(stage, ids).items()}

    def items_of(self, stage: str, articles: Collection[str]) -> set[str]:
        """Give the ids of the items whose smallest article is one of these."""
        return set().union(*(self._of_article.get((stage, article), ()) for article in articles))

    def pairs(self, stage: str, ids: Collection[str]) -> list[Pair]:
        """Give the pairs with any of these items, sorted by (a, b)."""
        places = set().union(*(self._pairs_of.get((stage, identity), ()) for identity in ids))
        return [self._pairs[stage][place] for place in sorted(places)]

    def put_pairs(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Keep scored pairs."""
        for pair in pairs:
            self._pairs[stage][pair.a, pair.b] = pair
            for end in (pair.a, pair.b):
                self._pairs_of[stage, end].add((pair.a, pair.b))

    def drop_pairs(self, stage: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget pairs that no block brings together any more."""
        for place in pairs:
            if self._pairs[stage].pop(place, None) is not None:
                for end in place:
                    self._pairs_of[stage, end].discard(place)

    def regroup(self, stage: str, items: Collection[str], groups: Sequence[Group]) -> None:
        """Put `groups` in the place of all groups that hold any of `items`."""
        for item in items:
            old = self._group_of.pop((stage, item), None)
            for member in old.members if old else ():
                self._group_of.pop((stage, member), None)
        for group in groups:
            for member in group.members:
                self._group_of[stage, member] = group

    def groups_of(self, stage: str, items: Collection[str]) -> list[Group]:
        """Give the groups that hold any of `items`, sorted by id."""
        found = {group.id: group for it in items if (group := self._group_of.get((stage, it)))}
        return [found[identity] for identity in sorted(found)]

    def verdicts(self, stage: str, ids: Collection[str]) -> Verdicts:
        """Give what people decided about pairs with any of these items."""
        wanted = set(ids)
        decided = self._verdicts.get(stage, {})
        return {pair: together for pair, together in decided.items() if not wanted.isdisjoint(pair)}
