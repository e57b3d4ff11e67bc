"""Two speakers as two pages name them: the same, one garbled, possibly the same, or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from onrecord.link.wording import fold, lexicon

#: same: one name is a form of the other. garbled: spelt so alike that one may be a slip of the other.
#: unknown: a name on one side only, or none. differ: two names.
Likeness = Literal["same", "garbled", "unknown", "differ"]
#: Likeness of two words of a name, in per cent, from which one may be a slip of the other ("Ocavale" for
#: "Okavale": 86). Chosen so that first names of one letter's difference and four letters (75) stay two.
SLIP = 80.0
#: Kinds of speaker known by what they are, not by a name.
DESCRIBED = ("unnamed_person", "group", "document", "unknown", "author")
#: Letters that transliterations and slips of the ear change into one another.
_SOUNDS = (
    (re.compile(r"(?<=[a-z])(?:iyi|iy|yy|ij|ii|yi|ey|ie|y|j)\b"), "i"),
    (re.compile(r"\b(?:ye|je|yi)"), "e"),
    (re.compile(r"\b(?:el|al)-"), "al"),
    (re.compile(r"off\b|ow\b"), "ov"),
    (re.compile(r"kh|gh|h"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name."""
    words = re.findall(r"[^\W_]+(?:[-'.][^\W_]+)*", fold(name).replace("'s ", " ").removesuffix("'s"))
    return tuple(word.replace("'", "") for word in words if word not in lexicon().function)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Write a folded word so that common transliterations of one name are one ("evgeni", "zelenski")."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def skeleton(word: str) -> str:
    """Give the consonants of a folded word, those that sound alike as one: the same for most slips."""
    heard = sound(word).translate(str.maketrans("cqzbdv", "kkspt" + "f"))
    return re.sub(r"(.)\1+", r"\1", heard[:1] + re.sub("[aeiou]", "", heard[1:]))


@lru_cache(maxsize=50_000)
def compare_names(a: str, b: str) -> Likeness:
    """Compare two names of people or bodies, without asking what kind of thing they name."""
    left, right = sorted((name_words(a), name_words(b)), key=lambda words: (len(words), words))
    if not left or not right:
        return "unknown"
    heard = [sound(word) for word in right]
    if all(sound(word) in heard for word in left):
        return "same"
    if len(left) == 1:
        return _compare_short(left[0], right)
    surname, first = _compare_words(left[-1], right[-1]), _compare_words(left[0], right[0])
    if surname == "same" and (first == "same" or _heard_alike(left[0], right[0])):
        return "same"
    return "garbled" if "differ" not in (surname, first) else "differ"


def _heard_alike(a: str, b: str) -> bool:
    """Whether two first names have the same three consonants or more ("Yevhen", "Evgeny")."""
    return skeleton(a) == skeleton(b) and len(skeleton(a)) > 2


def _compare_short(word: str, words: Sequence[str]) -> Likeness:
    """Compare a lone word with a longer name: its initials, or its last word."""
    if len(words) > 1 and word == "".join(part[0] for part in words):
        return "same"
    return _compare_words(word, words[-1])


def _compare_words(a: str, b: str) -> Likeness:
    if sound(a) == sound(b) or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return "same"
    if min(len(a), len(b)) < 4:
        return "differ"
    return "garbled" if fuzz.ratio(a, b) >= SLIP or skeleton(a) == skeleton(b) else "differ"
