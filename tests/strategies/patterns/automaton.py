"""A regular expression as an automaton: which character of it may follow which, and under what conditions.

Positions are the characters of the expression (Glushkov's construction). Conditions between two of them
(`\\b`, `^`, looks ahead and behind of one character) are sets of pairs of neighbouring characters, kept as
the bits of a number; longer looks around are taken to hold, which can only find too much ambiguity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: One character of each sort that patterns tell apart; what a pattern names itself comes to them.
_SORTS = "aZéж1 \n\t_.,;:'\"“”‘’–—-!?()[]<>/@&=%$|#•·…\u00a0\u3000"
#: Of so many words that differ in their letters alone only some are looked at.
_MOST_BRANCHES = 24


@dataclass(slots=True)
class Part:
    """A part of an expression: what it can begin and end with, and when it may be empty."""

    #: Positions with the condition under which they may come first, or last.
    first: list[tuple[int, int]] = field(default_factory=list)
    last: list[tuple[int, int]] = field(default_factory=list)
    #: Conditions under which it matches nothing; empty where it never does.
    empty: list[int] = field(default_factory=list)


class Automaton:
    """The positions of one expression and the steps between them.

    Args:
        pattern: its source.
        flags: as compiled.

    """

    def __init__(self, pattern: str, flags: int) -> None:
        tree = parser.parse(pattern, flags)
        flags = tree.state.flags
        named = {chr(it) for it in _literals(tree)}
        cased = {it.swapcase() for it in named if len(it.swapcase()) == 1}
        #: Characters that are tried; None is where the text begins or ends.
        self.letters: list[str | None] = [None, *sorted({*_SORTS, *named, *cased})]
        self.always = (1 << len(self.letters) ** 2) - 1
        self._flags = flags
        self._sets: dict[str, frozenset[int]] = {}
        self._anchors: dict[tuple[Any, bool], int] = {}
        #: What each position matches: numbers of letters.
        self.sets: list[frozenset[int]] = []
        #: Loops and atomic groups that each position stands in.
        self.inside: list[tuple[int, ...]] = []
        #: From a position to others: (condition, number of the loop that makes the step, or 0).
        self.steps: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        #: Loops without an upper bound; those of them that never give back; groups that never give back.
        self.endless: set[int] = set()
        self.atomic: set[int] = set()
        self._stack: tuple[int, ...] = ()
        self._count = 0
        self.whole = self._sequence(tree, flags)

    def allows(self, condition: int, before: int, after: int) -> bool:
        """Tell whether two letters may be neighbours under a condition."""
        return bool(condition >> (before * len(self.letters) + after) & 1)

    def _position(self, source: str, flags: int) -> Part:
        number = len(self.sets)
        key = f"{flags & re.IGNORECASE} {flags & re.ASCII} {flags & re.DOTALL} {source}"
        if key not in self._sets:
            one = re.compile(source, flags & (re.IGNORECASE | re.ASCII | re.DOTALL))
            self._sets[key] = frozenset(n for n, it in enumerate(self.letters) if it and one.fullmatch(it))
        self.sets.append(self._sets[key])
        self.inside.append(self._stack)
        return Part([(number, self.always)], [(number, self.always)])

    def _nothing(self, condition: int) -> Part:
        return Part(empty=[condition])

    def _join(self, one: Part, other: Part, loop: int = 0) -> Part:
        self._link(one.last, other.first, loop)
        return Part(
            one.first + [(to, gap & need) for gap in one.empty for to, need in other.first],
            other.last + [(to, gap & need) for gap in other.empty for to, need in one.last],
            [a & b for a in one.empty for b in other.empty][:8],
        )

    def _link(self, lasts: list[tuple[int, int]], firsts: list[tuple[int, int]], loop: int) -> None:
        for before, need in lasts:
            for after, wanted in firsts:
                if need & wanted:
                    self.steps[before][after].append((need & wanted, loop))

    def _sequence(self, tree: Any, flags: int) -> Part:
        part = self._nothing(self.always)
        for item in tree:
            part = self._join(part, self._item(item, flags))
        return part

    def _item(self, item: tuple[Any, Any], flags: int) -> Part:
        kind, value = item
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return self._position(source_of(item), flags)
        if kind is sre.AT:
            key = (value, bool(flags & re.MULTILINE))
            if key not in self._anchors:
                self._anchors[key] = self._anchor(value, flags)
            return self._nothing(self._anchors[key])
        if kind is sre.BRANCH:
            return self._branch(value[1], flags)
        if kind is sre.SUBPATTERN:
            _, added, taken, inner = value
            return self._sequence(inner, (flags | added) & ~taken)
        if kind is sre.ATOMIC_GROUP:
            with_number = self._enter()
            self.atomic.add(with_number)
            part = self._sequence(value, flags)
            self._leave()
            return part
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(kind, value, flags)
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return self._look(kind, value, flags)
        if kind is sre.GROUPREF_EXISTS:
            return self._branch([it for it in value[1:] if it is not None] or [[]], flags)
        return self._position("(?s:.)", flags)  # a reference back: anything

    def _branch(self, branches: Any, flags: int) -> Part:
        if len(branches) > _MOST_BRANCHES:
            plain = [it for it in branches if all(kind is sre.LITERAL for kind, _ in it)]
            others = [it for it in branches if not all(kind is sre.LITERAL for kind, _ in it)]
            branches = others + plain[:: max(1, len(plain) // _MOST_BRANCHES)]
        whole = Part()
        for branch in branches:
            part = self._sequence(branch, flags)
            whole.first += part.first
            whole.last += part.last
            whole.empty += [it for it in part.empty if it not in whole.empty]
        return whole

    def _repeat(self, kind: Any, value: Any, flags: int) -> Part:
        least, most, inner = value
        if most == 0:
            return self._nothing(self.always)
        number = self._enter()
        part = self._sequence(inner, flags)
        self._leave()
        if most is sre.MAXREPEAT:
            self.endless.add(number)
        if kind is sre.POSSESSIVE_REPEAT:
            self.atomic.add(number)
        if most is sre.MAXREPEAT or most > 1:
            self._link(part.last, part.first, number)
        empty = [self.always] if least == 0 else part.empty
        return Part(part.first, part.last, empty)

    def _look(self, kind: Any, value: Any, flags: int) -> Part:
        direction, inner = value
        condition, side = self.always, Part()
        if len(inner) == 1 and inner[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            one = re.compile(source_of(inner[0]), flags & (re.IGNORECASE | re.ASCII | re.DOTALL))
            fits = {n for n, it in enumerate(self.letters) if it and one.fullmatch(it)}
            if kind is sre.ASSERT_NOT:
                fits = set(range(len(self.letters))) - fits
            condition = self._pairs(lambda a, b: (b if direction == 1 else a) in fits)
        elif direction == 1:
            number = self._enter()
            self.atomic.add(number)
            side = self._sequence(inner, flags)
            self._leave()
        return Part(side.first, [], [condition])

    def _anchor(self, value: Any, flags: int) -> int:
        def is_word(number: int) -> bool:
            letter = self.letters[number]
            return letter is not None and (letter.isalnum() or letter == "_")

        line = {0, self.letters.index("\n")}
        if value is sre.AT_BEGINNING and flags & re.MULTILINE:
            return self._pairs(lambda a, _: a in line)
        if value in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return self._pairs(lambda a, _: a == 0)
        if value is sre.AT_END:
            return self._pairs(lambda _, b: b in line)
        if value is sre.AT_END_STRING:
            return self._pairs(lambda _, b: b == 0)
        if value is sre.AT_BOUNDARY:
            return self._pairs(lambda a, b: is_word(a) != is_word(b))
        return self._pairs(lambda a, b: is_word(a) == is_word(b))

    def _pairs(self, holds: Any) -> int:
        size = len(self.letters)
        return sum(1 << (a * size + b) for a in range(size) for b in range(size) if holds(a, b))

    def _enter(self) -> int:
        self._count += 1
        self._stack = (*self._stack, self._count)
        return self._count

    def _leave(self) -> None:
        self._stack = self._stack[:-1]


def source_of(item: tuple[Any, Any]) -> str:
    """Write one parsed character, or a set of them, as source again."""
    kind, value = item
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if kind is sre.ANY:
        return "."
    return f"[{''.join(map(_member, value))}]"


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _member(part: tuple[Any, Any]) -> str:
    kind, value = part
    if kind is sre.NEGATE:
        return "^"
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value]


def _literals(tree: Any) -> set[int]:
    """Give the characters that an expression names, of a long list of words only some."""
    found: set[int] = set()
    for kind, value in tree:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            found.add(value)
        elif kind is sre.IN:
            for inner, part in value:
                if inner is sre.LITERAL:
                    found.add(part)
                elif inner is sre.RANGE:
                    found.update(part)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                found |= _literals(branch)
        elif kind is sre.SUBPATTERN:
            found |= _literals(value[3])
        elif kind is sre.ATOMIC_GROUP:
            found |= _literals(value)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found |= _literals(value[2])
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            found |= _literals(value[1])
    return found
