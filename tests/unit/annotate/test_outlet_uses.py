"""Outlets that no table and no form of a name gives away, known by what a page has them do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate import outlet_uses
from onrecord.annotate.outlet_uses import used_as_outlets
from onrecord.annotate.outlets import find_outlets
from onrecord.model import Mention
from strategies.growth import LIMIT, growth


def mentions(text: str, **types: str) -> list[Mention]:
    found = []
    for name, kind in types.items():
        printed = name.replace("_", " ")
        at = text.index(printed)
        found.append(
            Mention(start=at, end=at + len(printed), text=printed, type=kind, form="name", entity=None)  # type: ignore[arg-type]
        )
    return sorted(found, key=lambda m: m.start)


def used(text: str, names: Sequence[Mention] = ()) -> list[str]:
    return list(used_as_outlets(text, [(0, len(text))], names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Umbra Nord reported on Friday, citing a pilot, that it sank.", ["Umbra Nord"]),
        ("The ferry sank off Alda, Umbra Nord reports.", ["Umbra Nord"]),
        ("The Lookout reported on Friday that the ferry sank, quoting a pilot.", ["The Lookout"]),
        ("A Quayside correspondent reports from the harbour.", ["Quayside"]),
        ("Listen to Quayside Three. The station says it sank.", ["Quayside Three"]),
        ("Asked by the editor of Quayside, the mayor laughed.", ["Quayside"]),
        ("He said to the Umbra Nord that it sank, HullWatch wrote with reference to Umbra Nord.",
         ["HullWatch", "Umbra Nord"]),
        # Persons and bodies are told things and report things, too.
        ("The mayor told Anna Brandt that it sank.", []),
        ("Captain Moor reported on Friday, citing a chart, that it sank.", []),
        ("The ferry sank, Anna Brandt reports.", []),
        ("The mayor told Parliament that it sank.", []),
    ],
)  # fmt: skip
def test_what_a_page_has_outlets_do(text: str, expected: list[str]) -> None:
    assert used(text) == expected


def test_who_was_told_is_an_outlet_where_it_is_a_body_that_does_not_act() -> None:
    text = "“It sank,” Roth told HullWatch on Friday."
    assert used(text, mentions(text, HullWatch="ORG")) == ["HullWatch"]
    text = "“It sank,” Roth told Saltby Metals on Friday. Saltby Metals shares fell."
    assert used(text, mentions(text, Saltby_Metals="ORG")) == []


def test_a_body_acts_under_its_own_name_only() -> None:
    text = "“It sank,” Roth told Umbra7. The Saltby Umbra7’s employees left. Old Umbra78 shares fell."
    assert used(text) == []
    assert used("“It sank,” Roth told Umbra7. Old Umbra78 shares fell, and XUmbra7 denied it.") == ["Umbra7"]


def test_no_page_has_more_outlets_than_forty() -> None:
    told = [f"Lamp{n}" for n in range(60)]
    text = " ".join(f"A clerk told {name}." for name in told)
    assert used(text) == told[:40]
    assert used(f"{text} Lamp3 denied it.") == [name for name in told if name != "Lamp3"][:40]


def test_a_name_used_once_is_found_wherever_it_stands() -> None:
    text = "Quayside reported on Friday, citing a pilot, that it sank. “It did,” she told Quayside."
    found = find_outlets(text, (), [(0, len(text))], None)
    assert [text[o.start : o.end] for o in found] == ["Quayside", "Quayside"]


def test_a_page_has_its_own_press_association() -> None:
    text = "The Far Isles Press Association was there. It sank, the Press Association reported."
    found = find_outlets(text, (), [(0, len(text))], None)
    assert [o.name for o in found] == ["Far Isles Press Association"] * 2
    text = "It sank, the Press Association reported."
    assert [o.name for o in find_outlets(text, (), [(0, len(text))], None)] == ["PA Media"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FAR ISLES PRESS ASSOCIATION", ["Far Isles Press Association"]),
        ("The Ostish Press Association said", ["Ostish Press Association"]),
        ("By ANN MOOR, World News Reporter", []),
        ("CABLE NEWS", []),
        ("the Ostish-language daily Umbra", ["Umbra"]),
        ("the Ostish daily wrote", []),
        ("WQRS 9 was there, WQRS 9 reported on Friday, citing a pilot.", ["WQRS 9", "WQRS 9"]),
    ],
)
def test_names_of_bodies_are_not_cut_out_of_longer_ones(text: str, expected: list[str]) -> None:
    assert [o.name for o in find_outlets(text, (), [(0, len(text))], None)] == expected


@pytest.mark.parametrize(
    "line",
    ["Umbra Nord told Umbra ", "A" * 60, ", Umbra reports on Friday, citing ", "said said, according to "],
)
def test_the_work_grows_with_the_length(line: str) -> None:
    assert growth(lambda copies: used(line * copies), 40) < LIMIT


@pytest.mark.parametrize("line", ["A clerk told Lamp{}. ", "A clerk told Lamp{}’s chief. Lamp{} denied it. "])
def test_the_work_grows_with_the_number_of_names(line: str) -> None:
    assert growth(lambda copies: used("".join(line.format(n, n) for n in range(copies))), 100) < LIMIT


_WORDS = [
    "he said ",
    "Stated ",
    ", per ",
    ", according to ",
    ", ",
    "the ",
    "Umbra ",
    "Umbra",
    "says",
    ".",
    "\n",
]


@given(st.lists(st.sampled_from(_WORDS)).map("".join))
def test_what_follows_a_verb_of_saying_is_found_from_its_comma(text: str) -> None:
    for use in (use for use in outlet_uses._HINT if use.comma):
        found = [match.span() for match in use._behind_said(text, 0, len(text))]
        assert found == [match.span() for match in use.pattern.finditer(text)]
