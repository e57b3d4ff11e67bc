"""The changes between two wordings, by type; every sentence here is of our own making."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.utterances.items import read_items
from onrecord.link.variants import compare_wordings
from strategies.reports import Telling, page

OPEN = "The harbour is open and no crate was lost in the storm"
WORKS = "All boxes came through the gale, the port works"
Rows = list[tuple[str, str, str]]


def changes(first: Telling, other: Telling, independent: bool = False) -> Rows:
    (a,), (b,) = (read_items(page(name, [telling])) for name, telling in (("a", first), ("b", other)))
    return [(row.change, row.before, row.after) for row in compare_wordings(a, b, independent)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (OPEN, []),
        ("the harbour is open, and no crate was lost in the storm.", []),
        ("The harbour is open", [("truncated", "and no crate was lost in the storm", "")]),
        ("no crate was lost in the storm", [("truncated", "The harbour is open and", "")]),
        (
            "The harbour is open and no crate was found in the storm",
            [("word_swapped", "lost", "found")],
        ),
        ("The harbour is not open and no crate was lost in the storm", [("negation_flipped", "", "not")]),
        (
            "The harbour is open and some crate was lost in the storm",
            [("negation_flipped", "no", "some")],
        ),
        (
            "The harbour is shut and no boat was lost in the storm",
            [("word_swapped", "open", "shut"), ("word_swapped", "crate", "boat")],
        ),
        (WORKS, [("paraphrased", OPEN, WORKS)]),
    ],
)
def test_changes_to_a_quotation(after: str, expected: Rows) -> None:
    assert changes(Telling(content=OPEN), Telling(content=after)) == expected


def test_small_differences_between_two_who_heard_it_are_hearings() -> None:
    found = changes(
        Telling(content=OPEN),
        Telling(content="The harbour is open, no crates were lost in that storm"),
        independent=True,
    )
    assert [change for change, _, _ in found] == ["transcription"]


def test_a_turned_negation_is_no_hearing() -> None:
    after = "The harbour is open and every crate was not lost in the storm".replace("every", "no")
    found = changes(Telling(content=OPEN), Telling(content=after), independent=True)
    assert [change for change, _, _ in found] == ["negation_flipped"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("that the ferry would sail on Friday", "the ferry would sail on Friday", set()),
        ("the ferry would sail on Friday", "the boat would leave on Friday", {"paraphrased"}),
        (
            "the ferry would sail on Friday and that nobody would pay twice",
            "the ferry would sail on Friday",
            {"truncated"},
        ),
        (
            "the ferry would carry 40 cars on Friday",
            "the ferry would carry 14 cars on Friday",
            {"word_swapped"},
        ),
        ("the ferry would sail on Friday", "the ferry would not sail on Friday", {"negation_flipped"}),
        ("the mayor of Brannock had called it theft and left", "theft", {"paraphrased"}),
        (
            "he had met Orla Fenwick at the lock on Friday",
            "he had met Orla Fenwyck at the lock on Friday",
            {"paraphrased", "name_garbled"},
        ),
    ],
)
def test_changes_to_what_is_told_in_a_reports_own_words(before: str, after: str, expected: set[str]) -> None:
    found = changes(Telling(content=before, kind="indirect"), Telling(content=after, kind="indirect"))
    assert {change for change, _, _ in found} == expected


def test_words_changed_inside_the_quotation_of_a_mixed_report() -> None:
    found = changes(
        Telling(content=OPEN),
        Telling(content="that “The harbour is open and no crate was found in the storm”", kind="mixed"),
    )
    assert found == [("word_swapped", "lost", "found")]


DENIED = "the ferry had carried cattle on Friday"


@pytest.mark.parametrize(
    ("one", "before", "other", "after", "expected"),
    [
        ("denied", DENIED, "asserted", DENIED.replace("had", "had not"), set()),
        ("asserted", DENIED.replace("had", "had never"), "denied", DENIED, set()),
        ("denied", DENIED, "denied", DENIED, set()),
        ("denied", DENIED, "asserted", DENIED, {("negation_flipped", "denied", "said")}),
        ("asserted", DENIED, "denied", "that " + DENIED, {("negation_flipped", "said", "denied")}),
        ("denied", DENIED, "denied", DENIED.replace("had", "had not"), {("negation_flipped", "", "not")}),
        ("denied", DENIED, "asserted", DENIED.replace("cattle", "sheep"), {"paraphrased"}),
        ("denied", DENIED, "asserted", "no sheep or cattle were near the lock at all", {"paraphrased"}),
    ],
)
def test_a_denial_and_a_negation_say_the_same(
    one: str, before: str, other: str, after: str, expected: set[tuple[str, str, str] | str]
) -> None:
    cues = {"denied": "denied", "asserted": "said"}
    found = changes(
        Telling(content=before, kind="indirect", polarity=one, cue=cues[one]),  # type: ignore[arg-type]
        Telling(content=after, kind="indirect", polarity=other, cue=cues[other]),  # type: ignore[arg-type]
    )
    assert {row if row in expected else row[0] for row in found} == expected


def test_a_quotation_is_no_turned_one_because_the_report_calls_it_denied() -> None:
    told = "denied that “the harbour is open and crate was lost in the storm”"
    denied = Telling(content=told, kind="mixed", polarity="denied", cue="denied")
    assert not {"negation_flipped"} & {change for change, _, _ in changes(Telling(content=OPEN), denied)}
    said = Telling(content=told, kind="mixed", cue="said")
    assert {"negation_flipped"} <= {change for change, _, _ in changes(Telling(content=OPEN), said)}
    direct = Telling(content=OPEN, polarity="denied")
    assert changes(Telling(content=OPEN), direct) == []


def test_the_last_word_of_a_quoted_piece_counts_as_well() -> None:
    found = changes(
        Telling(content=OPEN), Telling(content="Harbour ‘is open and no crane’, Quell says", kind="mixed")
    )
    assert found == [("word_swapped", "crate", "crane")]


def test_two_who_quote_what_they_heard_heard_it_differently() -> None:
    other = Telling(content="that the port was “fine, and not a single box went overboard”", kind="mixed")
    found = changes(Telling(content=OPEN), other, independent=True)
    assert [change for change, _, _ in found] == ["transcription"]


@pytest.mark.parametrize(
    ("speaker", "kind", "expected"),
    [
        ("Ada Quell", "person", []),
        ("Quell", "person", []),
        ("Adda Quelle", "person", [("name_garbled", "Ada Quell", "Adda Quelle")]),
        ("Tom Hask", "person", [("speaker_changed", "Ada Quell", "Tom Hask")]),
        ("The Harbour Board", "organization", []),
        ("a docker", "unnamed_person", []),
    ],
)
def test_changes_of_the_speaker(speaker: str, kind: str, expected: Rows) -> None:
    other = Telling(content=OPEN, speaker=speaker, speaker_kind=kind)  # type: ignore[arg-type]
    assert changes(Telling(content=OPEN), other) == expected


words = st.lists(
    st.sampled_from(["the", "ferry", "sailed", "not", "never", "no", "on", "40", "Fenwick"]),
    min_size=1,
    max_size=14,
).map(" ".join)
kinds = st.sampled_from(("direct", "mixed", "indirect"))


@given(words, words, kinds, kinds, st.booleans())
def test_rows_say_what_changed_and_nothing_where_nothing_did(
    a: str, b: str, one: str, two: str, independent: bool
) -> None:
    first, other = Telling(content=a, kind=one), Telling(content=b, kind=two)  # type: ignore[arg-type]
    found = changes(first, other, independent)
    assert all(before in a and after in b for _, before, after in found)
    assert not changes(first, Telling(content=a, kind=two), independent)  # type: ignore[arg-type]
    assert len(set(found)) == len(found)
