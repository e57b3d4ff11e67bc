"""Deeds made whole: joined verbs and nouns, types, sides that stand farther off."""

import re

from onrecord.annotate.deeds import Draft, Range, Words
from onrecord.annotate.event_drafts import complete
from onrecord.model import Mention

NAMES = re.compile(r"\b(?:Osmaria|Vell|Tarn|Ilse Moor)\b")
WORD = re.compile(r"[A-Za-z]+|[^\w\s]")


def paragraph(text: str, *phrases: str) -> Words:
    """Give the words of a text, with its names and the noun phrases that are told."""
    words = list(WORD.finditer(text))
    names = [
        Mention(start=m.start(), end=m.end(), text=m.group(), type="GPE", form="name", entity=m.group())
        for m in NAMES.finditer(text)
    ]
    ranges = sorted(place(text, phrase) for phrase in (*phrases, *(name.text for name in names)))
    return Words(len(text), [m.start() for m in words], [m.group().lower() for m in words], names, ranges)


def place(text: str, words: str) -> Range:
    return text.index(words), text.index(words) + len(words)


def draft(text: str, word: str, *, noun: bool = False, **parts: str) -> Draft:
    held = {name: place(text, words) for name, words in parts.items()}
    return Draft(*place(text, word), noun=noun, modality="asserted", **held)  # type: ignore[arg-type]


def told(text: str, where: Range | None) -> str | None:
    return text[slice(*where)] if where else None


def test_a_plain_verb_and_its_noun_are_one_deed() -> None:
    text = "Osmaria launched a long attack on Vell ."
    verb = draft(text, "launched", actor="Osmaria")
    noun = draft(text, "attack", noun=True, recipient="Vell")
    (one,) = complete([verb, noun], paragraph(text, "a long attack"))
    assert (told(text, (one.start, one.end)), one.type) == ("attack", "ASSAULT")
    assert (told(text, one.actor), told(text, one.recipient)) == ("Osmaria", "Vell")


def test_what_is_only_threatened_has_no_type_of_its_own() -> None:
    text = "Osmaria threatened to shell Vell ."
    first, second = complete(
        [draft(text, "threatened", actor="Osmaria"), draft(text, "shell", actor="Osmaria", recipient="Vell")],
        paragraph(text),
    )
    assert (first.type, second.type) == ("THREATEN", None)
    assert second.modality == "planned"
    assert told(text, first.recipient) == "Vell"


def test_a_recipient_may_stand_behind_a_thing() -> None:
    text = "Osmaria lifted the curfew in Vell where nobody slept ."
    (one,) = complete(
        [draft(text, "lifted", actor="Osmaria", object="the curfew")], paragraph(text, "the curfew")
    )
    assert (one.type, told(text, one.recipient)) == ("CONCEDE", "Vell")


def test_a_named_side_goes_before_the_doers_own_people() -> None:
    text = "Osmaria offered its troops to Vell , a guard said ."
    (one,) = complete(
        [draft(text, "offered", actor="Osmaria", object="its troops")], paragraph(text, "its troops")
    )
    assert told(text, one.recipient) == "Vell"


def test_who_says_it_is_no_recipient() -> None:
    text = "Osmaria protested loudly , Ilse Moor said ."
    (one,) = complete([draft(text, "protested", actor="Osmaria")], paragraph(text))
    assert (one.type, one.recipient) == ("PROTEST", None)


def test_deeds_of_two_sides_are_done_to_one_another() -> None:
    text = "Osmaria and Tarn agreed on a plan ."
    (one,) = complete([draft(text, "agreed", actor="Osmaria")], paragraph(text))
    assert told(text, one.recipient) == "Osmaria"  # the first of the row, as the actor is


def test_whom_something_is_laid_to_is_who_did_it() -> None:
    text = "Osmaria accused Tarn of attacking Vell ."
    _, deed = complete(
        [
            draft(text, "accused", actor="Osmaria", recipient="Tarn"),
            draft(text, "attacking", recipient="Vell"),
        ],
        paragraph(text),
    )
    assert told(text, deed.actor) == "Tarn"


def test_a_pronoun_gives_way_to_the_side_it_stands_for() -> None:
    text = "Osmaria said that it had attacked Vell ."
    (one,) = complete([draft(text, "attacked", actor="it", recipient="Vell")], paragraph(text, "it"))
    assert told(text, one.actor) == "Osmaria"


def test_a_deed_of_no_type_is_left_as_it_was_read() -> None:
    text = "Osmaria bought a ferry from Vell ."
    given = draft(text, "bought", actor="Osmaria", object="a ferry")
    assert complete([given], paragraph(text, "a ferry")) == [given]


def test_who_loses_something_has_it_done_to_them() -> None:
    text = "Osmaria and Tarn lost their posts ."
    (one,) = complete(
        [draft(text, "lost", actor="Osmaria", object="their posts")], paragraph(text, "their posts")
    )
    assert (one.actor, told(text, one.recipient)) == (None, "Osmaria")


def test_what_takes_place_has_its_day_and_place() -> None:
    text = "The summit took place in Vell on Monday ."
    summit = draft(text, "summit")._replace(noun=True)
    verb = draft(text, "took", actor="The summit", place="Vell", time="Monday")
    (one,) = complete([summit, verb], paragraph(text, "The summit"))
    assert (told(text, (one.start, one.end)), told(text, one.place), told(text, one.time)) == (
        "summit",
        "Vell",
        "Monday",
    )
