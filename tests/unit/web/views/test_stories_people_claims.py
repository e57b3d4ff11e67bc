"""What pages of stories, people and claims show, and decisions in words, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord import judging
from onrecord.model import AnnotatedArticle
from onrecord.reading.claims import find_claims, read_claim
from onrecord.reading.coverage import read_coverage, read_points
from onrecord.reading.finding import find_entity
from onrecord.reading.record import Record, open_record
from onrecord.reading.views import content_of, read_timeline
from onrecord.store import StatementFilter, Store, open_store
from onrecord.web.views.claim import ask_claim
from onrecord.web.views.decisions import read_decisions, read_notice
from onrecord.web.views.entity import read_entity, read_positions
from onrecord.web.views.story import read_story
from strategies import dam_story
from strategies.pier import DORN, PLANK, SALE, denial, fill, quote
from strategies.reports import Telling, page

NOW = "2031-06-01T08:00:00.000001Z"


@pytest.fixture(scope="module")
def record(pier_store: Store) -> Iterator[Record]:
    with open_record(pier_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An agency's story and its near copy."""
    with open_store(str(tmp_path_factory.mktemp("dam") / "record.db")) as opened:
        fill(opened, [dam_story.wire(), dam_story.copy()])
        yield opened


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


def test_points_of_a_story_stand_side_by_side_by_outlet(own_pier: Store) -> None:
    one, two = _quay_story()
    fill(own_pier, [one, two])
    with open_record(own_pier) as record:
        ids = (one.article.id, two.article.id)
        story = replace(next(record.stories()), articles=ids)
        shown = read_points(own_pier, record, story)
        (agreed,) = shown.agreed
        assert {it.row.publisher for it in agreed.told} == {"The Lamp", "The Quay Herald"}
        (point,) = read_story(own_pier, record, story).agreed
        differing = [it for it in point.worded if it.changes]
        assert len(differing) == 1
        disputed = [it for it in shown.disputed if it.link.relation == "disputes"]
        for it in disputed:
            assert it.both == ["The Lamp"]
            assert it.only_of == ["The Quay Herald"]
            assert not it.only_by


def test_a_person_has_what_he_said_and_what_answers_him(pier_store: Store, record: Record) -> None:
    shown = read_entity(pier_store, record, find_entity(record, DORN))
    assert {content_of(it.told) for it in shown.said.items} >= {PLANK}
    # What he denies he may conflict with as well: the explicit answer stands for both.
    assert [(it.link.relation, it.of.speaker) for it in shown.answers] == [("disputes", "Vera Sund")]
    assert not shown.disputed
    assert {it.text for it in shown.spread.outlets} == {"The Lamp", "The Quay Herald"}
    assert shown.spread.statements == sum(it.count for it in shown.spread.outlets)
    sund = read_entity(pier_store, record, find_entity(record, "Vera Sund"))
    assert len(sund.disputed) == 2
    assert not sund.answers


def test_a_garbled_name_is_a_doubt_and_not_merged(pier_store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    assert "Ilmar Dorne" in {it.name for it in entity.candidates}
    assert "Ilmar Dorne" not in {it.text for it in entity.names}


@pytest.mark.parametrize(
    ("about", "remarks"),
    [("sells plank", 0), ("plank", 1), ("planks", 1), ("keys", 1), ("herring", 0), ("…", 2), ("9", 0)],
)
def test_positions_are_found_by_any_form_of_a_word(
    pier_store: Store, record: Record, about: str, remarks: int
) -> None:
    entity = find_entity(record, DORN)
    shown = read_positions(pier_store, record, entity, about)
    assert (len(shown.shown), shown.cut, shown.picture is not None) == (remarks, False, remarks > 0)
    days = [it.entry.day for it in shown.shown]
    assert days == sorted(days, key=str)


def test_narrowing_a_subject_leaves_out_no_report_of_a_remark(pier_store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    (entry,) = read_timeline(pier_store, record, entity, StatementFilter(), "cheese")
    assert {it.row.publisher for it in entry.told} == {"The Lamp", "The Quay Herald"}


def test_a_claim_is_put_to_the_articles_that_fit(pier_store: Store, record: Record) -> None:
    shown = ask_claim(pier_store, record, "The long pier at Little Sarn was sold to a dredging company")
    assert next(iter(shown.found)) == "disputes"
    denied = [it for it in shown.found["disputes"] if it.told]
    assert denial() in {it.told.statement.id for it in denied if it.told}
    assert all(it.head for found in shown.found.values() for it in found)
    assert not ask_claim(pier_store, record, "?!").found
    assert not ask_claim(pier_store, record, "Parliament abolished the quartz tax").found


def test_decisions_name_the_things_they_are_about(own_pier: Store) -> None:
    merged = judging.decide_group(own_pier, "merge", DORN, "Ilmar Dorne", who="Ada", when=NOW)
    later = NOW.replace("1Z", "2Z")
    given = judging.correct(own_pier, quote(), "speaker", "Vera Sund", who="Ada", when=later)
    with open_record(own_pier) as record:
        found = {it.judgement.id: it for it in read_decisions(own_pier, record, record.judgements())}
        names = found[merged.id].one, found[merged.id].other
        assert {it.text for it in names if it} == {DORN, "Ilmar Dorne"}
        assert {it.id for it in names if it} == {find_entity(record, DORN).id}
        assert (found[given.id].one.kind, found[given.id].other) == ("statement", None)
        assert found[given.id].one.text.startswith("Vera Sund: Nobody has sold")
        notice = read_notice(own_pier, record, merged.id)
        assert notice is not None
        assert notice.judgement == merged
        assert read_notice(own_pier, record, "jdg-0") is None


def test_a_decision_about_what_is_gone_is_still_told(own_pier: Store) -> None:
    made = judging.decide_group(own_pier, "split", DORN, "Igor Dorn", who="Ada", when=NOW)
    lost = replace(made, a="form-gone")
    with open_record(own_pier) as record:
        (found,) = read_decisions(own_pier, record, [lost])
        assert (found.one.kind, found.one.text) == ("gone", "form-gone")


@pytest.mark.parametrize("text", [SALE, PLANK, "The pier was sold", "It is not true that the pier was sold"])
def test_a_page_leaves_out_no_line_on_a_claim(pier_store: Store, record: Record, text: str) -> None:
    assert read_claim(record, text) == [line for _, line in find_claims(pier_store, record, [(None, text)])]
