"""Which group each item belongs to, asked once: one page asks for the same remarks many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage


class Grouped:
    """The groups of items in one state of the record."""

    def __init__(self, linkage: Linkage) -> None:
        self._linkage = linkage
        #: By stage and item; None where the item has no group.
        self._known: defaultdict[str, dict[str, str | None]] = defaultdict(dict)

    def of(self, stage: str, items: Collection[str]) -> dict[str, str]:
        """Give the id of the group of each of these items, of those that have one."""
        known = self._known[stage]
        missing = [it for it in items if it not in known]
        if missing:
            known.update(dict.fromkeys(missing), **self._linkage.group_ids(stage, missing))
        return {it: group for it in items if (group := known[it]) is not None}
