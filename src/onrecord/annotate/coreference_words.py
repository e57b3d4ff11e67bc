"""The words that coreference knows: titles, roles, kinds of noun, pronouns (data/person_words.json)."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

#: "one": "they" of whom speaks of himself as "I".
PronounClass = Literal[
    "female", "male", "one", "plural", "neuter", "first", "first_plural", "second", "relative"
]
Gender = Literal["female", "male"]

#: A word with its inner hyphens, dots and apostrophes; a possessive or contracted ending; or one other mark.
_ENDS = r"(?:[sSdDmM]|[lL]{2}|[rRvV][eE])\b"
TOKEN = re.compile(rf"['’‘]{_ENDS}|\w+(?:[&.\-‑]\w+|['’](?!{_ENDS})\w+)*|[^\w\s]")


class Token(NamedTuple):
    """One word or mark of a text, `[start, end)` in code points of that text."""

    start: int
    end: int
    text: str
    #: Lower case, without the dots of an abbreviation ("u.s" for "U.S").
    low: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split `text[start:end]` into tokens whose offsets count from the start of `text`."""
    stop = len(text) if end is None else end
    return [
        Token(*found.span(), word := found.group(), word.lower())
        for found in TOKEN.finditer(text, start, stop)
    ]


#: Possessive and contracted endings, as tokens.
ENDINGS = frozenset(mark + ending for mark in "'’‘" for ending in ("s", "d", "m", "ll", "re", "ve"))
#: "he" and "she" in every case.
HE_OR_SHE = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)


def word_set(words: str) -> frozenset[str]:
    """Make a set of words that are written with spaces between."""
    return frozenset(words.split())


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    source = files("onrecord.annotate").joinpath("data/person_words.json")
    loaded: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    source = files("onrecord.annotate").joinpath("data/first_names.json")
    lists = json.loads(source.read_text(encoding="utf-8"))
    return frozenset(lists["female"].split()), frozenset(lists["male"].split())


def _words(key: str) -> frozenset[str]:
    return frozenset(_data()[key].split())


TITLES_OF: dict[str, frozenset[str]] = {g: frozenset(w.split()) for g, w in _data()["titles"].items()}
#: Every word that may stand before a name without being part of it.
TITLES = TITLES_OF["female"] | TITLES_OF["male"] | TITLES_OF["either"]
SUFFIXES = _words("suffixes")
PERSON_NOUNS = (
    _words("person_nouns") | _words("female_nouns") | _words("male_nouns") | _words("generic_person")
)
GENERIC_PERSON = _words("generic_person")
NOUNS_OF: dict[str, frozenset[str]] = {"female": _words("female_nouns"), "male": _words("male_nouns")}
PLURAL_PEOPLE = _words("plural_people")
QUANTIFIERS = _words("quantifiers")
DOCUMENTS = _words("documents")
ORGANIZATIONS = _words("organizations")
#: Head noun of a description to words in the names it may stand for ("paper" to "herald").
ORGANIZATION_CLASSES: dict[str, frozenset[str]] = {
    noun: frozenset(words.split())
    for noun, words in _data()["organization_classes"].items()
    if noun != "about"
}
#: Nouns that may stand for the last organization that spoke, whatever its name says of it.
ORGANIZATION_FALLBACK = _words("organization_fallback")
#: Person nouns that firms are called by too: no proof that the name beside them is a person's.
FIRMS_TOO = _words("firms_too")
#: First and last words of the names of places, and what belongs to a country but hardly to a person.
PLACE_FIRST, PLACE_LAST, PLACE_OWNS = _words("place_first"), _words("place_last"), _words("place_owns")
#: Adjectives and participles that follow their noun: "a source familiar with".
AFTER_NOUN = _words("after_noun")
#: Offices whose holder is seldom left without a name.
OFFICES = _words("offices")
#: What "the two …" and "both …" call two that were named.
PAIR_NOUNS = _words("pair_nouns")
METONYMS = frozenset(_data()["metonyms"].split("|"))
NOT_IN_NOUN_PHRASE = _words("not_in_noun_phrase")
PREPOSITIONS = _words("prepositions")
BOUNDARY = _words("boundary")
DETERMINERS = word_set("a an the this that these those his her its their our my your another one")
DEFINITE = word_set("the this that these those his her its their")
#: "His Majesty", "Her Excellency": the pronoun is part of the style, and nobody's.
STYLES = word_set("majesty highness excellency holiness eminence lordship ladyship")
#: Where a source is one of these alone, its noun was cut off: it names nobody.
ARTICLES = word_set("a an the")
REFLEXIVES = word_set("himself herself itself themselves")

PRONOUNS: dict[str, PronounClass] = {
    word: name for name, words in _data()["pronouns"].items() for word in words.split()
}

_ROLES: dict[str, frozenset[str]] = {}
for _line in _data()["roles"]["same"]:
    for _word in _line.split():
        _ROLES[_word] = _ROLES.get(_word, frozenset()) | frozenset(_line.split())

for _line in _data()["documents_same"]:
    for _word in _line.split():
        _ROLES[_word] = frozenset(_line.split())

_DEMONYMS: dict[str, frozenset[str]] = {}
for _line in _data()["demonyms"].split("|"):
    for _word in _line.split():
        _DEMONYMS[_word] = _DEMONYMS.get(_word, frozenset()) | frozenset(_line.split())


_PLAIN: dict[str, str] = dict(pair.split() for pair in _data()["abbreviations"].split("|"))


def plain_role(word: str) -> str:
    """Write a role as one word for all its forms: "sen" and "senator", "spokesman" and "spokeswoman"."""
    return _PLAIN.get(word, word)


def same_role(word: str) -> frozenset[str]:
    """Give the words for the same office, calling or kind of document, `word` among them."""
    return _ROLES.get(word, frozenset((word,)))


def same_place(one: str, other: str) -> bool:
    """Tell whether two words name one country: equal, listed together, or alike in four letters."""
    if one == other or other in _DEMONYMS.get(one, ()):
        return True
    return (
        len(one) > 4
        and len(other) > 4
        and one[:4] == other[:4]
        and one[-2:] in {"an", "sh", "se", "ic", "ni"}
    )


def gender_of_first_name(name: str) -> Gender | None:
    """Look a first name up; None where it is given to both or not listed."""
    female, male = _first_names()
    low = name.lower()
    if (low in female) == (low in male):
        return None
    return "female" if low in female else "male"


def gender_of_noun(noun: str) -> Gender | None:
    """Give the gender that a noun or title tells by itself ("spokeswoman", "Mr")."""
    for gender in ("female", "male"):
        if noun in NOUNS_OF[gender] or noun in TITLES_OF[gender]:
            return "female" if gender == "female" else "male"
    return None


_AGE = re.compile(r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-year-old")


def is_age(word: str) -> bool:
    """Tell "58-year-old", which stands for somebody whose name and age are told."""
    return _AGE.fullmatch(word) is not None


def is_plural_noun(word: str) -> bool:
    """Guess from its form whether a lower-case noun is plural."""
    if word in PLURAL_PEOPLE or word in QUANTIFIERS:
        return True
    if word.endswith("ics") and word[:-1] in PERSON_NOUNS:
        return True
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "news", "ics")):
        return False
    return word not in PERSON_NOUNS and word not in {"series", "congress", "wales"}


def singular(word: str) -> str:
    """Guess the singular of a noun: officials → official, agencies → agency, spokesmen → spokesman."""
    if word.endswith("men") and word != "men":
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if is_plural_noun(word) and word.endswith("s") else word
