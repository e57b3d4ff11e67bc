"""People's decisions: in effect at once, through later additions and relinking, and taken back at will."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord import judging
from onrecord.errors import OnrecordError
from onrecord.model import AnnotatedArticle, Judgement
from onrecord.model.audit import Signature
from onrecord.pipeline import link_waiting
from onrecord.reading.finding import find_entities, find_entity
from onrecord.reading.record import open_record
from onrecord.store import Store, open_store
from strategies.pier import DORN, claim, denial, fill, pages, quote, reprints, result_of, statement_of
from strategies.reports import Telling, page

GARBLED = "Ilmar Dorne"
REFUSED = r"can't be put together|would undo what was decided"
_clock = count(1)
ADA = Signature(who="Ada", when="2031-06-02T08:00:00Z", place="API, 127.0.0.1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


def decide(store: Store, decision: str, one: str, other: str) -> Judgement:
    when = f"2031-06-01T08:00:00.{next(_clock):06}Z"
    if decision in ("merge", "split"):
        return judging.decide_group(store, decision, one, other, who="Ada", when=when)  # type: ignore[arg-type]
    return judging.decide_link(store, decision, one, other, who="Ada", when=when)  # type: ignore[arg-type]


def names_of(store: Store, name: str) -> set[str]:
    with open_record(store) as record:
        return {it.text for entity in find_entities(record, name) for it in entity.names}


def one_utterance(store: Store, *statements: str) -> bool:
    with open_record(store) as record:
        return len({linked.utterance for linked in record.linked(statements).values()}) == 1


def relink(store: Store) -> None:
    with store.linking() as linkage:
        linkage.clear()
    for _ in link_waiting(store):
        pass


def test_a_merge_of_names_holds_and_can_be_taken_back(store: Store) -> None:
    made = decide(store, "merge", DORN, GARBLED)
    assert names_of(store, DORN) == names_of(store, GARBLED) >= {DORN, GARBLED}
    with open_record(store) as record:
        (merge,) = find_entity(record, GARBLED).merges
        assert "decided" in merge.reason
    relink(store)
    assert GARBLED in names_of(store, DORN)
    judging.take_back(store, made.id[:12], by=ADA)
    assert GARBLED not in names_of(store, DORN)
    with open_record(store) as record:
        assert [(it.decision, it.stands) for it in record.judgements()] == [("merge", False)]
    relink(store)
    assert GARBLED not in names_of(store, DORN)


def test_a_split_holds_against_a_later_merge_of_the_stage(store: Store) -> None:
    later = page("later.txt", [Telling(content="We shall see", speaker="I. Dorn")], names=("I. Dorn", "Vess"))
    decide(store, "split", DORN, "Igor Dorn")
    fill(store, [later])
    with open_record(store) as record:
        assert find_entity(record, DORN).id != find_entity(record, "Igor Dorn").id


def test_a_later_decision_goes_before_an_earlier_one(store: Store) -> None:
    decide(store, "merge", DORN, GARBLED)
    decide(store, "split", DORN, GARBLED)
    assert GARBLED not in names_of(store, DORN)
    relink(store)
    assert GARBLED not in names_of(store, DORN)


def test_decisions_about_names_may_be_given_by_the_entities_ids(store: Store) -> None:
    with open_record(store) as record:
        ids = [find_entity(record, name).id for name in (DORN, GARBLED)]
    decide(store, "merge", *ids)
    assert GARBLED in names_of(store, DORN)
    with open_record(store) as record:
        assert {record.entity(identity).id for identity in ids} == {find_entity(record, DORN).id}  # type: ignore[union-attr]


def test_statements_are_put_into_one_utterance_and_taken_out_of_it(store: Store) -> None:
    click = statement_of(pages()[2])
    assert one_utterance(store, quote(), click)
    made = decide(store, "split", quote(), click)
    assert not one_utterance(store, quote(), click)
    relink(store)
    assert not one_utterance(store, quote(), click)
    judging.take_back(store, made.id, by=ADA)
    assert one_utterance(store, quote(), click)
    assert not one_utterance(store, claim(), denial())
    decide(store, "merge", claim(), denial())
    assert one_utterance(store, claim(), denial())


def test_a_decision_waits_for_an_article_that_is_added_later(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "late.db")) as store:
        fill(store, pages()[:3])
        decide(store, "merge", DORN, GARBLED)
        fill(store, pages()[3:])
        assert {DORN, GARBLED} <= names_of(store, DORN)
        assert "Igor Dorn" not in names_of(store, DORN)


def test_the_record_with_decisions_is_the_same_in_any_order(tmp_path: Path) -> None:
    seen = []
    for order in ([0, 1, 2, 3], [3, 2, 1, 0]):
        with open_store(str(tmp_path / f"{order[0]}.db")) as store:
            for number in order:
                store.add(result_of(pages()[number]))
            for _ in link_waiting(store):
                pass
            judging.decide_group(store, "merge", DORN, GARBLED, who="Ada", when="2031-06-01T08:00:00Z")
            with open_record(store) as record:
                seen.append((list(record.entities()), list(record.utterances()), list(record.judgements())))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("decision", "one", "other", "reason"),
    [
        ("merge", DORN, DORN, "the same thing"),
        ("merge", DORN, "Nobody Here", "nobody on record"),
        ("merge", "Dorn", "Vera Sund", "more than one is called so"),
        ("merge", quote(), DORN, "two names, two statements"),
        ("accept", quote(), denial(), "nothing connects"),
        ("reject", DORN, "Vera Sund", "no id on record"),
    ],
)
def test_what_can_not_be_decided_says_why_and_changes_nothing(
    store: Store, decision: str, one: str, other: str, reason: str
) -> None:
    with pytest.raises(OnrecordError, match=reason):
        decide(store, decision, one, other)
    with open_record(store) as record:
        assert list(record.judgements()) == []


def test_what_is_one_already_is_not_merged_by_somebody_else(store: Store) -> None:
    decide(store, "merge", DORN, GARBLED)
    with pytest.raises(OnrecordError, match="one already"):
        judging.decide_group(store, "merge", GARBLED, DORN, who="Bo", when="2031-07-01T08:00:00Z")


def test_who_decides_the_same_again_is_given_the_decision_that_stands(store: Store) -> None:
    made = [decide(store, "merge", DORN, GARBLED), decide(store, "reject", denial(), claim())]
    again = [decide(store, "merge", GARBLED, DORN), decide(store, "reject", claim(), denial())]
    assert again == made
    with open_record(store) as record:
        assert list(record.judgements()) == made


def test_a_correction_is_made_again_once_another_one_stands(store: Store) -> None:
    def correct(value: str) -> Judgement:
        when = f"2031-06-02T08:00:00.{next(_clock):06}Z"
        return judging.correct(store, claim(), "said", value, who="Ada", when=when)

    first, same, other, back = (correct(f"2031-05-{day:02}") for day in (1, 1, 2, 1))
    assert same == first
    assert len({first.id, other.id, back.id}) == 3
    assert correct("2031-05-01") == back


def test_a_rejected_link_comes_back_when_that_is_taken_back(store: Store) -> None:
    made = decide(store, "reject", denial(), claim())
    with open_record(store) as record:
        assert denial() not in {link.by for link in record.links()}
    judging.take_back(store, made.id, by=ADA)
    with open_record(store) as record:
        assert denial() in {link.by for link in record.links()}


def test_a_rejected_copy_is_none_and_comes_back(store: Store) -> None:
    def copied() -> set[tuple[str, str]]:
        with open_record(store) as record:
            return {(it.original, it.copy) for it in record.copies()}

    before = copied()
    assert before
    made = [decide(store, "reject", *pair) for pair in sorted(before)]
    assert not copied() & before
    for judgement in made:
        judging.take_back(store, judgement.id, by=ADA)
    assert copied() == before


def _sources(store: Store, annotated: AnnotatedArticle) -> int:
    with open_record(store) as record:
        linked = record.linked([statement_of(annotated)])[statement_of(annotated)]
        utterance = record.utterance(linked.utterance or "")
        assert utterance is not None
        return utterance.independent_sources


def test_a_rejected_copy_is_a_source_of_its_own_whatever_a_third_page_shares_with_both(
    tmp_path: Path,
) -> None:
    found = reprints(3)
    one, other = (annotated.article.id for annotated in found[:2])
    with open_store(str(tmp_path / "copies.db")) as store:
        fill(store, found)
        assert _sources(store, found[0]) == 1
        made = decide(store, "reject", one, other)
        assert _sources(store, found[0]) == 2
        relink(store)
        assert _sources(store, found[0]) == 2
        judging.take_back(store, made.id, by=ADA)
        assert _sources(store, found[0]) == 1


def test_a_copy_that_other_decisions_keep_apart_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    found = reprints(3)
    one, other, third = (annotated.article.id for annotated in found)
    with open_store(str(tmp_path / "copies.db")) as store:
        fill(store, found)
        decide(store, "reject", one, other)
        decide(store, "accept", one, third)
        with pytest.raises(OnrecordError, match=REFUSED):
            decide(store, "accept", other, third)
        with open_record(store) as record:
            assert [it.decision for it in record.judgements()] == ["reject", "accept"]
            assert [{it.original, it.copy} for it in record.copies()] == [{one, third}]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1)])
def test_no_decision_takes_the_effect_from_another_unheard(tmp_path: Path, order: tuple[int, ...]) -> None:
    found = reprints(3)
    one, other, third = (statement_of(found[number]) for number in order)
    with open_store(str(tmp_path / "merged.db")) as store:
        fill(store, found)
        decide(store, "split", one, other)
        if one_utterance(store, one, third):
            one, other = other, one
        decide(store, "merge", one, third)
        with pytest.raises(OnrecordError, match=REFUSED):
            decide(store, "merge", other, third)
        assert one_utterance(store, one, third)
        assert not one_utterance(store, other, third)


def test_a_link_inside_one_utterance_is_on_record_once_a_person_accepts_it(store: Store) -> None:
    decide(store, "merge", claim(), denial())
    with open_record(store) as record:
        assert denial() not in {link.by for link in record.links()}
    decide(store, "accept", denial(), claim())
    with open_record(store) as record:
        assert denial() in {link.by for link in record.links()}


def test_a_decision_is_taken_back_once(store: Store) -> None:
    made = decide(store, "merge", DORN, GARBLED)
    judging.take_back(store, made.id, by=ADA)
    with pytest.raises(OnrecordError, match="taken back before"):
        judging.take_back(store, made.id, by=ADA)
    with pytest.raises(OnrecordError, match="no decision"):
        judging.take_back(store, "jdg-nothing", by=ADA)
    with pytest.raises(OnrecordError, match="no decision"):
        judging.take_back(store, "", by=ADA)


def test_only_a_statement_can_be_corrected(store: Store) -> None:
    with pytest.raises(OnrecordError, match="no statement"):
        judging.correct(store, pages()[0].article.id, "said", "2031", who="Ada", when="2031-06-01T08:00:00Z")
    with pytest.raises(OnrecordError, match="more than one is called so"):
        judging.correct(store, quote(), "speaker", "Dorn", who="Ada", when="2031-06-01T08:00:00Z")
