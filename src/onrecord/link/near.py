"""What stands around items of one stage: their pairs, what people decided, and where their text is from."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.link.descent import descents
from onrecord.link.index import Index
from onrecord.link.shelf import Shelf
from onrecord.link.stage import Descent
from onrecord.link.told import is_open, told_days
from onrecord.model import Pair, Verdicts

#: The stages whose groups later ones may look at.
COPIES, UTTERANCES = "copies", "utterances"


class Near:
    """Pairs and items of one stage, each read once."""

    def __init__(self, stage: str, index: Index, shelf: Shelf) -> None:
        self.stage, self.index = stage, index
        self.items = shelf.items
        self._pairs: dict[str, list[Pair]] = {}
        self._verdicts: dict[str, Verdicts] = {}

    def load(self, ids: Collection[str]) -> None:
        """Read the pairs of items, and what people decided about them, many at a time."""
        missing = set(ids) - self._pairs.keys()
        self._pairs |= {identity: [] for identity in missing}
        for pair in self.index.pairs(self.stage, missing):
            for end in {pair.a, pair.b} & missing:
                self._pairs[end].append(pair)
        decided: dict[str, dict[tuple[str, str], bool]] = {identity: {} for identity in missing}
        for decision, together in self.index.verdicts(self.stage, missing).items():
            for end in missing.intersection(decision):
                decided[end][decision] = together
        self._verdicts |= decided

    def load_all(self, ids: Collection[str]) -> None:
        """Read the same of all items that hang together with these, one step from all of them at a time."""
        border = set(ids)
        while border:
            self.load(border)
            ends = {end for pair in self.pairs(border) if pair.joins for end in (pair.a, pair.b)}
            ends.update(*(pair for pair, together in self.verdicts(border).items() if together))
            border = ends - self._pairs.keys()

    def pairs(self, ids: Collection[str]) -> list[Pair]:
        """Give the pairs with any of these items."""
        self.load(ids)
        return [pair for identity in ids for pair in self._pairs[identity]]

    def verdicts(self, ids: Collection[str]) -> Verdicts:
        """Give what people decided about these items."""
        self.load(ids)
        return {pair: together for it in ids for pair, together in self._verdicts[it].items()}


def descents_of(articles: Collection[str], index: Index) -> dict[str, Descent]:
    """Give by article where all in the families of copies of these articles have their text from."""
    return descents(index.groups_of(COPIES, index.items_of(COPIES, articles)))


def told_by(articles: Collection[str], index: Index) -> dict[str, str]:
    """Give, by undated article, the last day on which anything was said that it tells, as others fix it."""
    statements = index.items(UTTERANCES, index.items_of(UTTERANCES, articles))
    undated = {identity: item for identity, item in statements.items() if is_open(item)}
    return told_days(index.groups_of(UTTERANCES, undated), undated)
