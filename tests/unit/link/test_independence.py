"""Who heard the words himself: copies, citations and what looks back do not count."""

from __future__ import annotations

import pytest

from onrecord.link.stage import Descent, Item
from onrecord.link.utterances.around import cites
from onrecord.link.utterances.cluster import Copies
from onrecord.link.utterances.independence import (
    Reason,
    count_sources,
    independent,
    reporter_of,
    weigh_reports,
)
from onrecord.link.utterances.items import read_items
from onrecord.model import HopKind
from strategies.reports import Telling, page

WORDS = "The harbour is open and no crate was lost"


def item(
    name: str,
    publisher: str,
    *by_way_of: tuple[str, HopKind],
    cue: str = "said",
    told: bool = False,
    published: str | None = "2031-05-06",
) -> Item:
    telling = Telling(content=WORDS, by_way_of=by_way_of, cue=cue, kind="indirect" if told else "direct")
    (found,) = read_items(page(name, [telling], publisher=publisher, published=published))
    return found


def copied(original: Item, copy: Item) -> Copies:
    one, other = original.article, copy.article
    return Copies(
        [
            Descent(article=one, family=one, originals=()),
            Descent(article=other, family=one, originals=(one,)),
        ]
    )


FIRST = item("a", "Quay Press Agency")


@pytest.mark.parametrize(
    ("other", "sources"),
    [
        (item("b", "Tarn Radio"), 2),
        (item("b", "Quay Press Agency"), 1),
        (item("b", "Tarn Radio", ("Quay Press Agency", "agency")), 1),
        (item("b", "Tarn Radio", ("Lock Weekly", "publisher")), 2),
        (item("b", "Tarn Radio", told=True), 2),
        (item("b", "Tarn Radio", told=True, cue="had told", published="2031-05-07"), 1),
        (item("b", "Tarn Radio", told=True, cue="had told"), 2),
        (item("b", "Tarn Radio", published="2031-06-30"), 1),
        (item("b", "Tarn Radio", published=None), 2),
    ],
)
def test_reports_are_counted_by_who_heard_the_words(other: Item, sources: int) -> None:
    assert count_sources(FIRST, [FIRST, other], Copies([])) == sources
    assert independent(FIRST, other, Copies([])) is (sources == 2)


def test_a_copy_is_no_second_source_though_it_names_nobody() -> None:
    other = item("b", "Tarn Radio")
    assert count_sources(FIRST, [FIRST, other], copied(FIRST, other)) == 1
    assert not independent(FIRST, other, copied(FIRST, other))


def test_two_papers_that_cite_one_station_have_one_source() -> None:
    one, other = (item(name, name, ("Tarn Radio", "publisher")) for name in ("Lock Weekly", "The Bollard"))
    assert count_sources(one, [one, other], Copies([])) == 1


@pytest.mark.parametrize(
    ("credited", "sources"),
    [("the Lantern", 1), ("Lantern", 1), ("SL", 1), ("The Quay Lantern", 2), ("Lanternes", 2)],
)
def test_an_outlet_credited_by_its_short_name_is_no_second_source(credited: str, sources: int) -> None:
    one = item("a", "The Saltby Lantern")
    other = item("b", "Tarn Radio", (credited, "publisher"))
    assert count_sources(one, [one, other], Copies([])) == sources
    assert cites(one.body, other.body) is (sources == 1)


def test_an_utterance_without_a_first_hand_report_has_one_source() -> None:
    only = item("a", "Tarn Radio", told=True, cue="had told")
    assert count_sources(only, [only], Copies([])) == 1


@pytest.mark.parametrize(
    ("other", "reason", "like"),
    [
        (item("b", "Tarn Radio"), "heard", False),
        (item("b", "Quay Press Agency"), "one_outlet", True),
        (item("b", "Tarn Radio", ("Quay Press Agency", "agency")), "one_outlet", True),
        (item("b", "Tarn Radio", told=True, cue="had told", published="2031-05-07"), "looks_back", False),
        (item("b", "Tarn Radio", published="2031-06-30"), "late", False),
    ],
)
def test_each_report_says_why_it_counts_or_not(other: Item, reason: Reason, like: bool) -> None:
    first, weighed = weigh_reports(FIRST, [other, FIRST], Copies([]))
    assert (first.statement, first.reason, first.reporter) == (FIRST.id, "heard", "Quay Press Agency")
    assert (weighed.reason, weighed.like) == (reason, FIRST.id if like else None)


def test_a_copy_is_the_report_that_it_copies() -> None:
    other = item("b", "Tarn Radio")
    first, copy = weigh_reports(FIRST, [FIRST, other], copied(FIRST, other))
    assert (copy.reason, copy.like, copy.family) == ("one_text", FIRST.id, first.family)


def test_the_reporter_is_whom_the_chain_names_first_after_the_speaker() -> None:
    chain: tuple[tuple[str, HopKind], ...] = (("Tarn Radio", "publisher"), ("Quay Press Agency", "agency"))
    assert reporter_of(item("a", "Lock Weekly", *chain).body) == "Tarn Radio"
    assert reporter_of(item("a", "Lock Weekly").body) == "Lock Weekly"
