"""The shape of every corpus stage: block → score → judge → group.

A stage looks at items (articles, statements, names). `keys` bring candidates together, `score`
compares two of them by nothing but themselves and frozen tables, and `group` makes a record of those
that belong together. No step may ask in what order things came, how many there are, or what time it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, runtime_checkable

from onrecord.model import AnnotatedArticle, Days, Group, Item, Pair, Verdicts, group_id

__all__ = ["Component", "Descent", "Group", "Item", "LocalStage", "Pair", "Stage", "group_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """Where one article of a family of copies has its text from, as the stage "copies" decided."""

    #: Ids of the article, and of the one that all copies of its text come from in the end.
    article: str
    family: str
    #: Ids of what its text was made from, the nearest first; empty for the one that all come from.
    originals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Items connected by joining pairs, with all that `group` may look at."""

    #: Sorted by id.
    items: tuple[Item, ...]
    #: Joining pairs within, sorted by (a, b).
    pairs: tuple[Pair, ...]
    #: Pairs that do not join, from an item of the component to any item, sorted; items outside it
    #: stand in `others`.
    relations: tuple[Pair, ...] = ()
    others: Mapping[str, Item] = field(default_factory=dict)
    #: Those of the items' articles that stand in a family of copies, for the stages after "copies".
    copies: tuple[Descent, ...] = ()
    #: For the stage "stories": by article without a day, the last day on which anything was said that it
    #: tells, as other pages fix it.
    told: Mapping[str, str] = field(default_factory=dict)
    #: For a stage that works by regions: the present groups around, which some pair connects with an item;
    #: `pairs` has theirs as well, `copies` their families.
    around: tuple[tuple[str, ...], ...] = ()
    #: What people decided about the items and about those of the groups around, and the days of all of them.
    verdicts: Verdicts = field(default_factory=dict)
    days: Mapping[str, Days | None] = field(default_factory=dict)


class Stage(Protocol):
    """One corpus stage."""

    #: What its rows are called in the store.
    name: ClassVar[str]

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Read the items off one article."""

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two items of one block (`a.id < b.id`); None where neither has to do with the other."""

    def group(self, component: Component) -> Sequence[Group]:
        """Make records of one component: each of its items stands in at most one group."""


@runtime_checkable
class LocalStage(Stage, Protocol):
    """A stage that groups a region of a component without the rest of it.

    Its items are articles, by their ids. It is shown the groups around a region as well, and puts people's
    decisions into effect itself.
    """

    def beyond(self, region: Component) -> Collection[str]:
        """Give items of the groups around that belong into the region; none where it can be grouped."""
