"""Make drafts of deeds whole: one deed for a plain verb and its noun, types, and whom a deed is done to.

A draft is what the encoder's head reads of one word; what follows from several of them is found here.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.deeds import Draft, Words, touches
from onrecord.annotate.event_modality import mended_modality
from onrecord.annotate.event_sides import is_where, with_actor, with_recipient
from onrecord.annotate.event_types import deed_behind, event_lexicon, is_operator, type_of


def complete(drafts: Sequence[Draft], paragraph: Words) -> list[Draft]:
    """Join, type and complete the drafts of one paragraph, which are in order of the text."""
    sure = [
        d._replace(modality=mended_modality(paragraph.words, paragraph.at(d.start), d.modality, noun=d.noun))
        for d in drafts
    ]
    joined = _joined(sure, paragraph)
    typed: list[Draft] = []
    for draft in joined:
        kind = type_of(paragraph.words, paragraph.at(draft.start), noun=draft.noun)
        covered = kind is not None and bool(typed) and _covers(typed, draft, paragraph)
        typed.append(draft._replace(type=None if covered else kind))
    done: list[Draft] = []
    for draft in typed:
        whole = with_recipient(with_actor(draft, done, paragraph), paragraph) if draft.type else draft
        done.append(whole)
    return done


def _joined(drafts: Sequence[Draft], paragraph: Words) -> list[Draft]:
    """Make one deed of a plain verb and the noun that says what was done.

    "launched an attack": the verb's sides are the noun's; "the talks began on Monday": so are day and place.
    """
    by_word = {paragraph.at(draft.start): number for number, draft in enumerate(drafts)}
    gone: set[int] = set()
    found = list(drafts)
    known = event_lexicon()
    for number, draft in enumerate(drafts):
        if draft.noun:
            continue
        at = paragraph.at(draft.start)
        place = deed_behind(paragraph.words, at)
        other = by_word.get(place) if place is not None else None
        came_to_pass = other is None and draft.actor is not None and paragraph.words[at] in known.happening
        if came_to_pass and draft.actor:
            inside = (n for n in range(number) if touches(draft.actor, (drafts[n].start, drafts[n].end)))
            other = next(inside, None)
        if other is None or not drafts[other].noun:
            continue
        gone.add(number)
        found[other] = _with_verb(found[other], draft, sides=not came_to_pass)
    return [_in_place(draft, paragraph) for number, draft in enumerate(found) if number not in gone]


def _with_verb(deed: Draft, verb: Draft, *, sides: bool) -> Draft:
    """Give a noun's deed what goes with its verb."""
    own = (deed.start, deed.end)
    recipient = deed.recipient or (None if touches(verb.recipient, own) else verb.recipient)
    return deed._replace(
        modality=verb.modality if deed.modality == "asserted" else deed.modality,
        actor=(verb.actor or deed.actor) if sides else deed.actor,
        recipient=recipient if sides else deed.recipient,
        place=deed.place or verb.place,
        time=deed.time or verb.time,
    )


def _in_place(draft: Draft, paragraph: Words) -> Draft:
    """Set right what grammar alone can't give: a place is no side, nobody acts upon himself."""
    recipient, place = draft.recipient, draft.place
    if recipient:
        if is_where(recipient, paragraph):
            recipient, place = None, place or recipient
        elif touches(draft.actor, recipient) or (draft.noun and recipient[0] < draft.start):
            recipient = None
    if not draft.noun and draft.actor and paragraph.word(draft) in event_lexicon().undergone:
        return draft._replace(actor=None, recipient=draft.actor, object=None, place=place)
    return draft._replace(recipient=recipient, place=place)


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
