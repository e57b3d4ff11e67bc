"""Who signed a letter, and what is no signature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.letters import signature, signers

DUST = "Your report on the quarry leaves out the dust, and I have lived below it for thirty years."
LORRIES = "Nobody on the council has counted the lorries in our lane since the new year began."


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Josefa Lund", "Josefa Lund"),
        ("— Dr Josefa Lund, chair of the Cray Society", "Josefa Lund"),
        ("J.P. Lund (retired teacher)", "J.P. Lund"),
        ("Cllr Rufus van der Amdahl; Upper Cray", "Rufus van der Amdahl"),
        ("Name and address supplied", None),
        ("Photo: Josefa Lund", None),
        ("The Harbour Lamp", None),
        ("Josefa Lund said so!", None),
        ("", None),
    ],
)
def test_a_line_signs_with_a_name(line: str, name: str | None) -> None:
    assert signature(line) == name


@pytest.mark.parametrize(
    "lines",
    [
        ["Letters to the editor", DUST, "Josefa Lund"],
        ["Letter: The dust", DUST, "Josefa Lund, Upper Cray"],
        ["Dust", "Sir,", DUST, "Josefa Lund"],
        ["Dust", f"Sir – {DUST}", "Josefa Lund"],
        ["Dust", "To the Editor:", DUST, "Josefa Lund", "Upper Cray"],
        ["Dust", DUST, "Yours faithfully,", "Josefa Lund"],
        ["Dust", DUST, "Yours sincerely, Josefa Lund"],
    ],
    ids=["page", "label", "greeting", "greeting inside", "to the editor", "closing", "closing inside"],
)
def test_a_letter_is_its_signer_s(lines: list[str]) -> None:
    assert list(signers(lines, [it in (DUST, f"Sir – {DUST}") for it in lines]).values()) == ["Josefa Lund"]


def test_each_letter_of_a_page_has_its_own_signer() -> None:
    lines = ["Letters", "Dust", DUST, "Josefa Lund", "Lorries", LORRIES, "Odo Farrant, Olm"]
    told = [it in (DUST, LORRIES) for it in lines]
    assert signers(lines, told) == {3: "Josefa Lund", 6: "Odo Farrant"}


@pytest.mark.parametrize(
    "lines",
    [
        # An article, whose last line may be anything.
        ["The quarry", DUST, "Josefa Lund"],
        # What stands under the place of a name that was withheld.
        ["Letters", DUST, "Name and address supplied", "Upper Cray"],
        # A subheading of a story that begins with a greeting.
        ["Sir, said the parrot", f"Sir – {DUST}", "Upper Cray", LORRIES],
        ["Letters", "Josefa Lund"],
    ],
    ids=["article", "withheld", "subheading", "no letter"],
)
def test_what_is_no_signature_signs_nothing(lines: list[str]) -> None:
    assert signers(lines, [it.endswith(("years.", "began.")) for it in lines]) == {}


@given(st.lists(st.tuples(st.text(max_size=80), st.booleans()), max_size=30))
def test_a_signer_stands_in_his_line(page: list[tuple[str, bool]]) -> None:
    lines, told = [text for text, _ in page], [it for _, it in page]
    for line, name in signers(["Letters", *lines], [False, *told]).items():
        assert name in ["Letters", *lines][line]
