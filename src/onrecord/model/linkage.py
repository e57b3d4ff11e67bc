"""What corpus stages compare and group: items, pairs and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.ids import content_id

#: What people said about pairs of items, `a < b`: True where they belong together, False where not.
Verdicts = Mapping[tuple[str, str], bool]


#: The first and the last day that something can be of, as ISO 8601.
Days = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be linked."""

    #: A content id. The same item may stand in several articles (a name does).
    id: str
    #: Id of the article it was read in; of several the smallest.
    article: str
    #: Blocks that it stands in; only items that share one are ever compared.
    keys: frozenset[str]
    #: All that `score` and `group` need of it: JSON values only, a function of `id` alone.
    body: Mapping[str, Any]
    #: First and last day (ISO 8601) that it can be of, likewise; None where that is not known.
    days: Days | None = None
    #: Days for which blocks that end with their days bring it together with others that have a number here:
    #: of two the longer counts, -1 with none. None where only the block says when it ends.
    reach: int | None = None


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
    #: One of the dataclasses of `model.record` or of the stage; read back from a store, its JSON object.
    record: Any


def group_id(prefix: str, members: Sequence[str]) -> str:
    """Name a group by the smallest id in it: `prefix-` and 20 hexadecimal digits.

    The ids that the group would have by its other members are its aliases, so that an id which it had
    before a smaller member came still finds it.
    """
    return content_id(prefix, min(members))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNames:
    """What one article prints for items of the stage "entities"."""

    #: Id of the article.
    article: str
    #: How often: by item, form ("name" or "description") and the words themselves; 0 for a name that only
    #: the page's head gives (its publisher's).
    counts: Mapping[tuple[str, str, str], int]
    #: Statement to the item that names its speaker.
    speakers: Mapping[str, str]
    #: Place in the article's list of mentions to the item.
    mentions: Mapping[int, str]
