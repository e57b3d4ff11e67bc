"""The frozen tables of names: titles, particles, first names, words of bodies, places (data/names*.toml)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.data_files import read_table


@dataclass(frozen=True, slots=True)
class NameTables:
    """Words in lower case without accents; classes are named by their first word."""

    titles: frozenset[str]
    doubtful_titles: frozenset[str]
    generations: frozenset[str]
    letters: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    hyphenated_articles: frozenset[str]
    surname_first: frozenset[str]
    #: Surnames of which there are too many for one alone to name anybody.
    common_surnames: frozenset[str]
    #: First name to the classes of forms that it belongs to.
    versions: dict[str, frozenset[str]]
    #: First name, short or whole, to the whole names (class names where they have one) it may stand for.
    short_forms: dict[str, frozenset[str]]
    small: frozenset[str]
    legal: frozenset[str]
    generic: frozenset[str]
    movable: frozenset[str]
    media: frozenset[str]
    #: One spelling of a word to the one that stands for both.
    spellings: dict[str, str]
    #: Whole names of bodies and of places to the one that stands for all.
    same_bodies: dict[str, str]
    same_places: dict[str, str]
    #: First words of places' names.
    place_first: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> NameTables:
    """Read the tables, once."""
    words, given = read_table("names.toml"), read_table("names_given.toml")
    person, body, place = words["person"], words["body"], words["place"]
    versions: defaultdict[str, set[str]] = defaultdict(set)
    for line in given["versions"]:
        forms = line.split()
        for form in forms:
            versions[form].add(forms[0])
    short: defaultdict[str, set[str]] = defaultdict(set)
    for whole, forms in given["short_forms"].items():
        for meant in versions.get(whole, {whole}):
            for form in [whole, *forms.split()]:
                short[form].add(meant)
    return NameTables(
        titles=_words(person["titles"]) | _words(person["doubtful_titles"]),
        doubtful_titles=_words(person["doubtful_titles"]),
        generations=_words(person["generations"]),
        letters=_words(person["letters"]),
        particles=_words(person["particles"]),
        articles=_words(person["articles"]),
        hyphenated_articles=_words(person["hyphenated_articles"]),
        surname_first=_words(person["surname_first"]),
        common_surnames=_words(person["common_surnames"]),
        versions={form: frozenset(classes) for form, classes in versions.items()},
        short_forms={form: frozenset(meant) for form, meant in short.items()},
        small=_words(body["small"]),
        legal=_words(body["legal"]),
        generic=_words(body["generic"]),
        movable=_words(body["movable"]),
        media=_words(body["media"]),
        spellings={form: line.split()[0] for line in body["spellings"] for form in line.split()},
        same_bodies=_same(body["same"]),
        same_places=_same(place["same"]),
        place_first=_words(place["first"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _same(lines: list[str]) -> dict[str, str]:
    return {form: line.split("|")[0] for line in lines for form in line.split("|")}
