"""Tell which of PLOVER's types a deed is, by its word and the words behind it (`data/events.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from onrecord.annotate.lexicon import forms, plural, read_data
from onrecord.model import EventType

#: How many words may stand before each further word of a phrase ("lifted a four-month night curfew").
GAP = 4
#: How many where the phrase has "...": a subject stands between ("said that the council must …").
WIDE = 9
#: How many words behind a plain verb its noun may stand ("conducted a mass missile and drone strike").
LIGHT_REACH = 7
#: Words that end the reach of a phrase.
_ENDS = frozenset(
    (".", ";", ":", "!", "?", "who", "which", "after", "because", "while", "since", "as", "but")
)
#: How many words before a deed may say that it is only meant to be done.
_MEANT_REACH = 5
_MEANT = frozenset(
    ("will", "'ll", "would", "shall", "ready", "willing", "prepared", "plans", "planning", "going", "set")
)
#: What may stand between "will" and its verb; anything else begins something new.
_CLAUSE_ENDS = frozenset((",", ".", ";", ":", "—", "–", "and", "that", "but"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What must follow a first word, each with its choices, and the type of the whole."""

    wanted: tuple[frozenset[str], ...]
    gap: int
    type: EventType


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The file, ready for look-ups by inflected form."""

    verbs: dict[str, EventType] = field(default_factory=dict)
    #: None for a deed that PLOVER has no type for.
    nouns: dict[str, EventType | None] = field(default_factory=dict)
    #: By noun and the word before it.
    compounds: dict[tuple[str, str], EventType] = field(default_factory=dict)
    #: By each form of the first word.
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    #: Forms of verbs that leave the deed to a noun.
    light: set[str] = field(default_factory=set)
    #: Forms of the verbs that turn what follows into their own type.
    operators: dict[str, EventType] = field(default_factory=dict)
    #: Forms of verbs that say only that a deed came to pass, and of those whose subject suffers it.
    happening: set[str] = field(default_factory=set)
    undergone: set[str] = field(default_factory=set)
    #: What a type becomes where its doer only means to do it.
    planned: dict[EventType, EventType] = field(default_factory=dict)


@cache
def event_lexicon() -> EventLexicon:
    """Read the lexicon; of a word in two lists the first one counts."""
    data, known = read_data("events.toml"), EventLexicon()
    for name, lists in data["types"].items():
        _add_type(known, cast(EventType, name), lists)
    for noun in data["deeds"]["nouns"].split():
        known.nouns.setdefault(noun, None)
        known.nouns.setdefault(plural(noun), None)
    for listed, given in (
        ("light", known.light),
        ("happening", known.happening),
        ("undergone", known.undergone),
    ):
        given.update(form for verb in data[listed]["verbs"].split() for form in _forms(verb))
    for name, listed in data["operators"].items():
        for verb in listed.split():
            known.operators.update(dict.fromkeys(_forms(verb), cast(EventType, name.upper())))
    for becomes, listed in data["planned"].items():
        known.planned.update((cast(EventType, kind), becomes) for kind in listed.split())
    return known


def _add_type(known: EventLexicon, kind: EventType, lists: Mapping[str, str]) -> None:
    for verb in lists.get("verbs", "").split():
        for form in _forms(verb):
            known.verbs.setdefault(form, kind)
    for noun in lists.get("nouns", "").split():
        known.nouns.setdefault(noun, kind)
        known.nouns.setdefault(plural(noun), kind)
    for line in lists.get("compounds", "").splitlines():
        before, noun = line.split()
        known.compounds[noun, before] = known.compounds[plural(noun), before] = kind
    for line in filter(None, lists.get("phrases", "").splitlines()):
        first, *rest = line.split()
        wide = "..." in rest
        wanted = tuple(frozenset(choice.split("/")) for choice in rest if choice != "...")
        for form in _forms(first):
            known.phrases.setdefault(form, []).append(Phrase(wanted, WIDE if wide else GAP, kind))


@cache
def _irregular() -> Mapping[str, str]:
    return cast(Mapping[str, str], read_data("events.toml")["irregular"])


def _forms(verb: str) -> Iterator[str]:
    """Give the forms of a verb, those of a doubled last consonant as well ("expelled", "cancelled")."""
    own = _irregular().get(verb)
    yield from (verb, *own.split()) if own else forms(verb)
    if verb[-1] in "lrtp" and verb[-2] in "aeiou" and verb[-3:-2] not in ("a", "e", "i", "o", "u", ""):
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


def type_of(words: Sequence[str], at: int, *, noun: bool) -> EventType | None:
    """Give the type of the deed at `words[at]`; None where it is of none.

    Args:
        words: the lower-case words and marks of a paragraph.
        at: the place of the deed's word among them.
        noun: whether that word is a noun.

    """
    known, word = event_lexicon(), words[at]
    kind = _by_phrase(known, words, at)
    if kind is None and noun:
        before = words[at - 1] if at else ""
        kind = known.compounds.get((word, before)) or known.nouns.get(word)
    elif kind is None:
        kind = known.verbs.get(word) or known.operators.get(word)
        if kind is None and (deed := deed_behind(words, at)) is not None:
            kind = type_of(words, deed, noun=True)
    if kind in known.planned and _is_meant(words, at):
        return known.planned[kind]
    return kind


def deed_behind(words: Sequence[str], at: int) -> int | None:
    """Give the place of the noun to which the plain verb at `words[at]` leaves the deed, or None."""
    known = event_lexicon()
    if words[at] not in known.light:
        return None
    for place in range(at + 1, min(len(words), at + 1 + LIGHT_REACH)):
        if words[place] in _ENDS or words[place] == ",":
            return None
        if words[place] in known.nouns:
            # "a peace deal signing": the last noun of a row is the deed.
            last = place
            while last + 1 < len(words) and words[last + 1] in known.nouns:
                last += 1
            return last
    return None


def is_operator(word: str) -> bool:
    """Tell whether a deed with this word covers what follows it ("refused to …", "demanded that …")."""
    return word in event_lexicon().operators


def _by_phrase(known: EventLexicon, words: Sequence[str], at: int) -> EventType | None:
    """Give the type of the phrase whose last word stands nearest; of two, the one of more words."""
    best: tuple[int, int, EventType] | None = None
    for phrase in known.phrases.get(words[at], ()):
        end = _follows(words, at + 1, phrase)
        if end is not None and (best is None or (end, -len(phrase.wanted)) < best[:2]):
            best = (end, -len(phrase.wanted), phrase.type)
    return best[2] if best else None


def _follows(words: Sequence[str], at: int, phrase: Phrase) -> int | None:
    for choices in phrase.wanted:
        left = phrase.gap
        while at < len(words) and words[at] not in choices:
            # Numbers and marks take no room: "5.1 million dollars", "its ``unimpeded'' access".
            left -= words[at].isalpha()
            if left < 0 or words[at] in _ENDS:
                return None
            at += 1
        if at == len(words):
            return None
        at += 1
    return at


def _is_meant(words: Sequence[str], at: int) -> bool:
    for word in reversed(words[max(0, at - _MEANT_REACH) : at]):
        if word in _MEANT:
            return True
        if word in _CLAUSE_ENDS:
            return False
    return False
