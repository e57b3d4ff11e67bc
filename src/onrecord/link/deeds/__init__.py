"""Stage "events": events, in one article or many, that tell one deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from onrecord.link.deeds.items import read_items
from onrecord.link.deeds.score import divide, score_events
from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.model import AnnotatedArticle, Happening


class Deeds:
    """The stage; its items are typed events with a named side, by their ids, a group is a `Happening`."""

    name: ClassVar[str] = "events"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Read the events off one article."""
        return read_items(article)

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two events."""
        return score_events(a, b)

    def group(self, component: Component) -> Sequence[Group]:
        """Make happenings of a component; copies of one text count as one report of it.

        Who strikes every day would be one happening for years: a component is divided by its days.
        """
        ordered = sorted(
            component.items, key=lambda it: (it.body["first"] or "9999", it.body["place"], it.id)
        )
        families = {descent.article: descent.family for descent in component.copies}
        return [_happening(part, families) for part in divide(ordered)]


def _happening(ordered: Sequence[Item], families: Mapping[str, str]) -> Group:
    articles = tuple(dict.fromkeys(item.article for item in ordered))
    days = [day for item in ordered for day in (item.body["first"], item.body["last"]) if day]
    members = tuple(sorted(item.id for item in ordered))
    identity = group_id("hap", members)
    record = Happening(
        id=identity,
        type=ordered[0].body["type"],
        events=tuple(item.id for item in ordered),
        articles=articles,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        independent_reports=len({families.get(article, article) for article in articles}),
    )
    return Group(id=identity, members=members, record=record)
