"""Compare two names of people: one person, perhaps one, or two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from onrecord.link.names.fold import blurred, consonants, heard
from onrecord.link.names.person import PersonName, read_person, same_surname
from onrecord.link.names.tables import tables
from onrecord.link.names.verdict import Likeness, NameVerdict

#: Likeness of two words (1 − edits / letters of the longer) from which one may be a slip of the other.
#: Chosen on the cases of tests/unit/link/test_names_table.py: two letters left out of eight give .75.
SLIP = 0.75
#: The same where the other half of the name is in doubt as well.
SLIP_OF_BOTH = 0.8
_Given = Literal["equal", "version", "short form", "initial", "slip"]
_SCORES: dict[_Given, float] = {
    "equal": 1.0,
    "version": 0.93,
    "short form": 0.85,
    "initial": 0.8,
    "slip": 0.6,
}


@lru_cache(maxsize=50_000)
def compare_people(a: str, b: str) -> NameVerdict | None:
    """Compare two printed names of people; None where they are two people's, as far as names tell."""
    one, other = read_person(a), read_person(b)
    if one is None or other is None:
        return None
    if one.words == other.words and one.generation == other.generation:
        return NameVerdict("same", 1.0, "the same words, but for capitals, accents or titles")
    if one.given is None or other.given is None:
        return _alone(one, other)
    if one.generation != other.generation:
        return _generations(one, other)
    if one.whole == other.whole:
        return NameVerdict("same", 0.98, "the same letters, written apart or with a hyphen")
    return _whole_names(one, other)


def _whole_names(one: PersonName, other: PersonName) -> NameVerdict | None:
    if _initial_left_off(one, other):
        return NameVerdict("short", 0.85, "the same words, an initial before them left out")
    arabic = one.arabic or other.arabic
    given = _compare_given(one.words[0], other.words[0], arabic=arabic)
    if not same_surname(one.surname, other.surname, arabic=arabic):
        return _other_words(one, other, given)
    if given is None:
        if _ends_alike(one, other):
            return _candidate(0.5, one, other, "one name is the end of the other")
        return None
    middles = _compare_middles(one.middles, other.middles)
    if middles == "differ":
        return None
    if given == "slip":
        if _may_be_slip(one.words[0], other.words[0], SLIP_OF_BOTH):
            return _candidate(0.7, one, other, "the surname is the same, the first name may be garbled")
        return None
    if middles == "doubtful":
        return _candidate(0.7, one, other, "one name leaves out more than one usually does")
    exact = one.surname == other.surname
    score = _SCORES[given] - (0 if exact else 0.05) - (0.05 if middles == "left out" else 0)
    reason = _reason(given, exact=exact, middles=middles)
    likeness: Likeness = "same" if given in ("equal", "version") and middles == "same" else "short"
    return NameVerdict(likeness, round(score, 2), reason)


def _other_words(one: PersonName, other: PersonName, given: _Given | None) -> NameVerdict | None:
    """Compare names whose surnames differ."""
    if _turned_round(one, other):
        return _candidate(0.7, one, other, "the same words in another order")
    if _longer_by_a_surname(one, other):
        return _candidate(0.7, one, other, "one name goes on where the other ends")
    if given is None:
        return None
    return _garbled_surname(one, other, given)


def _alone(one: PersonName, other: PersonName) -> NameVerdict | None:
    """Compare a surname without a first name with another name."""
    arabic = one.arabic or other.arabic
    if one.given is None and other.given is None:
        if same_surname(one.surname, other.surname, arabic=arabic):
            return NameVerdict("same", 0.9, "the same surname in another spelling")
        return None
    alone, whole = (one, other) if one.given is None else (other, one)
    if any(same_surname(alone.surname, surname, arabic=arabic) for surname in whole.surnames):
        if alone.surname in tables().common_surnames:
            return NameVerdict("candidate", 0.4, "a surname alone, which many people have")
        if alone.surname in tables().versions or alone.surname in tables().short_forms:
            return NameVerdict("candidate", 0.4, "a surname alone, which is a first name as well")
        return NameVerdict("short", 0.7, "a surname alone")
    return None


def _generations(one: PersonName, other: PersonName) -> NameVerdict | None:
    """Compare names of which one or both say which of two namesakes is meant."""
    if one.generation and other.generation:
        return None
    if one.words == other.words:
        named = one.generation or other.generation
        return NameVerdict("candidate", 0.5, f"namesakes: only one is called {named}")
    return None


