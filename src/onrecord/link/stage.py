"""The shape of every corpus stage: block → score → judge → group.

A stage looks at items (articles, statements, names). `keys` bring candidates together, `score`
compares two of them by nothing but themselves and frozen tables, and `group` makes a record of those
that belong together. No step may ask in what order things came, how many there are, or what time it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from onrecord.model import AnnotatedArticle, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be linked."""

    #: A content id. The same item may stand in several articles (a name does).
    id: str
    #: Id of the article it was read in.
    article: str
    #: Blocks that it stands in; only items that share one are ever compared.
    keys: frozenset[str]
    #: All that `score` and `group` need of it: JSON values only, a function of `id` alone.
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What two items have to do with each other."""

    #: Ids of the items, `a < b`.
    a: str
    b: str
    #: In [0, 1], two decimals.
    score: float
    #: Whether the two belong into one group; else the pair is kept as a relation between groups.
    joins: bool
    #: Reasons and findings for `group` and for readers: JSON values only.
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items that belong together, and the record made of them."""

    #: Made of the smallest member's id (`group_id`), so that it is the same in any order of arrival.
    id: str
    #: Sorted.
    members: tuple[str, ...]
    #: One of the dataclasses of `model.record`, or a dataclass of the stage made of JSON values.
    record: Any


def group_id(prefix: str, members: Sequence[str]) -> str:
    """Name a group by the smallest id in it: `prefix-` and 20 hexadecimal digits."""
    return content_id(prefix, min(members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Items connected by joining pairs, with all that `group` may look at."""

    #: Sorted by id.
    items: tuple[Item, ...]
    #: Articles of each item, sorted; most have one.
    articles: Mapping[str, tuple[str, ...]]
    #: Joining pairs within, sorted by (a, b).
    pairs: tuple[Pair, ...]
    #: Pairs that do not join, from an item of the component to any item, sorted; items outside it
    #: stand in `others`.
    relations: tuple[Pair, ...] = ()
    others: Mapping[str, Item] = field(default_factory=dict)
    #: Copy pairs among the articles of the items (of stage "copies"), for the stages after it.
    copies: tuple[Pair, ...] = ()


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
