"""Put forms that are printed alike together, and decide what kind of thing they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.link.entities.keys import plain_form
from onrecord.link.names import compare_names
from onrecord.link.names.bodies import read_body
from onrecord.link.names.people import compare_people
from onrecord.link.names.person import read_person
from onrecord.link.names.tables import tables
from onrecord.link.names.verdict import NameVerdict
from onrecord.model import EntityKind, Item

#: Short for, not the same: two bodies may have proven the same initials.
PROVEN = NameVerdict("short", 0.85, "initials that another page prints together with the whole name")


@dataclass(frozen=True, slots=True)
class Node:
    """Forms printed alike but for capitals and accents, as one."""

    kind: EntityKind
    #: The most regular of the printed names.
    name: str
    #: Sorted by id.
    items: tuple[Item, ...]

    @property
    def aliases(self) -> frozenset[str]:
        """The initials that pages prove for it."""
        return frozenset(alias for alias in map(read_alias, self.items) if alias)

    @property
    def alone(self) -> bool:
        """Tell whether it is one word only."""
        return " " not in self.name

    @property
    def fullness(self) -> int:
        """How much the name says; short forms have less than what they stand for."""
        if self.kind in ("person", "other"):
            read = read_person(self.name)
            return read.fullness if read else 0
        body = read_body(self.name)
        return (0 if body is None or body.acronym else len(body.words)) * 2


def make_nodes(items: Sequence[Item]) -> list[Node]:
    """Put items together by their plain form, sorted by their smallest id.

    A single word that surely is a person stays apart from a place or body of that name; one that may be a
    person goes with the place or body.
    """
    together: defaultdict[tuple[str, bool], list[Item]] = defaultdict(list)
    for item in items:
        name = item.body["name"]
        together[plain_form(name), item.body["kind"] == "person" and " " not in name].append(item)
    nodes = []
    for (form, person), found in together.items():
        sure = together.get((form, True), [])
        if not person and sure and all(item.body["kind"] == "other" for item in found):
            continue
        unsure = together.get((form, False), [])
        if person and all(item.body["kind"] == "other" for item in unsure):
            found = found + unsure
        nodes.append(_node(found))
    return sorted(nodes, key=lambda node: node.items[0].id)


def read_alias(item: Item) -> str | None:
    """Give the initials that an item proves for its name; most items prove none."""
    alias: str | None = item.body.get("alias")
    return alias


def compare_alias(a: Item, b: Item) -> NameVerdict | None:
    """Compare initials with a form that proves them."""
    for short, long in ((a, b), (b, a)):
        read = read_body(short.body["name"]) if read_alias(long) and not read_alias(short) else None
        if read and read.acronym == read_alias(long) and short.body["kind"] in ("organization", "other"):
            return PROVEN
    return None


def compare_nodes(one: Node, other: Node) -> NameVerdict | None:
    """Compare two nodes by their kinds; a single word of no kind may be a surname."""
    for short, long in ((one, other), (other, one)):
        read = read_body(short.name) if long.aliases else None
        if read and read.acronym in long.aliases and short.kind in ("organization", "other"):
            return PROVEN
    if one.kind == other.kind:
        return compare_names(one.name, other.name, one.kind)
    if {one.kind, other.kind} == {"person", "other"}:
        lone = one if one.kind == "other" else other
        return compare_people(one.name, other.name) if lone.alone else None
    return None


def fullest(names: Collection[str]) -> set[str]:
    """Choose the names with most whole words, none that is all in capitals where another is not."""

    def regular(name: str) -> tuple[bool, int]:
        return not (name.isupper() and " " in name), _words(name)

    best = max(map(regular, names))
    return {name for name in names if regular(name) == best}


def most_regular(names: Collection[str]) -> str:
    """Choose the name that stands for all: the fullest, of those the longest.

    No counts: how often a form is printed so far must not change what an entity is.
    """
    return min(fullest(names), key=lambda name: (-len(name), name))


def _words(name: str) -> int:
    return sum(1 for word in name.split() if len(word.strip(".")) > 1)


def _node(items: Sequence[Item]) -> Node:
    ordered = tuple(sorted(items, key=lambda item: item.id))
    name = most_regular({item.body["name"] for item in ordered})
    kinds = {cast("EntityKind", item.body["kind"]) for item in ordered}
    return Node(_kind(name, kinds), name, ordered)


def _kind(name: str, kinds: Collection[EntityKind]) -> EntityKind:
    """Decide between kinds by the words of the name: the encoder errs on names it has never met."""
    known = tables()
    body = read_body(name)
    words = body.words if body else ()
    if len(kinds) > 1 and len(words) > 1:
        if "organization" in kinds and (known.generic | known.media | known.movable) & set(words):
            return "organization"
        if "place" in kinds and words[0] in known.place_first:
            return "place"
    order: tuple[EntityKind, ...] = ("person", "place", "organization", "other")
    return next(kind for kind in order if kind in kinds)