def _compare_given(a: str, b: str, *, arabic: bool) -> _Given | None:
    if a == b:
        return "equal"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else None
    known = tables()
    one, other = given_classes(a), given_classes(b)
    if one & other or heard(a, arabic=arabic) == heard(b, arabic=arabic):
        return "version"
    if (one | known.short_forms.get(a, frozenset())) & (other | known.short_forms.get(b, frozenset())):
        return "short form"
    return "slip" if _may_be_slip(a, b, SLIP) else None


def given_classes(word: str) -> frozenset[str]:
    """Name the classes of first names that `word` is a form of: the table's, and its sound."""
    # Doubled letters count once, but "Gabrielle" is not Gabriele, nor "Michelle" Michele.
    sound = heard(re.sub("ie$", "y", word), arabic=not word.endswith("lle"))
    return tables().versions.get(word, frozenset()) | {sound}


def _compare_middles(
    a: tuple[str, ...], b: tuple[str, ...]
) -> Literal["same", "left out", "doubtful", "differ"]:
    """Compare what stands between first name and surname; initials stand for words of their letter."""
    if not a or not b:
        return "same" if a == b else "left out"
    if len(a) == len(b):
        pairs = list(zip(a, b, strict=True))
        if all(x == y or given_classes(x) & given_classes(y) for x, y in pairs):
            return "same"
        if all(x[0] == y[0] and (len(x) == 1 or len(y) == 1 or x == y) for x, y in pairs):
            return "left out"
        return "differ"
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    found = all(any(word == other for other in rest) for word in short)
    # "George W. Bush" is not "George H. W. Bush"; whole words in order may be the same person's.
    return "doubtful" if found and all(len(word) > 1 for word in long) else "differ"


def _garbled_surname(one: PersonName, other: PersonName, given: _Given) -> NameVerdict | None:
    if min(len(one.surname), len(other.surname)) < 4:
        return None
    if given == "slip":
        both = _may_be_slip(one.words[0], other.words[0], SLIP_OF_BOTH)
        if both and _may_be_slip(one.surname, other.surname, SLIP_OF_BOTH):
            return _candidate(
                0.55, one, other, "first name and surname are both spelt nearly alike: garbled, or two people"
            )
        return None
    if given in ("equal", "version") and _may_be_slip(one.surname, other.surname, SLIP):
        return _candidate(
            0.7,
            one,
            other,
            "the first name is the same, the surname is spelt nearly alike: garbled, or two people",
        )
    return None


def _may_be_slip(a: str, b: str, least: float) -> bool:
    """Tell whether one word may be the other garbled: alike by sound, or in most of their letters."""
    if a == b or heard(a) == heard(b) or blurred(a) == blurred(b):
        return True
    vowels = a[0] in "aeiou" and b[0] in "aeiou"
    if a[0] != b[0] and not vowels and consonants(a) != consonants(b):
        return False
    likeness = max(OSA.normalized_similarity(a, b), OSA.normalized_similarity(blurred(a), blurred(b)))
    return likeness >= least


def _turned_round(one: PersonName, other: PersonName) -> bool:
    return len(one.words) == len(other.words) and sorted(one.words) == sorted(other.words)


def _longer_by_a_surname(one: PersonName, other: PersonName) -> bool:
    short, long = sorted((one.words, other.words), key=len)
    if not 2 <= len(short) < len(long):
        return False
    given = bool(given_classes(short[0]) & given_classes(long[0]))
    return given and short[1:] == long[1 : len(short)]


def _initial_left_off(one: PersonName, other: PersonName) -> bool:
    """Tell "J. Aldo Pern" and "Aldo Pern"."""
    short, long = sorted((one.words, other.words), key=len)
    return len(long[0]) == 1 and long[1:] == short


def _ends_alike(one: PersonName, other: PersonName) -> bool:
    short, long = sorted((one.words, other.words), key=len)
    return 2 <= len(short) < len(long) and long[-len(short) :] == short


def _candidate(score: float, one: PersonName, other: PersonName, reason: str) -> NameVerdict:
    """Make a candidate, a little surer the more alike all letters are."""
    alike = OSA.normalized_similarity(one.whole, other.whole)
    return NameVerdict("candidate", round(score + 0.2 * alike, 2), reason)


def _reason(given: _Given, *, exact: bool, middles: str) -> str:
    first = {
        "equal": "the same first name",
        "version": "two forms of one first name",
        "short form": "a first name and its short form",
        "initial": "an initial of the first name",
    }[given]
    last = "the same surname" if exact else "the same surname in another transliteration"
    return f"{first}, {last}" + (", a middle name left out or abbreviated" if middles == "left out" else "")
