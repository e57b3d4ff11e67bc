"""The story stage: articles of one happening, across publishers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from onrecord.link.parts import are_parts
from onrecord.link.stage import Component
from onrecord.link.stories.items import FURTHEST, make_item
from onrecord.link.stories.likeness import known_days, likeness, ordinals, shared_stems
from onrecord.link.stories.linkage import Division, average_link
from onrecord.model import AnnotatedArticle, Group, Item, Pair, Story, group_id

#: From this probability on two articles are joined into one component, and from the mean of MEAN on two
#: groups of articles are one story. Swept over 0.2 … 0.5 and 0.25 … 0.4 on ECB+ train, where B³ stays
#: between 82 and 86; `python evals/stories.py` prints what they give elsewhere.
JOINS = 0.4
MEAN = 0.3
#: What two articles count that were not compared, or are less alike than JOINS.
UNLIKE = 0.1
#: Shared stems that are kept to show why.
SHOWN = 8


class Stories:
    """Corpus stage "stories": an item is an article or a teaser, a group is a `Story`.

    `Pair.data` has `shared`, the strongest stems that both articles have. An article that nothing is
    joined to is a story of its own.
    """

    name: ClassVar[str] = "stories"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Give the one item of an article or a teaser."""
        item = make_item(article)
        return [] if item is None else [item]

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two articles; None where they are not of one happening. Pages of one article always are."""
        one_article = are_parts(a.body.get("part"), b.body.get("part"))
        probability = 1.0 if one_article else likeness(a.body, b.body)
        if probability < JOINS:
            return None
        shared = [stem for _, stem in shared_stems(a.body, b.body)[:SHOWN]]
        return Pair(a=a.id, b=b.id, score=round(probability, 2), joins=True, data={"shared": shared})

    def beyond(self, region: Component) -> Collection[str]:
        """Give the articles around a region that belong into its stories."""
        return _divide(region).beyond

    def group(self, component: Component) -> Sequence[Group]:
        """Divide a region into stories by average linkage; copies are always of one story."""
        items = {item.id: item.body for item in component.items}
        copies = {descent.article for descent in component.copies if descent.originals}
        return [_group(story, items, copies) for story in _divide(component).groups]


def _divide(region: Component) -> Division:
    """Divide a region: what people put together, and copies of one text, are one from the start."""
    items = {item.id: item.body for item in region.items}
    families: dict[str, list[str]] = defaultdict(list)
    for descent in region.copies:
        families[descent.family].append(descent.article)
    outside = {item: ordinals(days) for item, days in region.days.items() if days}
    judged = [pair for pair, together in sorted(region.verdicts.items()) if together]
    return average_link(
        items,
        {(pair.a, pair.b): pair.score for pair in region.pairs},
        least=MEAN,
        unlike=UNLIKE,
        together=[*judged, *(families[family] for family in sorted(families))],
        apart=[pair for pair, together in sorted(region.verdicts.items()) if not together],
        days=outside | {item: known_days(body, region.told.get(item)) for item, body in items.items()},
        furthest=FURTHEST,
        around=region.around,
    )


def _group(members: tuple[str, ...], items: Mapping[str, Mapping[str, Any]], copies: set[str]) -> Group:
    """Make the record of a story: its articles by day, its title that of the first one that is no copy."""
    identity = group_id("story", members)
    ordered = tuple(sorted(members, key=lambda member: (items[member]["day"] or "9999", member)))
    days = [items[member]["day"] for member in ordered if items[member]["day"]]
    titled = [member for member in ordered if items[member]["title"]]
    best = min(
        titled,
        key=lambda member: (items[member]["kind"] != "article", member in copies, ordered.index(member)),
        default=None,
    )
    record = Story(
        id=identity,
        title=items[best]["title"] if best else None,
        articles=ordered,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )
    return Group(id=identity, members=members, record=record)
