"""The shape of every corpus stage: block → score → judge → group.

A stage looks at items (articles, statements, names). `keys` bring candidates together, `score`
compares two of them by nothing but themselves and frozen tables, and `group` makes a record of those
that belong together. No step may ask in what order things came, how many there are, or what time it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from onrecord.model import AnnotatedArticle, Group, Item, Pair, group_id

__all__ = ["Component", "Descent", "Group", "Item", "Pair", "Stage", "group_id"]


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
