"""Read the phrases of data/debris.toml and tell which of them a unit of text is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from onrecord.model import BlockKind

Effect = Literal["line", "section", "end", "appeal"]
#: Phrases are looked for in the first so many characters of a unit: pages are hostile, paragraphs long.
HEAD = 600
_DECORATION = re.compile(r"[^\w\"“”‘’'«„(©]*\(?")
_TRAILING = re.compile(r"[^\w)\]]+$")


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

    def matches(self, text: str, words: int) -> bool:
        """Tell whether a unit (`words` long, folded by `fold`) is what this rule names."""
        if words > self.max_words:
            return False
        found = _DECORATION.match(text)
        core = text[found.end() :] if found else text
        return bool(
            (self.starts and self.starts.match(core))
            or (self.whole and self.whole.fullmatch(_TRAILING.sub("", core)))
            or (self.holds and self.holds.search(text))
        )


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
        )
        for entry in tomllib.loads(source)["rule"]
    )


def _any_of(patterns: list[str] | None) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def rule_of(text: str, words: int) -> Rule | None:
    """Give the first rule that a unit of `words` words matches, or None."""
    if words > max(rule.max_words for rule in rules()):
        return None
    folded = fold(text)
    return next((rule for rule in rules() if rule.matches(folded, words)), None)
