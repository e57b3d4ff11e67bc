"""Invented names: what is carried along, what stays, and that the same seed gives the same names."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.labels import NAME_TYPES, ROLES
from onrecord.training.coining import BODIES, FACILITIES, PRODUCTS, WATERS, Coiner
from onrecord.training.corpus import Paragraph
from onrecord.training.frames import filled_frames
from onrecord.training.invented import apply_edits, invent_names

TEXT = (
    "Harbour master Olla Brandt told the Fenwick Herald that Dr. Brandt had left Osmaria for the U.S. in May."
)


def place(words, occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def paragraph():
    names = [
        ("PERSON", *place("Olla Brandt")),
        ("ORG", *place("Fenwick Herald")),
        ("PERSON", *place("Dr. Brandt")),
        ("GPE", *place("Osmaria")),
        ("GPE", *place("U.S.")),
    ]
    source, cue = place("Harbour master Olla Brandt"), place("told")
    content = (place("that Dr.")[0], len(TEXT) - 1)
    spans = [(ROLES.index(role), *where) for role, where in zip(ROLES, (source, cue, content), strict=True)]
    return Paragraph(
        document="own",
        text=TEXT,
        spans=tuple(spans),
        links=((2, 1), (1, 0)),
        names=tuple((NAME_TYPES.index(kind), a, b) for kind, a, b in names),
        meanings=((0, *content), (1, *cue)),
    )


@pytest.mark.parametrize("seed", range(30))
def test_spans_and_names_are_carried_along(seed):
    new = invent_names(paragraph(), random.Random(seed))
    source, cue, content = (new.text[a:b] for _, a, b in new.spans)
    person, paper, doctor, country, states = (new.text[a:b] for _, a, b in new.names)
    assert cue == "told"
    assert source == f"Harbour master {person}"
    assert content == f"that {doctor} had left {country} for the {states} in May"
    assert new.text == f"{source} told the {paper} {content}."
    assert (states, new.links) == ("U.S.", paragraph().links)


@pytest.mark.parametrize("seed", range(30))
def test_a_surname_becomes_one_surname_and_a_title_stays(seed):
    new = invent_names(paragraph(), random.Random(seed))
    person, _, doctor, *_ = (new.text[a:b] for _, a, b in new.names)
    assert doctor.startswith("Dr. ")
    assert person.endswith(doctor.removeprefix("Dr."))
    assert "Brandt" not in new.text


def test_a_meaning_is_left_out_where_its_words_changed():
    new = invent_names(paragraph(), random.Random(1))
    assert new.meanings == ((1, *new.spans[1][1:]),)


def test_a_name_that_a_span_cuts_stays():
    cut = paragraph()
    start, end = place("Osmaria")
    cut = Paragraph(
        document="own",
        text=TEXT,
        spans=((0, 0, start + 3),),
        links=(),
        names=((NAME_TYPES.index("GPE"), start, end),),
    )
    assert invent_names(cut, random.Random(2)) == cut


def test_the_same_seed_gives_the_same_names():
    assert invent_names(paragraph(), random.Random(5)) == invent_names(paragraph(), random.Random(5))
    assert filled_frames(20, random.Random(5)) == filled_frames(20, random.Random(5))


@given(st.data())
def test_what_no_edit_touches_keeps_its_words(data):
    text = data.draw(st.text("ab .", min_size=1, max_size=40))
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(text)), max_size=8).filter(lambda c: len(c) % 2 == 0))
    )
    ranges = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]
    edits = [(a, b, data.draw(st.text("XYZ", min_size=1, max_size=6))) for a, b in ranges]
    free = [(a, b) for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
    free = [(a, b) for a, b in free if all(b <= low or high <= a for low, high in ranges)][:60]
    old = Paragraph(
        document="own",
        text=text,
        spans=tuple((0, a, b) for a, b in free),
        links=(),
        names=tuple((0, a, b) for a, b in ranges),
    )
    new = apply_edits(old, edits)
    assert [new.text[a:b] for _, a, b in new.spans] == [text[a:b] for a, b in free]
    assert [new.text[a:b] for _, a, b in new.names] == [words for _, _, words in edits]


def test_coined_names_begin_with_a_capital_or_a_particle_and_leave_no_slot():
    coiner = Coiner(random.Random(11))
    for _ in range(300):
        made = [
            coiner.place(),
            coiner.given(),
            *map(coiner.from_pattern, (BODIES, FACILITIES, WATERS, PRODUCTS)),
        ]
        assert all("{" not in name and "_" not in name and "  " not in name for name in made)
        assert any(letter.isupper() for letter in coiner.surname())


def test_frames_know_where_their_names_are():
    for made in filled_frames(200, random.Random(3)):
        assert not made.roles_known
        assert "{" not in made.text
        for kind, start, end in made.names:
            name = made.text[start:end]
            assert name == name.strip()
            assert name
            if NAME_TYPES[kind] == "GPE":
                assert name[0].isupper()
