"""Read the phrases of data/debris.toml and tell which of them a unit of text is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from onrecord.model import BlockKind

Effect = Literal["line", "section", "end", "appeal"]
#: Phrases are looked for in the first so many characters of a unit: pages are hostile, paragraphs long.
HEAD = 600
_DECORATION = re.compile(r"[^\w\"“”‘’'«„(©]*\(?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A set of phrases with what they make of a unit; the fields are explained in data/debris.toml."""

    name: str
    kind: BlockKind
    effect: Effect
    max_words: int
    starts: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    holds: re.Pattern[str] | None
    #: One of these, in lower case, stands in whatever `holds` matches.
    clues: tuple[str, ...]

    def matches(self, unit: _Unit, words: int) -> bool:
        """Tell whether a unit of `words` words is what this rule names."""
        if words > self.max_words:
            return False
        if self.starts and self.starts.match(unit.core):
            return True
        if self.whole and self.whole.fullmatch(unit.bare):
            return True
        if self.holds:
            for clue in self.clues:
                if clue in unit.text:
                    return self.holds.search(unit.text) is not None
        return False


class _Unit:
    """The head of a unit, folded by `fold`, as the patterns want it: in lower case."""

    def __init__(self, text: str) -> None:
        self.text = text = text.lower()
        found = _DECORATION.match(text)
        #: Without the decoration before it.
        self.core = text[found.end() :] if found else text

    @cached_property
    def bare(self) -> str:
        """The unit without the decoration around it."""
        end = len(self.core)
        while end and not (self.core[end - 1].isalnum() or self.core[end - 1] in "_)]"):
            end -= 1
        return self.core[:end]


def fold(text: str) -> str:
    """Give the head of a unit on one line with one form of apostrophe, as the phrases expect it."""
    return " ".join(text[:HEAD].replace("'", "’").split())


@cache
def rules() -> tuple[Rule, ...]:
    """Give the rules in the order of the file; the first that matches a unit decides."""
    source = resources.files("onrecord.extract").joinpath("data/debris.toml").read_text(encoding="utf-8")
    return tuple(
        Rule(
            name=entry["name"],
            kind=entry["kind"],
            effect=entry["effect"],
            max_words=entry["max_words"],
            starts=_any_of(entry.get("starts")),
            whole=_any_of(entry.get("whole")),
            holds=_any_of(entry.get("holds")),
            clues=tuple(entry.get("clues", ())),
        )
        for entry in tomllib.loads(source)["rule"]
    )


def _any_of(patterns: list[str] | None) -> re.Pattern[str] | None:
    """Compile patterns for texts in lower case, which takes half the time of passing over the case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None


@cache
def _most_words() -> int:
    return max(rule.max_words for rule in rules())


def rule_of(text: str, words: int) -> Rule | None:
    """Give the first rule that a unit of `words` words matches, or None."""
    if words > _most_words():
        return None
    unit = _Unit(fold(text))
    return next((rule for rule in rules() if rule.matches(unit, words)), None)
