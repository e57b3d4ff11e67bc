"""Words as evidence: what a stretch of text is about, weighed by frozen tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from onrecord.link.data_files import read_table

#: Words with inner hyphens and apostrophes, and numbers with inner points and commas.
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'\-][^\W\d_]+)*|[^\W_]+")
#: What a shared word is worth by the share of documents that hold it (`data/disputes_common.toml`): a
#: rough -log of the share, so that three words of the middle band weigh as much as two rare ones.
#: Chosen on dev1 and the stance pairs; `evals/stance.py` and `evals/story.py` choose again.
_BAND_WEIGHTS = (("everywhere", 0.15), ("frequent", 0.4), ("usual", 0.7))
#: "not only", "no doubt": nothing is turned round.
_NOT_TURNING = (["only"], ["just"], ["merely"], ["doubt"])
#: Forms of one word share so many letters, and the longer one has at most so many more.
_HEAD, _LONGER = 4, 5
#: A word longer than this is a scraping fault; its head is as good.
_LONGEST = 40
#: What a rare word is worth that is part of a name.
_NAMED = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that says what a text is about."""

    start: int
    end: int
    #: Stem, or the digits of a number.
    stem: str
    #: In (0, 1.2].
    weight: float
    #: Printed with a capital where a common word would have none.
    name: bool


def fold(text: str) -> str:
    """Give `text` in lower case, without accents, with straight apostrophes."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in split if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Give the stem of a folded word (Snowball English; a possessive counts as its owner)."""
    bare = word[:_LONGEST].removesuffix("'s").removesuffix("'")
    number = read_table("disputes.toml")["numbers"].get(bare)
    # A stemmer keeps state while it works: one a call, so that threads do not meet in it.
    return str(number) if number is not None else str(snowballstemmer.stemmer("english").stemWord(bare))


@cache
def function_words() -> frozenset[str]:
    """Give the words that are never part of what a statement is about."""
    return frozenset(str(read_table("disputes.toml")["words"]["function"]).split())


@cache
def negations() -> frozenset[str]:
    """Give the words that turn a clause round."""
    return frozenset(str(read_table("disputes.toml")["words"]["negations"]).split())


@cache
def _calendar() -> frozenset[str]:
    return frozenset(str(read_table("disputes.toml")["words"]["calendar"]).split())


@cache
def _weights() -> Mapping[str, float]:
    common = read_table("disputes_common.toml")
    return {word: weight for band, weight in _BAND_WEIGHTS for word in str(common[band]).split()}


def weight_of(word_stem: str) -> float:
    """Give what a shared stem is worth, in (0, 1]."""
    return _weights().get(word_stem, 1.0)


@lru_cache(maxsize=65_536)
def _read(printed: str) -> tuple[str, float, bool] | None:
    """Give stem and weight of a printed word, and whether it may be a name; None where it says nothing.

    The same words stand in all texts, so each is read once.
    """
    folded = fold(printed)
    if folded in function_words() or (len(folded) < 2 and not folded.isdigit()):
        return None
    root = stem(folded)
    if root[:1].isdigit():
        root = root.replace(",", "").rstrip(".:")
    worth = weight_of(root)
    may_name = printed[:1].isupper() and worth >= 0.7 and not root.isdigit() and folded not in _calendar()
    return root, worth, may_name


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Give the words of `text[start:end)` that say what it is about, in order."""
    found = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        known = _read(match.group()[:_LONGEST])
        if known is None:
            continue
        root, worth, may_name = known
        is_name = may_name and not _opens_sentence(text, match.start())
        weight = _NAMED if is_name and worth == 1.0 else worth
        found.append(Word(start=match.start(), end=match.end(), stem=root, weight=weight, name=is_name))
    return found


def stems_in(text: str) -> dict[str, float]:
    """Give `stems(words_in(text))`; quicker, where places do not matter."""
    found: dict[str, float] = {}
    for match in WORD.finditer(text):
        known = _read(match.group()[:_LONGEST])
        if known is None:
            continue
        root, weight, may_name = known
        if weight == 1.0 and may_name and not _opens_sentence(text, match.start()):
            weight = _NAMED
        if weight > found.get(root, 0.0):
            found[root] = weight
    return found


def stems_of(words: Iterable[str], most: int | None = None) -> frozenset[str]:
    """Give the stems of words as `folded_words` gives them, of the first `most` that say something."""
    known = [root for word in words if (root := _read(word[:_LONGEST])) is not None]
    return frozenset([root for root, _, _ in known[:most]])


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \n\"“”‘’'(")
    return at == 0 or before[-1:] in tuple(".!?:") or (at <= 3 and not before)


def stems(words: Iterable[Word]) -> dict[str, float]:
    """Give the stems of `words` with the largest weight that each has."""
    found: dict[str, float] = {}
    for word in words:
        found[word.stem] = max(word.weight, found.get(word.stem, 0.0))
    return found


def folded_words(text: str) -> list[str]:
    """Give all words of `text`, folded, in order."""
    # Letters of ASCII fold one by one, which makes no other words of them.
    return WORD.findall(text.lower()) if text.isascii() else [fold(word) for word in WORD.findall(text)]


def is_negated(text: str) -> bool:
    """Tell whether an odd number of words in `text` turn it round ("not one", but not "never without")."""
    return is_turned(folded_words(text))


def is_turned(words: Sequence[str]) -> bool:
    """Tell the same of the folded words of a text."""
    if negations().isdisjoint(words):
        return False
    turning = sum(
        w in negations() and words[at + 1 : at + 2] not in _NOT_TURNING for at, w in enumerate(words)
    )
    return turning % 2 == 1


def alike(a: str, b: str) -> bool:
    """Tell whether two stems are one word's forms that the stemmer keeps apart ("signatur", "sign")."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    few = len(long) - len(short) <= _LONGER and len(short) >= _HEAD
    return few and long.startswith(short) and not short[0].isdigit()


def shared(a: Mapping[str, float], b: Collection[str]) -> dict[str, float]:
    """Give the stems of `a` that `b` has too, in one form or another, with their weight in `a`.

    At most a few dozen stems a side: the caller cuts what is longer.
    """
    # Forms of one word begin alike: one look at each stem of `b` tells those that may be a form.
    heads = {s[:_HEAD] for s in a if s not in b}
    near = [s for s in b if s[:_HEAD] in heads] if heads else []
    return {s: w for s, w in a.items() if s in b or any(alike(s, other) for other in near)}


def coverage(of: Mapping[str, float], by: Collection[str]) -> float:
    """Give the weighted share of `of` that `by` holds, in [0, 1]; 0 where `of` is empty."""
    total = sum(of.values())
    return sum(shared(of, by).values()) / total if total else 0.0
