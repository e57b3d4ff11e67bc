"""Words of a statement made comparable: folded, stemmed, weighed, with numbers as figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from anyascii import anyascii

from onrecord.link.data_files import read_table
from onrecord.link.stories import words as stories_words

#: A word with its inner apostrophes, hyphens and points ("don't", "20,118", "U.S.S.R").
_TOKEN = re.compile(r"\w+(?:[’'`.,\-‐‑]\w+)*%?")
#: Words read of one wording; a statement is hardly ever longer, and alignment takes the square of it.
MOST_WORDS = 400
#: Least weight of a figure or a name, on the scale of the frozen table (0 to 7): hardly shared by chance,
#: even where news is full of it.
NAMED = 4.0
#: "4m", "1.5bn", "20k".
_MAGNITUDE = re.compile(r"(\d[\d.,]*)(k|m|mn|bn|tn)$")
_LETTERS = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_MAGNITUDES = ("100", "1000", "1000000", "1000000000", "1000000000000")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, with its place `[start, end)` in the text it was read from."""

    start: int
    end: int
    #: Lower case, without accents, contractions opened, numbers as figures.
    norm: str
    #: `norm` without its ending (Snowball, English).
    stem: str
    #: What sharing it says, in [0, 7]; 0 for words of grammar.
    weight: float
    #: Printed with a capital that no beginning of a sentence explains.
    named: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as compared words."""

    text: str
    words: tuple[Word, ...]
    #: Weight by stem, of the words that weigh anything.
    weights: Mapping[str, float]
    #: Figures, as text.
    numbers: frozenset[str]
    negations: int

    @property
    def norms(self) -> list[str]:
        """The compared words in order."""
        return [word.norm for word in self.words]

    @property
    def weight(self) -> float:
        """The weight of all words, each once."""
        return sum(self.weights.values())

    def printed(self, first: int, last: int) -> str:
        """Give the words `[first, last)` as they are printed, with what stands between them."""
        words = self.words[first:last]
        return " ".join(self.text[words[0].start : words[-1].end].split()) if words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of wording.toml."""

    function: frozenset[str]
    negation: frozenset[str]
    is_after: frozenset[str]
    pointing: frozenset[str]
    #: Stems.
    relational: frozenset[str]
    polarity_forms: Mapping[str, str]
    contractions: Mapping[str, str]
    whole: Mapping[str, str]
    numbers: Mapping[str, int]


