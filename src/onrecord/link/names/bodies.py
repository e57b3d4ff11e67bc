"""Compare two names of bodies (organizations, outlets, courts) or of places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.link.names.fold import MOST_CHARACTERS, fold, heard
from onrecord.link.names.tables import tables
from onrecord.link.names.verdict import NameVerdict

#: Likeness of all letters from which one name may be the other garbled.
SLIP = 0.85
#: Two letters are the initials of too many bodies to be worth a look.
SHORTEST_ACRONYM = 3
_WORD = re.compile(r"\w[\w.&'’‘ʼ`´/]*")
_OWNER_ENDINGS = ("'s", "’s", "‘s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a body in folded words, in regular order: what it is of stands first."""

    #: With "the", legal forms and small words off, one spelling for several.
    words: tuple[str, ...]
    #: Initials of the words as printed, with and without small words; of several words only.
    initials: frozenset[str]
    #: It says what it is of: "University of X".
    of: bool
    #: The letters of a name that is one word of capitals; None of others.
    acronym: str | None

    @property
    def generic(self) -> bool:
        """Tell whether every country may have a body of this name."""
        return all(word in tables().generic for word in self.words)

    @property
    def letters(self) -> str:
        """All letters in one."""
        return "".join(self.words)


@lru_cache(maxsize=50_000)
def read_body(name: str) -> BodyName | None:
    """Read `name`; None where there is no name in it."""
    known = tables()
    printed = _WORD.findall(name[:MOST_CHARACTERS].replace("-", " ").replace("‑", " "))
    folded = [word for word in (_fold_word(word) for word in printed) if word]
    if len(folded) > 1 and folded[0] == "the":
        folded = folded[1:]
    while len(folded) > 1 and folded[-1] in known.legal:
        folded.pop()
    if not folded:
        return None
    plain = _in_order(folded)
    words = tuple(known.spellings.get(word, word) for word in plain)
    whole = known.same_bodies.get(" ".join(words))
    strong = [word for word in folded if word not in known.small]
    letters = "".join(folded)
    single = len(printed) == 1 or all(len(word) == 1 for word in folded)
    acronym = (
        letters
        if single and letters.isalnum() and name.replace(".", "").isupper() and len(letters) <= 8
        else None
    )
    initials = (
        frozenset({"".join(w[0] for w in folded), "".join(w[0] for w in strong)})
        if len(strong) > 1
        else frozenset()
    )
    return BodyName(tuple(whole.split()) if whole else words, initials, "of" in folded, acronym)


@lru_cache(maxsize=50_000)
def compare_bodies(a: str, b: str) -> NameVerdict | None:
    """Compare two printed names of bodies; None where they have nothing to do with each other."""
    one, other = read_body(a), read_body(b)
    if one is None or other is None:
        return None
    if fold(a).removeprefix("the ") == fold(b).removeprefix("the "):
        return NameVerdict("same", 1.0, "the same words, but for capitals, accents or an article")
    if one.letters == other.letters:
        return NameVerdict("same", 0.95, "the same words in another order or spelling")
    if _same_owner(one, other):
        return NameVerdict("same", 0.9, "the same body of the same country")
    for short, long in ((one, other), (other, one)):
        if short.acronym and short.acronym in long.initials:
            # "ISIS" is an institute's initials too: only a page that prints both proves them.
            enough = len(short.acronym) >= SHORTEST_ACRONYM
            return NameVerdict("candidate", 0.5, "the initials of its words") if enough else None
    if one.acronym or other.acronym:
        return None
    if [heard(word) for word in one.words] == [heard(word) for word in other.words]:
        return NameVerdict("same", 0.9, "the same words in another transliteration")
    return _candidates(one, other)


@lru_cache(maxsize=50_000)
def compare_places(a: str, b: str) -> NameVerdict | None:
    """Compare two printed names of places."""
    one, other = read_place(a), read_place(b)
    if not one or not other:
        return None
    if fold(a) == fold(b):
        return NameVerdict("same", 1.0, "the same words, but for capitals or accents")
    if one == other:
        return NameVerdict("same", 0.93, "two names or spellings of one place")
    if min(len(one), len(other)) >= 6 and OSA.normalized_similarity(one, other) >= SLIP:
        return NameVerdict("candidate", 0.6, "spelt nearly alike")
    return None


@lru_cache(maxsize=50_000)
def read_place(name: str) -> str:
    """Write the name of a place as the one that stands for all its spellings; empty where it is none."""
    known = tables()
    plain = plain_place(name)
    if plain in known.same_places:
        return known.same_places[plain]
    regular = " ".join(heard(known.spellings.get(word, word)) for word in plain.split())
    return known.same_places.get(regular, regular)


def plain_place(name: str) -> str:
    """Fold the name of a place, "the" off: so the table of places has them."""
    words = [_fold_word(word) for word in _WORD.findall(name[:MOST_CHARACTERS].replace("-", " "))]
    words = [word for word in words if word]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def same_country(a: str, b: str) -> bool:
    """Tell whether one folded word is a country and the other its adjective: "kaveloa", "kaveloan"."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    stem = short.rstrip("aeioy")
    if len(stem) < 4 or not long.startswith(stem):
        return False
    return (
        re.fullmatch(r"(?:[aeioy]*)(?:n|an|ian|ean|nian|ish|ese|nese|i|ic|ch)", long[len(stem) :]) is not None
    )


def _fold_word(word: str) -> str:
    for ending in _OWNER_ENDINGS[:3]:
        word = word.removesuffix(ending)
    return fold(word).replace(".", "").replace("&", " and ").strip()


def _in_order(folded: list[str]) -> list[str]:
    """Put what a public body is of before it, and leave small words out: "Court of X" becomes "x court"."""
    known = tables()
    if "of" in folded[1:-1]:
        place = folded.index("of", 1)
        head, tail = folded[:place], folded[place + 1 :]
        if head[-1] in known.movable:
            folded = tail + head
    return [word for word in folded if word not in known.small] or folded


def _same_owner(one: BodyName, other: BodyName) -> bool:
    """Tell "Russian Foreign Ministry" and "Russia's Foreign Ministry": one generic body, one country."""
    if len(one.words) != len(other.words) or one.words[1:] != other.words[1:] or len(one.words) < 2:
        return False
    if any(word not in tables().generic for word in one.words[1:]):
        return False
    return same_country(one.words[0], other.words[0])


def _candidates(one: BodyName, other: BodyName) -> NameVerdict | None:
    short, long = sorted((one, other), key=lambda body: (len(body.words), body.words))
    if len(short.words) < len(long.words):
        # "Washington" is no short form of its university, nor of its newspapers.
        alone = len(short.words) == 1 and (long.of or short.words[0] in tables().media)
        if long.words[-len(short.words) :] == short.words and not alone:
            return NameVerdict("candidate", 0.6, "the last words of the longer name")
    if len(long.words) > 1 and _spelt_alike(one, other):
        return NameVerdict("candidate", 0.6, "spelt nearly alike")
    return None


def _spelt_alike(one: BodyName, other: BodyName) -> bool:
    """Tell whether one name may be a slip for the other: "Northern League" is none for "Southern League"."""
    if [word[0] for word in one.words] != [word[0] for word in other.words]:
        return False
    return OSA.normalized_similarity(one.letters, other.letters) >= SLIP
