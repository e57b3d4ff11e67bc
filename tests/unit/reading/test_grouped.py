"""Groups that are asked for once."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from onrecord.reading.grouped import Grouped

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage


class Asked:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.items: list[tuple[str, list[str]]] = []

    def group_ids(self, stage: str, items: Collection[str]) -> dict[str, str]:
        """Give every item but one a group."""
        self.items.append((stage, sorted(items)))
        return {it: f"{stage}-{it}" for it in items if it != "lone"}


def test_each_item_is_asked_for_once_for_each_stage() -> None:
    asked = Asked()
    grouped = Grouped(cast("Linkage", asked))
    assert grouped.of("entities", ["a", "lone"]) == {"a": "entities-a"}
    assert grouped.of("entities", ["a", "b", "lone"]) == {"a": "entities-a", "b": "entities-b"}
    assert grouped.of("stories", {"a"}) == {"a": "stories-a"}
    assert grouped.of("stories", []) == {}
    assert asked.items == [("entities", ["a", "lone"]), ("entities", ["b"]), ("stories", ["a"])]