@cache
def lexicon() -> Lexicon:
    """Read the word lists."""
    table = read_table("wording.toml")
    return Lexicon(
        function=frozenset(table["function"].split()),
        negation=frozenset(table["negation"].split()),
        is_after=frozenset(table["is_after"].split()),
        pointing=frozenset(table["pointing"].split()),
        relational=frozenset(map(stem, table["relational"].split())),
        polarity_forms=table["polarity_forms"],
        contractions=table["contractions"],
        whole=table["whole"],
        numbers=table["numbers"],
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Take the ending off a folded English word."""
    # A stemmer keeps state while it works: one a call, so that threads do not meet in it.
    return str(snowballstemmer.stemmer("english").stemWord(word))


def fold(text: str) -> str:
    """Write `text` in lower-case ASCII letters, apostrophes in one form."""
    return (text if text.isascii() else anyascii(text)).casefold().replace("`", "'")


@lru_cache(maxsize=20_000)
def read_wording(text: str) -> Wording:
    """Read the compared words of `text`; of more than MOST_WORDS the first."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        if len(words) >= MOST_WORDS:
            break
        words += _words(match, named=match.group()[0].isupper() and not _starts(text, match.start()))
    words = _join_numbers(words[:MOST_WORDS])
    return Wording(
        text=text,
        words=tuple(words),
        weights=_weights(words),
        numbers=frozenset(word.norm for word in words if word.norm[0].isdigit()),
        negations=sum(word.norm in lexicon().negation for word in words),
    )


def join(texts: Iterable[str]) -> str:
    """Join the pieces of a broken content to one text."""
    return " ".join(texts)


def bare_words(wording: Wording) -> tuple[str, ...]:
    """Give the compared words but for an opening "that": the same where two contents are one wording."""
    norms = tuple(wording.norms)
    return norms[1:] if norms[:1] == ("that",) and len(norms) > 2 else norms


def only_points(wording: Wording) -> bool:
    """Whether a content says nothing itself but points to something said ("the complaints")."""
    pointing = lexicon().pointing
    heavy = [word.norm for word in wording.words if word.weight]
    return len(wording.words) <= 4 and (
        all(norm in pointing for norm in heavy)
        and bool(heavy or any(word.norm in pointing for word in wording.words))
    )


def _weights(words: Sequence[Word]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in words:
        if word.weight:
            weights[word.stem] = max(word.weight, weights.get(word.stem, 0.0))
    return weights


def _starts(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at `start`, so that a capital says nothing."""
    before = text[max(0, start - 3) : start].rstrip(" \n\t(")
    return not before or before[-1] in '.!?:"“”‘„«'


def _words(match: re.Match[str], named: bool) -> list[Word]:
    """Open contractions and hyphens of one printed word."""
    raw, known = match.group(), lexicon()
    folded = fold(raw)
    if all(len(part) == 1 and part.isalpha() for part in folded.split(".")):
        parts = [folded.replace(".", "")]
    elif folded in known.whole:
        parts = known.whole[folded].split()
    elif "%" in folded:
        parts = [folded.rstrip("%"), "percent"]
    else:
        parts = _open(folded) if "'" in folded else [folded]
    pieces = [piece for part in parts for piece in _pieces(part)]
    return [_word(match.start(), match.end(), piece, named) for piece in pieces]


def _open(folded: str) -> list[str]:
    """Divide "they're" and drop the ending of "captain's"."""
    known = lexicon()
    for ending, word in known.contractions.items():
        if folded.endswith(ending) and len(folded) > len(ending):
            return [folded.removesuffix(ending), word]
    head, _, tail = folded.rpartition("'")
    if tail == "s":
        return [head, "is"] if head in known.is_after else [head]
    return [folded.replace("'", "")]


def _pieces(part: str) -> list[str]:
    """Divide compounds; a figure keeps its point, loses its commas, and is told from its magnitude."""
    magnitude = _MAGNITUDE.match(part)
    if magnitude:
        return [magnitude.group(1).replace(",", ""), _LETTERS[magnitude.group(2)]]
    return [
        number.replace(",", "") if number[:1].isdigit() else number
        for piece in re.split(r"[\-'_]", part)
        for number in ([piece] if piece[:1].isdigit() else re.split(r"[.,]", piece))
        if number
    ]


def _word(start: int, end: int, norm: str, named: bool) -> Word:
    known = lexicon()
    norm = str(known.numbers.get(norm, norm))
    if norm[0].isdigit():
        return Word(start, end, norm, norm, max(NAMED, stories_words.weight(norm)))
    if norm in known.function or len(norm) == 1:
        return Word(start, end, norm, norm, 0.0)
    weight = stories_words.weight(stories_words.stem(norm))
    return Word(start, end, norm, stem(norm), max(NAMED, weight) if named else weight, named)


def _join_numbers(words: Sequence[Word]) -> list[Word]:
    """Join "ninety four", "3 million" and "per cent" to one word each."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and last.norm == "per" and word.norm == "cent":
            norm = "percent"
        elif last and _continues(last.norm, word):
            norm = _value(last.norm, word.norm)
        else:
            joined.append(word)
            continue
        joined[-1] = _word(last.start, word.end, norm, named=False)
    return joined


_TENS = frozenset(("20", "30", "40", "50", "60", "70", "80", "90"))


def _continues(last: str, word: Word) -> bool:
    """Whether two figures make one: a figure and its magnitude, or tens and units."""
    if len(last) > 12 or not (last.replace(".", "", 1).isdecimal() and word.norm.isdecimal()):
        return False
    if word.norm in _MAGNITUDES:
        return True
    return last in _TENS and len(word.norm) == 1 and word.norm != "0"


def _value(last: str, word: str) -> str:
    """Give the figure that two make, as text without an exponent."""
    if word in _MAGNITUDES:
        return f"{float(last) * int(word):.6f}".rstrip("0").rstrip(".")
    return str(int(last) + int(word))
