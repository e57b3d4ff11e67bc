"""Items of one stage that a run looked at: read once, and no more of them than memory should hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from onrecord.link.index import Index
from onrecord.model import Item

#: Items that are held. One takes some kilobytes, an article's sentences up to some hundred.
_MOST = 6000


class Shelf:
    """The items of one stage by id, read from an index where they are not at hand."""

    def __init__(self, stage: str, index: Index) -> None:
        self._stage, self._index = stage, index
        self._items: dict[str, Item] = {}

    def put(self, items: Iterable[Item]) -> None:
        """Keep items at hand."""
        self._items |= {item.id: item for item in items}

    def items(self, ids: Collection[str]) -> dict[str, Item]:
        """Give items by id, those that are there."""
        found = {identity: self._items[identity] for identity in ids if identity in self._items}
        missing = set(ids) - found.keys()
        if missing:
            read = self._index.items(self._stage, missing)
            if len(self._items) + len(read) > _MOST:
                self._items.clear()
            self._items |= read
            found |= read
        return found
