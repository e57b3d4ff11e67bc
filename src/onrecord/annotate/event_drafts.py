"""Make drafts of deeds whole: one deed for a plain verb and its noun, types, and whom a deed is done to.

A draft is what the encoder's head reads of one word; what follows from several of them is found here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.coreference_words import GENERIC_PERSON, ORGANIZATIONS, PERSON_NOUNS, PLURAL_PEOPLE
from onrecord.annotate.event_modality import mended_modality
from onrecord.annotate.event_types import deed_behind, is_operator, type_of
from onrecord.annotate.lexicon import word_set
from onrecord.model import EventType, Mention, Modality

#: `[start, end)` in an article's text.
Range = tuple[int, int]

#: Words for people and bodies that stand for a side of what is done.
_SIDES = (
    PERSON_NOUNS
    | PLURAL_PEOPLE
    | GENERIC_PERSON
    | ORGANIZATIONS
    | word_set(
        "rebels guerrillas militants troops forces soldiers refugees protesters demonstrators authorities "
        "officials militia militias insurgents gunmen civilians prisoners opposition hackers terrorists "
        "fighters diplomats inspectors peacekeepers immigrants migrants aliens regime"
    )
)
#: Behind these a clause says something else than to whom a deed was done.
_CLAUSES = frozenset(
    ("as", "after", "because", "while", "since", "when", "where", "who", "which", "unless", "if", "although",
     "but", "saying", "before", "according", "following", "despite", ".", ";", "!", "?",
     "said", "says", "told", "announced", "reported", "confirmed", "added")
)  # fmt: skip
_SAID = frozenset(("said", "says", "told", "announced", "reported", "confirmed", "added"))
#: Before what belongs to the doer himself.
_OWN = frozenset(("its", "their", "his", "her", "our"))
#: Deeds of two sides with one another.
_MUTUAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT", "ASSAULT"))
#: Deeds that whoever stands right behind them suffers, named or not.
_SUFFERED = frozenset(("ASSAULT", "COERCE"))
#: Before these another sentence or half of one ended.
_STOPS = frozenset((".", ";", "!", "?", ":"))
#: Between whom something is laid to and the deed ("accused NAME of attacking").
_LAID = frozenset(("of", "for", "from"))
#: Before a name, these say where or when, not to whom.
_WHERE = frozenset(("in", "at", "near", "during", "outside", "around", "across", "throughout"))
_SIDE_TYPES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))


@dataclass(frozen=True, slots=True)
class Draft:
    """One deed as its word tells it; every range is of the article."""

    start: int
    end: int
    noun: bool
    modality: Modality
    actor: Range | None = None
    #: What is done something to, by grammar: a person or a thing.
    object: Range | None = None
    recipient: Range | None = None
    place: Range | None = None
    #: The expression of time that goes with it.
    time: Range | None = None
    type: EventType | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph, with its names and noun phrases in order; every range is of the article."""

    #: Where the paragraph ends.
    end: int
    #: Where each word begins.
    starts: Sequence[int]
    #: The words, lower-case.
    words: Sequence[str]
    names: Sequence[Mention]
    phrases: Sequence[Range]

    def at(self, start: int) -> int:
        """Give the number of the word that holds the character `start`."""
        return max(0, bisect_left(self.starts, start + 1) - 1)


def complete(drafts: Sequence[Draft], paragraph: Words) -> list[Draft]:
    """Join, type and complete the drafts of one paragraph, which are in order of the text."""
    sure = [
        replace(d, modality=mended_modality(paragraph.words, paragraph.at(d.start), d.modality, noun=d.noun))
        for d in drafts
    ]
    joined = _joined(sure, paragraph)
    typed: list[Draft] = []
    for draft in joined:
        kind = type_of(paragraph.words, paragraph.at(draft.start), noun=draft.noun)
        covered = kind is not None and bool(typed) and _covers(typed, draft, paragraph)
        typed.append(replace(draft, type=None if covered else kind))
    done: list[Draft] = []
    for draft in typed:
        whole = _with_recipient(_with_actor(draft, done, paragraph), paragraph) if draft.type else draft
        done.append(whole)
    return done


def _joined(drafts: Sequence[Draft], paragraph: Words) -> list[Draft]:
    """Make one deed of a plain verb and the noun that says what was done: "launched an attack"."""
    by_word = {paragraph.at(draft.start): number for number, draft in enumerate(drafts)}
    gone: set[int] = set()
    found = list(drafts)
    for number, draft in enumerate(drafts):
        place = None if draft.noun else deed_behind(paragraph.words, paragraph.at(draft.start))
        other = by_word.get(place) if place is not None else None
        if other is None or not drafts[other].noun:
            continue
        deed = drafts[other]
        gone.add(number)
        recipient = deed.recipient or draft.recipient
        found[other] = replace(
            deed,
            modality=draft.modality if deed.modality == "asserted" else deed.modality,
            actor=draft.actor or deed.actor,
            recipient=None if recipient == (deed.start, deed.end) else recipient,
            place=deed.place or draft.place,
            time=deed.time or draft.time,
        )
    return [draft for number, draft in enumerate(found) if number not in gone]


