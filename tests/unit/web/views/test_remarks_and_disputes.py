"""What pages of remarks and disputes show, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord import judging
from onrecord.model import Article, Block, Place
from onrecord.model.audit import Signature
from onrecord.reading.lists import list_disputes
from onrecord.reading.record import Record, open_record
from onrecord.reading.sources import read_sources
from onrecord.reading.views import content_of
from onrecord.store import Store
from onrecord.web.views.dispute import each_once, passage_of, read_accepted, read_dispute
from onrecord.web.views.utterance import read_utterance
from strategies.pier import PLANK, SALE, claim, denial, pages, quote, statement_of

NOW = "2031-06-01T08:00:00.000001Z"


@pytest.fixture(scope="module")
def record(pier_store: Store) -> Iterator[Record]:
    with open_record(pier_store) as opened:
        yield opened


def test_versions_stand_beside_the_first_with_what_differs(pier_store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    shown = read_utterance(pier_store, record, utterance)
    first, second = shown.versions
    assert (first.number, first.changes, first.version.text) == (1, None, PLANK)
    assert second.changes is not None
    assert [(it.kind, it.text) for it in second.changes.pieces if it.kind != "same"] == [
        ("removed", "keys"),
        ("added", "cheese"),
    ]
    assert {it.variant.change for it in second.altered} == {"word_swapped"}
    assert second.gravity == "doubtful"
    assert quote() in {it.statement.id for it in first.told}
    assert first.told[0].statement.id == utterance.first


def test_each_report_says_why_it_counts(pier_store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    reports = {it.told.row.publisher: it for it in read_utterance(pier_store, record, utterance).reports}
    assert reports["The Lamp"].weighed.counts
    assert not reports["The Quay Herald"].weighed.counts
    assert "the same as that of The Lamp" in reports["The Quay Herald"].why


def test_the_sources_that_count_are_as_many_as_the_record_says(record: Record) -> None:
    for utterance in record.utterances():
        counted = sum(it.counts for it in read_sources(record, utterance))
        assert max(1, counted) == utterance.independent_sources


def test_a_remark_is_shown_with_what_answers_it_explicit_before_inferred(
    pier_store: Store, record: Record
) -> None:
    utterance = record.utterance(claim())
    assert utterance is not None
    shown = read_utterance(pier_store, record, utterance)
    assert [it.link.relation for it in shown.answers] == ["disputes", "may_conflict"]
    assert not shown.answered
    answer = record.utterance(denial())
    assert answer is not None
    assert [it.of.statement.id for it in read_utterance(pier_store, record, answer).answered] == [claim()]


def test_a_dispute_shows_both_sides_in_their_articles(pier_store: Store, record: Record) -> None:
    found = read_dispute(pier_store, record, denial(), claim())
    assert found is not None
    assert (found.link.how, found.verdict) == ("denies", None)
    for side, words in ((found.by, content_of(found.by.told)), (found.of, SALE)):
        assert side.passage is not None
        assert "".join(run.text for run in side.passage.runs if run.marked) == words
        article = record.linkage.article(side.told.row.article)
        assert article is not None
        assert "".join(run.text for run in side.passage.runs) in article.article.text


def test_a_dispute_has_a_direction_and_must_be_on_record(pier_store: Store, record: Record) -> None:
    assert read_dispute(pier_store, record, claim(), denial()) is None
    assert read_dispute(pier_store, record, denial(), statement_of(pages()[3])) is None


def test_a_rejected_dispute_still_has_its_page_and_says_who_rejected_it(own_pier: Store) -> None:
    made = judging.decide_link(own_pier, "reject", denial(), claim(), who="Ada", when=NOW)
    with open_record(own_pier) as record:
        found = read_dispute(own_pier, record, denial(), claim())
        assert found is not None
        assert found.verdict is not None
        assert (found.verdict.decision, found.verdict.who) == ("reject", "Ada")
        assert not record.links_of([denial()])
    judging.take_back(own_pier, made.id, by=Signature(who="Ada", when=NOW))
    with open_record(own_pier) as record:
        found = read_dispute(own_pier, record, denial(), claim())
        assert found is not None
        assert found.verdict is None
        assert [it.stands for it in found.judgements] == [False]


def test_an_accepted_dispute_is_marked_in_lists(own_pier: Store) -> None:
    judging.decide_link(own_pier, "accept", denial(), claim(), who="Ada", when=NOW)
    with open_record(own_pier) as record:
        found = [read_dispute(own_pier, record, by, claim()) for by in (denial(), quote())]
        assert read_accepted(record, [it for it in found if it]) == {(denial(), claim())}  # type: ignore[misc]


def test_a_passage_goes_from_paragraph_to_paragraph_and_marks_nothing_twice() -> None:
    text = "A headline\nIlmar said it leaked. He denied it.\nThe end"
    blocks = tuple(
        Block(start=text.index(words), end=text.index(words) + len(words), kind="body")
        for words in text.split("\n")
    )
    article = replace(_article(), text=text, blocks=blocks)

    def place(words: str) -> Place:
        start = text.index(words)
        return Place(article=article.id, start=start, end=start + len(words), text=words)

    found = passage_of(article, [place("denied it"), place("it leaked"), place("leaked")])
    assert found is not None
    assert [(run.text, run.marked) for run in found.runs] == [
        ("Ilmar said ", False), ("it leaked", True), (". He ", False), ("denied it", True), (".", False),
    ]  # fmt: skip
    assert (found.before, found.after) == (True, True)
    assert passage_of(article, [replace(place("leaked"), article="art-0")]) is None


def _article() -> Article:
    return pages()[0].article


def test_reports_of_the_same_two_remarks_are_listed_once(pier_store: Store, record: Record) -> None:
    (dispute,) = list_disputes(pier_store, record, relation="disputes").items
    again = replace(dispute, by=replace(dispute.by), link=replace(dispute.link, score=0.5))
    inferred = list_disputes(pier_store, record, relation="may_conflict").items
    listed = each_once([dispute, *inferred, again])
    assert [(it.dispute, it.also) for it in listed] == [(dispute, [again]), (inferred[0], [])]


def test_a_page_that_tells_a_dispute_twice_is_listed_once(pier_store: Store, record: Record) -> None:
    (dispute,) = list_disputes(pier_store, record, relation="disputes").items
    answer = dispute.by
    other = replace(
        answer,
        row=replace(answer.row, statement=replace(answer.statement, id="st-0")),
        linked=replace(answer.linked, utterance="utt-0"),
    )
    twice = replace(dispute, by=other, link=replace(dispute.link, by="st-0"))
    assert [it.also for it in each_once([dispute, twice])] == [[twice]]
    elsewhere = replace(twice, by=replace(other, row=replace(other.row, article="art-0")))
    otherwise = replace(twice, link=replace(twice.link, how="corrects"))
    assert len(each_once([dispute, elsewhere])) == len(each_once([dispute, otherwise])) == 2
