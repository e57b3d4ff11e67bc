"""Find who did a deed and to whom it was done, where grammar does not say it or names nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.coreference_words import GENERIC_PERSON, ORGANIZATIONS, PERSON_NOUNS, PLURAL_PEOPLE
from onrecord.annotate.deeds import Draft, Range, Words, between, names_in, touches
from onrecord.annotate.lexicon import word_set

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
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_SIDE_TYPES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))


def with_actor(draft: Draft, before: Sequence[Draft], paragraph: Words) -> Draft:
    """Give a typed verb that has nobody, or a pronoun, to do it somebody named before it.

    "accused NAME of attacking …": whom the deed before it was done to. Else, unless a deed stands between, or
    the doer is a pronoun, the first side of the sentence.
    """
    if draft.noun:
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
        return draft._replace(actor=last.recipient)
    if draft.actor and _side(draft.actor, paragraph):
        return draft
    if last and draft.actor is None and paragraph.words[at - 1] != "to":
        return draft
    for low, high in between(paragraph.phrases, begin, draft.start):
        side = _side((low, high), paragraph)
        if side and not touches(draft.object, side) and not touches(draft.recipient, side):
            return draft._replace(actor=(low, high))
    return draft


def with_recipient(draft: Draft, paragraph: Words) -> Draft:
    """Complete a typed deed by the side named behind it, if grammar gives it none.

    "lifted the curfew in NAME", "rejected calls by NAME", "demanded that NAME withdraw".
    """
    if draft.recipient and (draft.noun or _named(draft.recipient, paragraph)):
        return draft._replace(recipient=_side(draft.recipient, paragraph) or draft.recipient)
    found = _side_behind(draft, paragraph)
    if found is None and draft.type in _MUTUAL and draft.actor and _has_row(draft.actor, paragraph):
        # "NAME and NAME agreed": with one another.
        found = draft.actor
    return draft._replace(recipient=found or draft.recipient or draft.object)


def _side_behind(draft: Draft, paragraph: Words) -> Range | None:
    """Give the first side behind a deed; a named one goes before others, unless these suffer it."""
    unnamed: Range | None = None
    where: Range | None = None
    for low, high in between(paragraph.phrases, draft.end, _clause_end(draft, paragraph)):
        first = paragraph.at(low)
        if touches(draft.actor, (low, high)) or paragraph.words[first] in _OWN:
            continue
        if _tells(draft, (low, high), paragraph):
            continue
        side = _side((low, high), paragraph)
        if side is None:
            continue
        before = paragraph.words[first - 1] if first else ""
        if before in _WHERE:
            where = where or (None if draft.noun else side)
        elif draft.type in _SUFFERED or _named(side, paragraph):
            return side
        else:
            unnamed = unnamed or side
    return unnamed or where


def _tells(draft: Draft, place: Range, paragraph: Words) -> bool:
    """Tell whether a side is only who says what the deed stands in."""
    return any(
        touches(teller, place) and content[0] <= draft.start < content[1]
        for teller, content in paragraph.tellers
    )


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
    return any(name.type in _SIDE_TYPES for name in names_in(paragraph.names, *place))


def _side(place: Range, paragraph: Words) -> Range | None:
    """Give who or what in a noun phrase can be a side: its name, or the whole where it is of people."""
    low, high = place
    last = paragraph.at(high - 1)
    names = [name for name in names_in(paragraph.names, low, high) if name.type in _SIDE_TYPES]
    if names and names[-1].end >= high - 1:
        return place
    if paragraph.words[last] in _SIDES:
        return place
    if names:
        return names[0].start, names[0].end
    return None


def is_where(where: Range, paragraph: Words) -> bool:
    """Tell whether a place that stands behind "in" or the like is where something is done."""
    first = paragraph.at(where[0])
    if not first or paragraph.words[first - 1] not in _WHERE:
        return False
    return any(name.type in _PLACES for name in names_in(paragraph.names, *where))
