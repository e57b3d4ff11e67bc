"""Where a wording stands on record: what fits, in which versions, earliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.wording.trace import Telling, lineage, search_words, trace_quote
from onrecord.model import Utterance, Variant

WORDS = "Nine barges are stuck above the Tarn lock"


def telling(identity: str, text: str, day: str | None = None) -> Telling:
    return Telling(statement=identity, text=text, day=day)


def test_versions_come_earliest_first_and_undated_ones_last() -> None:
    found = trace_quote(
        "barges are stuck above the lock",
        [
            telling("a", WORDS),
            telling("b", "nine barges were stuck above the lock", "2031-05-07"),
            telling("c", "that nine barges were stuck above the lock", "2031-05-06"),
            telling("d", "The ferry has sailed", "2031-05-01"),
        ],
    )
    assert [version.statements for version in found] == [("c", "b"), ("a",)]
    assert [version.day for version in found] == ["2031-05-06", None]


@pytest.mark.parametrize(
    ("quote", "fits"),
    [
        (WORDS, True),
        ("barges stuck", True),
        ("“Nine barges ARE stuck…”", True),
        ("Nine barges are free above the Tarn lock", True),
        ("lock the above", False),
        ("the mayor has resigned", False),
        ("", False),
    ],
)
def test_what_fits_a_quotation(quote: str, fits: bool) -> None:
    assert bool(trace_quote(quote, [telling("a", WORDS)])) is fits


def test_rare_words_are_searched_first() -> None:
    assert search_words("the people say that the sluice of Brannock is new")[:2] == ("brannock", "sluice")
    assert search_words("it is what it is") == ("is", "it", "what")


@given(
    st.lists(st.sampled_from([WORDS, WORDS.upper(), "nine barges stuck above the lock", "no"]), max_size=8)
)
def test_a_trace_does_not_depend_on_the_order_of_the_statements(texts: list[str]) -> None:
    tellings = [
        telling(f"s{number}", text, f"2031-05-0{number % 3 + 1}") for number, text in enumerate(texts)
    ]
    found = trace_quote(WORDS, tellings)
    assert trace_quote(WORDS, list(reversed(tellings))) == found
    traced = [identity for version in found for identity in version.statements]
    assert sorted(traced) == sorted(t.statement for t in tellings if t.text != "no")
    assert [version.day for version in found] == sorted(version.day or "" for version in found)


def test_a_lineage_begins_with_the_first_report_and_tells_what_changed() -> None:
    change = Variant(from_statement="a", to_statement="b", change="word_swapped", before="Nine", after="Two")
    utterance = Utterance(
        id="u", speaker="Ada Quell", said=None, statements=("a", "b", "c"), first="a",
        independent_sources=1, variants=(change,),
    )  # fmt: skip
    tellings = {
        "a": telling("a", WORDS, "2031-05-07"),
        "b": telling("b", WORDS.replace("Nine", "Two"), "2031-05-06"),
        "c": telling("c", WORDS.casefold(), "2031-05-08"),
    }
    first, other = lineage(utterance, tellings)
    assert (first.statements, first.changes) == (("a", "c"), ())
    assert (other.statements, other.changes) == (("b",), (change,))
