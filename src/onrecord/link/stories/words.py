"""Words as the stages that compare articles see them: folded, cut to a stem, weighed by a frozen table."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.link.data_files import read_data

#: Letters of a word that count: "suspended" and "suspension" are one, as are "count" and "counting".
STEM = 5
#: Weight of a word that the table does not have: names, and what ordinary news hardly uses.
RAREST = 7.0
_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?")


def words_of(text: str) -> Iterator[str]:
    """Give the words and numbers of `text` as they are printed, in order; linear in its length."""
    return (match.group() for match in _WORD.finditer(text))


def fold(word: str) -> str:
    """Give `word` in lower case, without accents, possessive and separators of thousands."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    bare = re.split("['’]", word, maxsplit=1)[0] if word[-2:] in ("'s", "’s") else word
    plain = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in plain if c.isalnum()).casefold()


def stem(word: str) -> str:
    """Give what stands for the folded `word`: its number in figures, or its first letters."""
    return numerals().get(word) or word[:STEM]


def stems_of(text: str) -> list[str]:
    """Give the stems of all words of `text`, in order."""
    return [stem(folded) for folded in map(fold, words_of(text)) if folded]


def weight(stemmed: str) -> float:
    """Give how much it says that two texts share a stem, in [0, RAREST]."""
    return _weights().get(stemmed, RAREST)


def total(stems: Iterable[str]) -> float:
    """Add up the weights of `stems`."""
    known = _weights()
    return sum(known.get(stemmed, RAREST) for stemmed in stems)


@cache
def _weights() -> dict[str, float]:
    table: dict[str, str] = json.loads(read_data("stories_words.json"))
    return {stemmed: float(level) for level, stems in table.items() for stemmed in stems.split()}


@cache
def numerals() -> dict[str, str]:
    """Give the figures of the numbers that are written as words."""
    written = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen"
    )
    tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    small = {word: str(number) for number, word in enumerate(written.split())}
    return {**small, **{word: str(10 * number) for number, word in enumerate(tens.split(), start=2)}}