def _covers(before: Sequence[Draft], draft: Draft, paragraph: Words) -> bool:
    """Tell whether a deed is only what another one asks for, promises, refuses or threatens.

    PLOVER codes "threatened to attack" as a threat alone.
    """
    at = paragraph.at(draft.start)
    for other in reversed(before):
        there = paragraph.at(other.start)
        between = paragraph.words[there + 1 : at]
        if "." in between or ";" in between or len(between) > 25:
            return False
        if other.type is None:
            continue
        own = draft.actor is not None and draft.actor != other.actor and draft.actor[0] > other.start
        if draft.noun and not own:
            return draft.recipient is None or is_operator(paragraph.words[there])
        return draft.modality in ("planned", "hypothetical") or (
            is_operator(paragraph.words[there]) and "," not in between
        )
    return False


def _with_actor(draft: Draft, before: Sequence[Draft], paragraph: Words) -> Draft:
    """Give a typed verb that has nobody, or a pronoun, to do it somebody named before it.

    "accused NAME of attacking …": whom the deed before it was done to. Else, unless a deed stands between, or
    the doer is a pronoun, the first side of the sentence.
    """
    if draft.noun or (draft.actor and _side(draft.actor, paragraph)):
        return draft
    at = paragraph.at(draft.start)
    stop = next((n for n in range(at - 1, -1, -1) if paragraph.words[n] in _STOPS), -1)
    begin = paragraph.starts[stop + 1]
    last = before[-1] if before and before[-1].start >= begin else None
    if (
        last
        and last.recipient
        and paragraph.words[at - 1] in _LAID
        and last.end <= last.recipient[0] < draft.start
    ):
        return replace(draft, actor=last.recipient)
    if last and draft.actor is None and paragraph.words[at - 1] != "to":
        return draft
    for low, high in _between(paragraph.phrases, begin, draft.start):
        side = _side((low, high), paragraph)
        if side and not _touches(draft.object, side) and not _touches(draft.recipient, side):
            return replace(draft, actor=side)
    return draft


def _touches(place: Range | None, other: Range) -> bool:
    return place is not None and place[0] < other[1] and other[0] < place[1]


def _with_recipient(draft: Draft, paragraph: Words) -> Draft:
    """Complete a typed deed by the side named behind it, if grammar gives it none.

    "lifted the curfew in NAME", "rejected calls by NAME", "demanded that NAME withdraw".
    """
    if draft.recipient and (draft.noun or _named(draft.recipient, paragraph)):
        return replace(draft, recipient=_side(draft.recipient, paragraph) or draft.recipient)
    found = _side_behind(draft, paragraph)
    if found is None and draft.type in _MUTUAL and draft.actor and _has_row(draft.actor, paragraph):
        # "NAME and NAME agreed": with one another.
        found = draft.actor
    return replace(draft, recipient=found or draft.recipient or draft.object)


def _side_behind(draft: Draft, paragraph: Words) -> Range | None:
    """Give the first side behind a deed; a named one goes before others, unless these suffer it."""
    unnamed: Range | None = None
    where: Range | None = None
    for low, high in _between(paragraph.phrases, draft.end, _clause_end(draft, paragraph)):
        first = paragraph.at(low)
        if _touches(draft.actor, (low, high)) or paragraph.words[first] in _OWN:
            continue
        side = _side((low, high), paragraph)
        if side is None:
            continue
        before = paragraph.words[first - 1] if first else ""
        if before in _WHERE:
            where = where or side
        elif draft.type in _SUFFERED or _named(side, paragraph):
            return side
        else:
            unnamed = unnamed or side
    return unnamed or where


def _clause_end(draft: Draft, paragraph: Words) -> int:
    """Give where a deed ends: before another clause, or before who says it (", NAME said")."""
    at = paragraph.at(draft.start)
    comma: int | None = None
    for number in range(at + 1, len(paragraph.words)):
        word = paragraph.words[number]
        if word in _CLAUSES:
            if word in _SAID and comma is not None:
                number = comma
            return paragraph.starts[number]
        if word == ",":
            comma = number
    return paragraph.end


def _has_row(first: Range, paragraph: Words) -> bool:
    """Tell whether "and" and another noun phrase stand behind a noun phrase."""
    number = bisect_left(paragraph.starts, first[1])
    return number < len(paragraph.words) and paragraph.words[number] == "and"


def _named(place: Range, paragraph: Words) -> bool:
    return any(name.type in _SIDE_TYPES for name in _names_in(paragraph.names, *place))


def _side(place: Range, paragraph: Words) -> Range | None:
    """Give who or what in a noun phrase can be a side: its name, or the whole where it is of people."""
    low, high = place
    last = paragraph.at(high - 1)
    names = [name for name in _names_in(paragraph.names, low, high) if name.type in _SIDE_TYPES]
    if names and names[-1].end >= high - 1:
        return place
    if paragraph.words[last] in _SIDES:
        return place
    if names:
        return names[0].start, names[0].end
    return None


def _names_in(names: Sequence[Mention], low: int, high: int) -> Sequence[Mention]:
    first = bisect_left(names, low, key=lambda name: name.start)
    return names[first : bisect_left(names, high, key=lambda name: name.start)]


def _between(ranges: Sequence[Range], low: int, high: int) -> Sequence[Range]:
    first = bisect_left(ranges, (low, 0))
    return ranges[first : bisect_left(ranges, (high, 0))]
