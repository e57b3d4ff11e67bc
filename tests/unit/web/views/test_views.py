"""What pages of remarks, stories, people, disputes and claims show, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord import judging
from onrecord.model import AnnotatedArticle, Article, Block, Place
from onrecord.reading.claims import find_claims, read_claim
from onrecord.reading.coverage import read_coverage, read_points
from onrecord.reading.finding import find_entity
from onrecord.reading.lists import list_disputes
from onrecord.reading.record import Record, open_record
from onrecord.reading.sources import read_sources
from onrecord.reading.views import content_of, read_timeline
from onrecord.store import StatementFilter, Store, open_store
from onrecord.web.views.claim import ask_claim
from onrecord.web.views.decisions import read_decisions, read_notice
from onrecord.web.views.dispute import each_once, passage_of, read_accepted, read_dispute
from onrecord.web.views.entity import read_entity, read_positions
from onrecord.web.views.story import read_story
from onrecord.web.views.utterance import read_utterance
from strategies import dam_story
from strategies.pier import DORN, PLANK, SALE, claim, denial, fill, pages, quote, statement_of
from strategies.reports import Telling, page

NOW = "2031-06-01T08:00:00.000001Z"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The pier, only to be read."""
    with open_store(str(tmp_path_factory.mktemp("pier") / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def record(store: Store) -> Iterator[Record]:
    with open_record(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An agency's story and its near copy."""
    with open_store(str(tmp_path_factory.mktemp("dam") / "record.db")) as opened:
        fill(opened, [dam_story.wire(), dam_story.copy()])
        yield opened


@pytest.fixture
def own(tmp_path: object) -> Iterator[Store]:
    with open_store(f"{tmp_path}/record.db") as opened:
        fill(opened)
        yield opened


def test_versions_stand_beside_the_first_with_what_differs(store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    shown = read_utterance(store, record, utterance)
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


def test_each_report_says_why_it_counts(store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    reports = {it.told.row.publisher: it for it in read_utterance(store, record, utterance).reports}
    assert reports["The Lamp"].weighed.counts
    assert not reports["The Quay Herald"].weighed.counts
    assert "the same as that of The Lamp" in reports["The Quay Herald"].why


def test_the_sources_that_count_are_as_many_as_the_record_says(record: Record) -> None:
    for utterance in record.utterances():
        counted = sum(it.counts for it in read_sources(record, utterance))
        assert max(1, counted) == utterance.independent_sources


def test_a_remark_is_shown_with_what_answers_it_explicit_before_inferred(
    store: Store, record: Record
) -> None:
    utterance = record.utterance(claim())
    assert utterance is not None
    shown = read_utterance(store, record, utterance)
    assert [it.link.relation for it in shown.answers] == ["disputes", "may_conflict"]
    assert not shown.answered
    answer = record.utterance(denial())
    assert answer is not None
    assert [it.of.statement.id for it in read_utterance(store, record, answer).answered] == [claim()]


def test_a_dispute_shows_both_sides_in_their_articles(store: Store, record: Record) -> None:
    found = read_dispute(store, record, denial(), claim())
    assert found is not None
    assert (found.link.how, found.verdict) == ("denies", None)
    for side, words in ((found.by, content_of(found.by.told)), (found.of, SALE)):
        assert side.passage is not None
        assert "".join(run.text for run in side.passage.runs if run.marked) == words
        article = record.linkage.article(side.told.row.article)
        assert article is not None
        assert "".join(run.text for run in side.passage.runs) in article.article.text


def test_a_dispute_has_a_direction_and_must_be_on_record(store: Store, record: Record) -> None:
    assert read_dispute(store, record, claim(), denial()) is None
    assert read_dispute(store, record, denial(), statement_of(pages()[3])) is None


def test_a_rejected_dispute_still_has_its_page_and_says_who_rejected_it(own: Store) -> None:
    made = judging.decide_link(own, "reject", denial(), claim(), who="Ada", when=NOW)
    with open_record(own) as record:
        found = read_dispute(own, record, denial(), claim())
        assert found is not None
        assert found.verdict is not None
        assert (found.verdict.decision, found.verdict.who) == ("reject", "Ada")
        assert not record.links_of([denial()])
    judging.take_back(own, made.id)
    with open_record(own) as record:
        found = read_dispute(own, record, denial(), claim())
        assert found is not None
        assert found.verdict is None
        assert [it.stands for it in found.judgements] == [False]


def test_an_accepted_dispute_is_marked_in_lists(own: Store) -> None:
    judging.decide_link(own, "accept", denial(), claim(), who="Ada", when=NOW)
    with open_record(own) as record:
        found = [read_dispute(own, record, by, claim()) for by in (denial(), quote())]
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


def test_a_story_tells_who_copied_whom_day_by_day(dam: Store) -> None:
    with open_record(dam) as record:
        (story,) = record.stories()
        shown = read_story(dam, record, story)
        assert list(shown.days) == sorted(shown.days)
        covered = {it.head.id: it for found in shown.days.values() for it in found}
        wire, copy = dam_story.wire().article.id, dam_story.copy().article.id
        assert (covered[wire].copies, list(covered[wire].copied)) == (1, [])
        assert [it.original for it in covered[copy].copied] == [wire]
        assert shown.originals[wire].publisher == dam_story.AGENCY
        assert (shown.following, shown.previous) == (None, None)


def test_coverage_is_given_a_part_at_a_time(dam: Store) -> None:
    with open_record(dam) as record:
        (story,) = record.stories()
        parts = [read_coverage(record, story, start, 1) for start in (0, 1, 2)]
        assert [[it.head.id for it in part] for part in parts] == [[it] for it in story.articles] + [[]]


def _quay_story() -> list[AnnotatedArticle]:
    """Three outlets: one prints what was said and the denial, one only what was said, in other words."""
    said = Telling(content=SALE, speaker="Vera Sund", said="2031-05-01")
    short = replace(said, content=SALE.replace("nine", "ninety"))
    no = Telling(
        content="that the long pier at Little Sarn was sold", speaker=DORN, kind="indirect", cue="denied",
        polarity="denied",
    )  # fmt: skip
    names = ("Vera Sund", DORN, "Little Sarn")
    return [
        page("one.txt", [said, no], publisher="The Lamp", published="2031-05-02", names=names),
        page("two.txt", [short], publisher="The Quay Herald", published="2031-05-02", names=names),
    ]


def test_points_of_a_story_stand_side_by_side_by_outlet(own: Store) -> None:
    one, two = _quay_story()
    fill(own, [one, two])
    with open_record(own) as record:
        ids = (one.article.id, two.article.id)
        story = replace(next(record.stories()), articles=ids)
        shown = read_points(own, record, story)
        (agreed,) = shown.agreed
        assert {it.row.publisher for it in agreed.told} == {"The Lamp", "The Quay Herald"}
        (point,) = read_story(own, record, story).agreed
        differing = [it for it in point.worded if it.changes]
        assert len(differing) == 1
        disputed = [it for it in shown.disputed if it.link.relation == "disputes"]
        for it in disputed:
            assert it.both == ["The Lamp"]
            assert it.only_of == ["The Quay Herald"]
            assert not it.only_by


def test_a_person_has_what_he_said_and_what_answers_him(store: Store, record: Record) -> None:
    shown = read_entity(store, record, find_entity(record, DORN))
    assert {content_of(it.told) for it in shown.said.items} >= {PLANK}
    # What he denies he may conflict with as well: the explicit answer stands for both.
    assert [(it.link.relation, it.of.speaker) for it in shown.answers] == [("disputes", "Vera Sund")]
    assert not shown.disputed
    assert {it.text for it in shown.spread.outlets} == {"The Lamp", "The Quay Herald"}
    assert shown.spread.statements == sum(it.count for it in shown.spread.outlets)
    sund = read_entity(store, record, find_entity(record, "Vera Sund"))
    assert len(sund.disputed) == 2
    assert not sund.answers


def test_a_garbled_name_is_a_doubt_and_not_merged(store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    assert "Ilmar Dorne" in {it.name for it in entity.candidates}
    assert "Ilmar Dorne" not in {it.text for it in entity.names}


@pytest.mark.parametrize(
    ("about", "remarks"),
    [("sells plank", 0), ("plank", 1), ("planks", 1), ("keys", 1), ("herring", 0), ("…", 2), ("9", 0)],
)
def test_positions_are_found_by_any_form_of_a_word(
    store: Store, record: Record, about: str, remarks: int
) -> None:
    entity = find_entity(record, DORN)
    shown = read_positions(store, record, entity, about)
    assert (len(shown.shown), shown.cut, shown.picture is not None) == (remarks, False, remarks > 0)
    days = [it.entry.day for it in shown.shown]
    assert days == sorted(days, key=str)


def test_narrowing_a_subject_leaves_out_no_report_of_a_remark(store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    (entry,) = read_timeline(store, record, entity, StatementFilter(), "cheese")
    assert {it.row.publisher for it in entry.told} == {"The Lamp", "The Quay Herald"}


def test_a_claim_is_put_to_the_articles_that_fit(store: Store, record: Record) -> None:
    shown = ask_claim(store, record, "The long pier at Little Sarn was sold to a dredging company")
    assert next(iter(shown.found)) == "disputes"
    denied = [it for it in shown.found["disputes"] if it.told]
    assert denial() in {it.told.statement.id for it in denied if it.told}
    assert all(it.head for found in shown.found.values() for it in found)
    assert not ask_claim(store, record, "?!").found
    assert not ask_claim(store, record, "Parliament abolished the quartz tax").found


def test_decisions_name_the_things_they_are_about(own: Store) -> None:
    merged = judging.decide_group(own, "merge", DORN, "Ilmar Dorne", who="Ada", when=NOW)
    later = NOW.replace("1Z", "2Z")
    given = judging.correct(own, quote(), "speaker", "Vera Sund", who="Ada", when=later)
    with open_record(own) as record:
        found = {it.judgement.id: it for it in read_decisions(own, record, record.judgements())}
        names = found[merged.id].one, found[merged.id].other
        assert {it.text for it in names if it} == {DORN, "Ilmar Dorne"}
        assert {it.id for it in names if it} == {find_entity(record, DORN).id}
        assert (found[given.id].one.kind, found[given.id].other) == ("statement", None)
        assert found[given.id].one.text.startswith("Vera Sund: Nobody has sold")
        notice = read_notice(own, record, merged.id)
        assert notice is not None
        assert notice.judgement == merged
        assert read_notice(own, record, "jdg-0") is None


def test_a_decision_about_what_is_gone_is_still_told(own: Store) -> None:
    made = judging.decide_group(own, "split", DORN, "Igor Dorn", who="Ada", when=NOW)
    lost = replace(made, a="form-gone")
    with open_record(own) as record:
        (found,) = read_decisions(own, record, [lost])
        assert (found.one.kind, found.one.text) == ("gone", "form-gone")


@pytest.mark.parametrize("text", [SALE, PLANK, "The pier was sold", "It is not true that the pier was sold"])
def test_a_page_leaves_out_no_line_on_a_claim(store: Store, record: Record, text: str) -> None:
    assert read_claim(record, text) == [line for _, line in find_claims(store, record, [(None, text)])]


def test_reports_of_the_same_two_remarks_are_listed_once(store: Store, record: Record) -> None:
    (dispute,) = list_disputes(store, record, relation="disputes").items
    again = replace(dispute, by=replace(dispute.by), link=replace(dispute.link, score=0.5))
    inferred = list_disputes(store, record, relation="may_conflict").items
    listed = each_once([dispute, *inferred, again])
    assert [(it.dispute, it.also) for it in listed] == [(dispute, [again]), (inferred[0], [])]
