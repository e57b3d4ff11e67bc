"""A remark that a page tells in short and then quotes is one utterance, over other pages too."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.model import Utterance
from strategies.linking import in_portions
from strategies.linking import utterances as record
from strategies.reports import Telling, page

DAY = "2031-05-04"
SUMMARY = Telling(content="that Brannock wants the barges counted", kind="indirect", said=DAY)
QUOTED = Telling(
    content="We want the barges counted by anyone who owns an abacus, and the ministry may hold the lantern",
    said=DAY,
)
IN_SHORT = Telling(content="that Brannock wanted to have its barges counted", kind="indirect")
AT_LENGTH = Telling(
    content="that anyone with an abacus might do it, and that the ministry should hold a lantern",
    kind="indirect",
)


def sizes(found: list[Utterance]) -> list[int]:
    return sorted(len(utterance.statements) for utterance in found)


def test_a_summary_and_the_quotation_below_it_are_one_utterance() -> None:
    [found] = record([page("a", [SUMMARY, QUOTED])])
    assert len(found.statements) == 2
    assert found.independent_sources == 1


@pytest.mark.parametrize(
    "other",
    [
        Telling(content=QUOTED.content, said="2031-05-03"),
        Telling(content=QUOTED.content),
        Telling(content=QUOTED.content, said=DAY, speaker="Ivo Strand"),
        Telling(content="We want the ferry back, and who pays for it is up to the ministry alone", said=DAY),
    ],
    ids=["another day", "no day", "somebody else", "another remark"],
)
def test_what_is_of_another_day_speaker_or_subject_stays_apart(other: Telling) -> None:
    assert sizes(record([page("a", [SUMMARY, other])])) == [1, 1]


def test_what_is_no_clause_sums_nothing_up() -> None:
    named = Telling(content="the counted barges", kind="indirect", said=DAY)
    assert sizes(record([page("a", [named, QUOTED])])) == [1, 1]


def test_a_page_that_reports_both_halves_tells_one_utterance_in_any_order() -> None:
    first = page("a", [SUMMARY, QUOTED])
    second = page("b", [IN_SHORT, AT_LENGTH], publisher="Tarn Radio", published="2031-05-05")
    alone = record([second])
    assert sizes(alone) == [1, 1]
    [expected] = record([first, second])
    assert len(expected.statements) == 4
    for order in permutations([first, second]):
        assert in_portions([[one] for one in order]) == [expected]
