"""Names in two articles: which of one stand in the other, and which stand there garbled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.link.copies.text import Text
from onrecord.link.stories.words import fold, words_of

#: A garbled word keeps most of its letters ("Orlando" for "Orlande", "Kettle" for "Ketter": 0.67); two
#: names of people in one report that are that near each other are rare.
_NEAR = 0.65
#: Shorter words are near too many others.
_SHORTEST = 3
#: Spellings of one name in the Latin alphabet, so that "Delphine" is no garbled "Delfine".
_SPELLINGS = (
    ("ph", "f"), ("ck", "k"), ("kh", "h"), ("gh", "g"), ("iy", "i"), ("yi", "i"), ("ei", "i"), ("y", "i"),
    ("j", "i"), ("w", "v"), ("q", "k"), ("c", "k"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of one article stand in another."""

    #: How many of the names are found, garbled or not, and how many there are.
    found: int
    count: int
    #: Words that stand there in another form: (here, there).
    garbled: tuple[tuple[str, str], ...]


def compare_names(part: Sequence[str], part_text: Text, whole: Sequence[str], whole_text: Text) -> Names:
    """Look for each name of `part` in the text of `whole`; a name is found by its last word."""
    here = _words(part, whole_text)
    there = _words(whole, part_text)
    garbled = {word: near for word in here if (near := _nearest(word, there)) is not None}
    found = 0
    for name in part:
        words = [fold(word) for word in words_of(name)]
        found += bool(words) and (words[-1] in whole_text.vocabulary or words[-1] in garbled)
    odd = tuple((word, near) for word, near in sorted(garbled.items()) if _spelling(word) != _spelling(near))
    return Names(found=found, count=len(part), garbled=odd)


def _words(names: Sequence[str], other: Text) -> list[str]:
    """Give the words of names that the other text has nowhere, sorted."""
    words = {fold(word) for name in names for word in words_of(name)}
    return sorted(w for w in words if len(w) >= _SHORTEST and w.isalpha() and w not in other.vocabulary)


def _nearest(word: str, others: Sequence[str]) -> str | None:
    near = [(OSA.normalized_similarity(word, other), other) for other in others if other[0] == word[0]]
    near += [(OSA.normalized_similarity(_spelling(word), _spelling(other)), other) for other in others]
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= _NEAR else None


@lru_cache(maxsize=1 << 14)  # a word of a hot name is compared with thousands; it was half of all linking
def _spelling(word: str) -> str:
    for letters, plain in _SPELLINGS:
        word = word.replace(letters, plain)
    return _DOUBLED.sub(r"\1", word)
