"""Words and phrases of the cue lexicon, with their inflected forms."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple, cast, get_args

from onrecord.model import Act, Mention

WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*|[^\w\s]")
#: How many words may stand between two words of a phrase ("gave his firm assurance").
GAP = 2
_VOWELS = "aeiou"
#: One short syllable: its last consonant is doubled ("stop", "slam").
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")


class Token(NamedTuple):
    """A word or a mark with its place, `[start, end)` in the text, and its lower-case form."""

    start: int
    end: int
    lower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Acts by verb form, noun form and phrase."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    #: By each form of the first word: the other words and the act, longest first.
    phrases: dict[str, tuple[tuple[tuple[str, ...], Act], ...]]


def word_set(listed: str) -> frozenset[str]:
    """Give the words of a line as a set."""
    return frozenset(listed.split())


def read_data(name: str) -> dict[str, Any]:
    """Read a TOML file of this package's `data` folder."""
    file = resources.files("onrecord.annotate").joinpath("data", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Cut `[start, end)` of `text` into words (with inner hyphens, stops, apostrophes) and marks.

    The last few answers are kept, since several readers ask for the same words in turn.
    """
    found = WORD.finditer(text, start, end)
    return tuple(Token(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in found)


def names_between(names: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Give the mentions that begin in `[start, end)`; `names` are in order of the text."""
    low = bisect_left(names, start, key=lambda m: m.start)
    return names[low : bisect_left(names, end, key=lambda m: m.start)]


def inflect(verb: str) -> frozenset[str]:
    """Give the forms of a regular English verb: itself, -s, -ed, -ing."""
    if verb.endswith("e"):
        return frozenset((verb, verb + "s", verb + "d", verb[:-1] + "ing"))
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return frozenset((verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"))
    if _SHORT.match(verb):
        return frozenset((verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"))
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return frozenset((verb, plural, verb + "ed", verb + "ing"))


@cache
def irregular() -> dict[str, frozenset[str]]:
    """Give the forms of the verbs that `inflect` would get wrong."""
    table = cast(dict[str, str], read_data("cues.toml")["irregular"])
    return {verb: frozenset((verb, *forms.split())) for verb, forms in table.items()}


def forms(verb: str) -> frozenset[str]:
    """Give all forms of `verb`, regular or not."""
    return irregular().get(verb) or inflect(verb)


@cache
def lexicon() -> Lexicon:
    """Read the lexicon; of a word in two lists the first one counts."""
    data = read_data("cues.toml")
    verbs: dict[str, Act] = {}
    nouns: dict[str, Act] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act in get_args(Act):
        for verb in data[act]["verbs"].split():
            for form in forms(verb):
                verbs.setdefault(form, act)
        for noun in data[act]["nouns"].split():
            nouns.setdefault(noun, act)
            nouns.setdefault(plural(noun), act)
        for line in data[act]["phrases"].splitlines():
            first, *rest = line.split()
            for form in forms(first):
                phrases.setdefault(form, []).append((tuple(rest), act))
    longest = {form: tuple(sorted(found, key=lambda p: -len(p[0]))) for form, found in phrases.items()}
    return Lexicon(verbs=verbs, nouns=nouns, phrases=longest)


def follows(words: Sequence[str], at: int, rest: Sequence[str], gap: int = GAP) -> int | None:
    """Give where `rest` ends in `words` from `at` on, with at most `gap` words before each, or None."""
    for wanted in rest:
        limit = min(len(words), at + gap + 1)
        while at < limit and words[at] != wanted:
            at += 1
        if at == limit:
            return None
        at += 1
    return at


def plural(noun: str) -> str:
    """Give the regular plural of `noun`."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
