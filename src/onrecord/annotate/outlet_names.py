"""Names of news agencies and outlets: the known ones, the forms of others, and which are one outlet's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from onrecord.annotate.lexicon import read_data, word_set

OutletKind = Literal["agency", "publisher"]
POSSESSIVE = re.compile(r"[’']s?$")
_MARKS = re.compile(r"[^\w\s]")
#: Names that are written as one word and abbreviated as two ("Coastwire International", CWI).
_PARTED = re.compile(r"^(\w{3,})(wire|press|news|net|line|world)$")


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two names can be forms of one outlet: equal, an abbreviation, or a short form."""
    a, b = name_key(one), name_key(other)
    if a == b or _known_name(one) == _known_name(other):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and len(long) > 1 and short[0] in initials_of(long):
        return True
    # "WKLD" for "WKLD 6", "Umbra" for "Umbra News".
    begins = long[: len(short)] == short and not generic_words().issuperset(short)
    if begins and all(word.isdigit() or word in generic_words() for word in long[len(short) :]):
        return True
    # "the Lantern" for "The Saltby Lantern".
    return (
        len(short) < len(long)
        and bool(short)
        and (long[-len(short) :] == short and short[-1] in _tail_keys())
    )


def kind_of(name: str) -> OutletKind:
    """Give whether the outlet of that name is a news agency."""
    if _known_name(name) in _agency_names():
        return "agency"
    return "agency" if _is_named_like_agency(name.casefold()) else "publisher"


def _is_named_like_agency(name: str) -> bool:
    """Tell an agency by the end of its name, or by "wire" in it ("Coastwire International")."""
    words = name.removeprefix("the ").split()
    return (len(words) > 1 and name.endswith(_agency_tails())) or any(
        len(word) > 6 and word.endswith("wire") for word in words
    )


def known_outlet(name: str) -> str | None:
    """Give the full name of an outlet of the tables, None for any other."""
    return _known().get(_fold(name))


def _fold(name: str) -> str:
    folded = " ".join(name.split())
    return folded if folded.isupper() and len(folded) <= 5 else folded.casefold()


@lru_cache(maxsize=4_096)
def name_key(name: str) -> tuple[str, ...]:
    """Give the words of a name, lower case, without its article and possessive."""
    words = _MARKS.sub(" ", POSSESSIVE.sub("", name)).casefold().split()
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def initials_of(words: Sequence[str]) -> frozenset[str]:
    """Give the abbreviations of a name of two words or more."""
    if len(words) < 2:
        return frozenset()
    small = {"of", "the", "and", "de", "for"}
    parted = [part for word in words for part in _PARTED.sub(r"\1 \2", word).split()]
    return frozenset(
        "".join(word[0] for word in form) for form in (words, [w for w in words if w not in small], parted)
    ) - {""}


def _known_name(name: str) -> str:
    return known_outlet(name) or name


@cache
def _known() -> dict[str, str]:
    return {**_table("outlets"), **_known_agencies()}


@cache
def known_beginnings() -> frozenset[str]:
    """Give the first words of all known names, folded: a name that begins otherwise is none of them."""
    return frozenset(name.casefold().split()[0] for name in _known())


@cache
def _known_agencies() -> dict[str, str]:
    return _table("agencies")


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(_known_agencies().values())


def _table(key: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in read_data("outlets.toml")[key].strip().splitlines():
        forms = [form.strip() for form in line.split("|")]
        for form in forms:
            table[_fold(form)] = forms[0]
    return table


@cache
def _agency_tails() -> tuple[str, ...]:
    return tuple(line.casefold() for line in read_data("outlets.toml")["agency_tails"].strip().splitlines())


@cache
def single_tails() -> frozenset[str]:
    """Give the words that end the name of an outlet."""
    return word_set(read_data("outlets.toml")["tails"])


@cache
def _tail_keys() -> frozenset[str]:
    return frozenset(tail.rpartition(" ")[2].casefold() for tail in tails())


@cache
def tails() -> tuple[str, ...]:
    """Give all that ends the name of an outlet, a space before it."""
    data = read_data("outlets.toml")
    long = [*data["agency_tails"].strip().splitlines(), *data["long_tails"].strip().splitlines()]
    return tuple(f" {tail}" for tail in (*long, *sorted(single_tails())))


@cache
def last_words() -> frozenset[str]:
    """Give the last words of all tails, clear ones too: a name that ends otherwise has none of them."""
    return frozenset(tail.rpartition(" ")[2] for tail in (*tails(), *clear_tails()))


@cache
def clear_tails() -> tuple[str, ...]:
    """Give the ends after which a name is whole, a space before each."""
    data = read_data("outlets.toml")
    listed = (*data["agency_tails"].strip().splitlines(), *data["clear_tails"].split())
    return tuple(f" {tail}" for tail in listed)


@cache
def generic_words() -> frozenset[str]:
    """Give the words that name a section or a desk of an outlet and no outlet by themselves."""
    return word_set(read_data("outlets.toml")["generic"])


@cache
def institution_words() -> frozenset[str]:
    """Give the words in names of bodies that are told things as outlets are, and are none."""
    return word_set(read_data("outlets.toml")["institutions"])


@cache
def heads() -> frozenset[str]:
    """Give the words that begin the name of an outlet."""
    return word_set(read_data("outlets.toml")["heads"])


@cache
def outlet_nouns() -> dict[str, frozenset[str]]:
    """Give the common nouns for outlets by what they can point back to."""
    nouns = read_data("outlets.toml")["nouns"]
    return {key: word_set(listed) for key, listed in nouns.items()}
