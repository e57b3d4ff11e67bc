"""Which kind and name the annotations of one article give to each entity in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.names.bodies import plain_place, read_body
from onrecord.link.names.fold import MOST_CHARACTERS, fold
from onrecord.link.names.person import MAY_BEGIN, read_person
from onrecord.link.names.tables import tables
from onrecord.model import EntityKind, Mention, MentionType, Statement, content_id

#: Names of peoples ("Russian") are nobody's name; they are no entities.
_KINDS: dict[MentionType, EntityKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "other", "PRODUCT": "other", "LAW": "other", "WORK": "other",
}  # fmt: skip
#: Kinds in which equal votes are decided.
_ORDER: tuple[EntityKind, ...] = ("person", "place", "organization", "other")
#: Longer runs of words are headlines or lists.
_MOST_WORDS = 10
_EDGES = " \t\n\"“”„‘’'()[]{}.,;:!?–—-"
_GENERATION = re.compile(r"(?<![\s,])[\s,]+(Jr|Sr|Junior|Senior|II|III|IV)\.?$")


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name as printed, with the kind of thing that has it."""

    kind: EntityKind
    name: str
    #: Initials that some page uses for the name, which it prints as well: a form of its own, which proves it.
    alias: str | None = None

    @property
    def id(self) -> str:
        """The id of its item."""
        return _form_id(self)


@lru_cache(maxsize=50_000)
def _form_id(form: NameForm) -> str:
    parts = (form.kind, form.name) if form.alias is None else (form.kind, form.name, form.alias)
    return content_id("name", *parts)


def clean_name(name: str) -> str:
    """Write a printed name in one line, quotation marks, brackets and a possessive ending off."""
    line = " ".join(name[: 2 * MOST_CHARACTERS].split()).replace("’", "'").replace("‘", "'").replace("‑", "-")
    line = line.removesuffix("'s").removesuffix("'S")
    bare = line.strip(_EDGES)
    # "J. F. K.", "Inc." and "U.S." keep their last full stop; "Tavelua." does not.
    last = bare.rpartition(" ")[2]
    return bare + "." if line.startswith(bare + ".") and ("." in last or len(last) == 1) else bare


def form_of(kind: EntityKind, name: str) -> NameForm:
    """Make the form of a printed name."""
    return NameForm(kind, clean_name(name))


def is_name(name: str, kind: EntityKind) -> bool:
    """Tell names from runs of capital letters, half-marked phrases and bare titles."""
    known = tables()
    words = clean_name(name).split()
    if not words or len(words) > _MOST_WORDS or len(name) > MOST_CHARACTERS:
        return False
    if not any(letter.isupper() for letter in name) and all(letter.isascii() for letter in name):
        return False
    if (words[-1].islower() and words[-1] in known.small) or words[0] in known.small - {
        "el",
        "la",
        "le",
        "de",
        "des",
    }:
        return False
    folded = [fold(word).strip(".") for word in words]
    if sum(letter.isalpha() for letter in name) < 2:
        return False
    if all(word in known.titles for word in folded) or not any(any(c.isalpha() for c in w) for w in folded):
        return False
    if kind == "person":
        return read_person(name) is not None
    return read_body(name) is not None


def article_forms(
    text: str, mentions: Sequence[Mention], statements: Sequence[Statement]
) -> dict[str, NameForm]:
    """Give each named entity of an article, as the annotations call it, its form.

    Its kind is the one most of its mentions have; who speaks as a person is one. A single word marked as a
    person of which the article tells nothing that only people do is of kind "other": as often a place.
    """
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    printed: defaultdict[str, list[str]] = defaultdict(list)
    people = {s.speaker.name for s in statements if s.speaker and s.speaker.kind == "person"}
    for mention in mentions:
        kind = _KINDS.get(mention.type)
        if not mention.entity or kind is None:
            continue
        if mention.form == "name":
            votes[mention.entity][kind] += 1
            printed[mention.entity].append(mention.text)
            if kind == "person" and _title_before(text, mention.start):
                people.add(mention.entity)
        elif kind == "person":
            people.add(mention.entity)
    forms: dict[str, NameForm] = {}
    for entity, counts in votes.items():
        decided = max(_ORDER, key=lambda kind: counts[kind])
        kind = "person" if entity in people and counts["person"] else decided
        name = clean_name(entity)
        if kind == "person" and " " not in name and entity not in people:
            kind = "other"
        if plain_place(name) in tables().same_places:
            kind = "place"
        if kind == "person":
            name = _with_generation(name, printed[entity])
        if is_name(name, kind):
            forms[entity] = NameForm(kind, name)
    for statement in statements:
        speaker = statement.speaker
        if speaker and speaker.name not in forms and speaker.kind in ("person", "organization"):
            known: EntityKind = "person" if speaker.kind == "person" else "organization"
            if _all_capitalised(speaker.name) and is_name(speaker.name, known):
                forms[speaker.name] = form_of(known, speaker.name)
    return forms


def _with_generation(name: str, printed: Sequence[str]) -> str:
    """Add "Jr." where each full mention of a name has it; father and son are kept apart by it."""
    full = [clean_name(words) for words in printed if " " in clean_name(words)]
    found = {match.group(1) for match in map(_GENERATION.search, full) if match}
    if len(found) == 1 and all(_GENERATION.search(words) for words in full) and not _GENERATION.search(name):
        return f"{name} {next(iter(found))}"
    return name


def _title_before(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].split()
    if not before or text[start - 1] not in " \t":
        return False
    word = fold(before[-1]).strip(".")
    return word in tables().titles - tables().doubtful_titles or before[-1] in ("King", "Pope", "Prince")


def _all_capitalised(name: str) -> bool:
    known = tables()
    words = clean_name(name).split()
    allowed = known.small | known.particles | known.hyphenated_articles | MAY_BEGIN
    return all(word[0].isupper() or word[0].isdigit() or word.split("-")[0] in allowed for word in words)
