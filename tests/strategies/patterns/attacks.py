"""Strings that make a regular expression work as hard as it can, made from its own parts.

A backtracking matcher is slow where one stretch of text can be read by a repetition in many ways, or is
read anew from each of its characters. So the text of an attack is a run of what the expression repeats, or
of what it begins with, behind what it takes to get there, and before something that it can't end with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: Characters tried for a set; one of each sort that patterns tell apart.
_TRIED = "a A1 .,'\"“”’-–:;!?()\n\t_é/@#&<>=%$|•·©İ\u00a0\u200bZ"
#: What a run ends with, so that the expression, which wants something else, fails at the end of it.
_ENDINGS = ("", "\x01", "a", "!\n")
#: So many branches, set members and repetitions are tried.
_MOST_CHOICES = 4
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Give (before, pump, after): the attack of size n is `before + pump * n + after`."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    pumps: dict[tuple[str, str], None] = {}
    for before, body in _repeated("", tree, 0):
        for pump in body:
            if pump:
                pumps.setdefault((before, pump))
                pumps.setdefault(("", before + pump))
    for beginning in _beginnings(tree):
        if beginning:
            pumps.setdefault(("", beginning))
    for before, pump in pumps:
        for after in _ENDINGS:
            yield before, pump, after


def _beginnings(tree: Any) -> Iterator[str]:
    """Give what the first one, two … parts of the expression match."""
    text = ""
    for item in tree:
        text += next(iter(samples([item])), "")
        yield text
        yield text + " "


def _repeated(before: str, tree: Any, depth: int) -> Iterator[tuple[str, list[str]]]:
    """Give every repetition of the tree: what stands before it, and some texts that it repeats."""
    for item in tree:
        kind, value = item
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is sre.MAXREPEAT or most > 20:
                yield before, list(dict.fromkeys(islice(samples(inner), 2 * _MOST_CHOICES)))
            yield from _repeated(before, inner, depth + 1)
        elif kind is sre.SUBPATTERN:
            yield from _repeated(before, value[3], depth + 1)
        elif kind is sre.ATOMIC_GROUP:
            yield from _repeated(before, value, depth + 1)
        elif kind is sre.BRANCH:
            for branch in value[1][:20]:
                yield from _repeated(before, branch, depth + 1)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(before, value[1], depth + 1)
        before += next(iter(samples([item])), "")


def samples(tree: Any) -> Iterator[str]:
    """Give some short texts that a sequence of parts matches, the plainest first."""
    texts = [""]
    for item in tree:
        more = list(islice(_item_samples(item), _MOST_CHOICES)) or [""]
        # All choices of one part, with the first choice of the others: no product of all.
        texts = [texts[0] + one for one in more] + [text + more[0] for text in texts[1:]]
        texts = texts[: 2 * _MOST_CHOICES]
    yield from texts


def _item_samples(item: tuple[Any, Any]) -> Iterator[str]:
    kind, value = item
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind is sre.NOT_LITERAL:
        yield from (one for one in _TRIED if ord(one) != value)
    elif kind is sre.ANY:
        yield from 'a "'
    elif kind is sre.IN:
        yield from _members(value)
    elif kind is sre.BRANCH:
        branches: Sequence[Any] = value[1]
        for branch in (*branches[:3], *branches[-1:]):
            yield next(iter(samples(branch)), "")
    elif kind is sre.SUBPATTERN:
        yield from samples(value[3])
    elif kind is sre.ATOMIC_GROUP:
        yield from samples(value)
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, inner = value
        for text in samples(inner):
            yield text * max(1, least)
        if least == 0:
            yield ""
    else:  # anchors, looks around and references match nothing of their own
        yield ""


def _members(value: Any) -> Iterator[str]:
    """Give members of a set: of those tried, then the first of its own."""
    members = re.compile(_set_source(value), re.DOTALL)
    yield from (one for one in _TRIED if members.fullmatch(one))
    for kind, part in value:
        if kind is sre.LITERAL and members.fullmatch(chr(part)):
            yield chr(part)
        elif kind is sre.RANGE:
            yield chr(part[0])


def _set_source(value: Any) -> str:
    """Write a parsed set as source again."""
    parts = []
    for kind, part in value:
        if kind is sre.NEGATE:
            parts.append("^")
        elif kind is sre.LITERAL:
            parts.append(re.escape(chr(part)))
        elif kind is sre.RANGE:
            parts.append(f"{re.escape(chr(part[0]))}-{re.escape(chr(part[1]))}")
        else:
            parts.append(_CATEGORIES[part])
    return f"[{''.join(parts)}]"
