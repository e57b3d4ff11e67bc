"""What the evaluations of whole records share: a tally, tokens at their places, and names without titles."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Set

#: Positions of the word tokens of some stretches of a text.
Tokens = frozenset[int]

WORD = re.compile(r"\w+")
#: Words before a name that are no part of it.
TITLES = frozenset((
    "the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "professor", "president", "minister", "foreign",
    "prime", "environment", "mayor", "captain", "colonel", "sergeant", "superintendent", "commissioner",
    "judge", "justice", "king", "queen", "senator", "governor",
))  # fmt: skip


class Tally:
    """Counts what is right of what was asked, and keeps the misses."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.asked: collections.Counter[str] = collections.Counter()
        self.right: collections.Counter[str] = collections.Counter()
        self.misses: list[str] = []

    def count(self, figure: str, right: bool, miss: str) -> None:
        """Count one answer; `miss` says where and what, for the list of misses."""
        self.asked[figure] += 1
        self.right[figure] += right
        if not right:
            self.misses.append(f"{figure}: {miss}")

    def compare(self, figure: str, wanted: Set[object], made: Set[object], where: str) -> None:
        """Count two sets that should be one, so that the figure is their F1."""
        self.right[figure] += 2 * len(wanted & made)
        self.asked[figure] += len(wanted) + len(made)
        self.misses += [f"{figure}: {where}: missing {item}" for item in sorted(map(_shown, wanted - made))]
        self.misses += [f"{figure}: {where}: too many {item}" for item in sorted(map(_shown, made - wanted))]

    def figures(self) -> dict[str, float]:
        """Give each figure in per cent, one decimal."""
        return {name: round(100 * self.right[name] / asked, 1) for name, asked in self.asked.items() if asked}


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> Tokens:
    """Give where the word tokens of the spans `[start, end)` begin."""
    return frozenset(token.start() for start, end in spans for token in WORD.finditer(text, start, end))


def overlap(want: Tokens, got: Tokens) -> float:
    """Give the Jaccard index where the two count as the same content, else 0."""
    shared = len(want & got)
    index = shared / (len(want | got) or 1)
    holds = len(want) >= 6 and want <= got and 4 * len(want) >= len(got)
    return index if index >= 0.5 or holds else 0.0


def same_name(want: str, got: str | None) -> bool:
    """Compare two names without titles: one within the other, or half of their words shared."""
    left, right = name_words(want), name_words(got or "")
    if not left or not right:
        return False
    nested = left[-1] == right[-1] and (set(left) <= set(right) or set(right) <= set(left))
    return nested or 2 * len(set(left) & set(right)) >= len(set(left) | set(right))


def name_words(name: str) -> list[str]:
    """Give the words of a name in small letters, without its titles unless it is nothing else."""
    words = WORD.findall(re.sub(r"['’]s?(?=\W|$)", "", name).casefold())
    return [word for word in words if word not in TITLES] or words


def _shown(item: object) -> str:
    """Give an item of a set in the same words each time: the members of a set within it are sorted."""
    if isinstance(item, frozenset):
        return " = ".join(sorted(map(_shown, item)))
    if isinstance(item, tuple):
        return " ".join(map(_shown, item))
    return str(item)
