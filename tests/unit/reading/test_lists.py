"""Lists a page at a time: what they hold, how they are narrowed, and where the words searched for stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from onrecord.errors import StoreError
from onrecord.judging import correct, decide_group, decide_link
from onrecord.model import Drop
from onrecord.reading.listed import ArticlesWanted, FoundStatement, StatementsWanted
from onrecord.reading.lists import (
    list_articles,
    list_disputes,
    list_entities,
    list_statements,
    list_stories,
    list_utterances,
)
from onrecord.reading.logs import count_record, list_drops, list_judgements, list_publishers
from onrecord.reading.paging import Page, Turn
from onrecord.reading.record import Record, open_record
from onrecord.store import Store, open_store
from strategies.pier import DORN, claim, denial, fill, quote

Thing = TypeVar("Thing")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("lists") / "record.db")) as opened:
        fill(opened)
        for number in range(3):
            opened.add_drop(Drop(stage="capture", item=f"{number}.pdf", reason="no page"))
        yield opened


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with open_record(store) as opened:
        yield opened


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    """A store to write to."""
    with open_store(str(tmp_path / "own.db")) as opened:
        fill(opened)
        yield opened


def walk(read: Callable[[Turn], Page[Thing]], limit: int = 2) -> list[Thing]:
    found: list[Thing] = []
    turn = Turn(limit=limit)
    while True:
        page = read(turn)
        assert len(page.items) <= limit
        found += page.items
        if page.next is None:
            return found
        turn = Turn(cursor=page.next, limit=limit)


def ids(found: list[FoundStatement]) -> list[str]:
    return [it.told.statement.id for it in found]


def test_statements_come_newest_first_and_each_once(store: Store, record: Record) -> None:
    found = walk(lambda turn: list_statements(store, record, StatementsWanted(), turn))
    assert sorted(ids(found)) == sorted(row.statement.id for row in store.statements())
    days = record.lookups.days(ids(found))
    assert [days[it] for it in ids(found)] == sorted(days.values(), reverse=True)
    oldest = walk(lambda turn: list_statements(store, record, StatementsWanted(), turn, oldest_first=True))
    assert ids(oldest) == ids(found)[::-1]


def test_hits_are_the_words_of_the_articles_text(store: Store, record: Record) -> None:
    texts = {it.article.id: it.article.text for it in store.articles()}
    page = list_statements(store, record, StatementsWanted(words="SOLD pier"))
    assert page.items
    for found in page.items:
        text = texts[found.told.row.article]
        assert {text[hit.start : hit.end].casefold() for hit in found.hits} == {"sold", "pier"}
        assert all(hit.text == text[hit.start : hit.end] for hit in found.hits)


def test_articles_show_a_piece_of_their_text_around_the_hits(store: Store, record: Record) -> None:
    texts = {it.article.id: it.article.text for it in store.articles()}
    page = list_articles(record, ArticlesWanted(words="pier"))
    assert page.items
    for found in page.items:
        text = texts[found.head.id]
        assert found.excerpt is not None
        assert text[found.excerpt.start : found.excerpt.end] == found.excerpt.text
        assert found.hits
        assert all(text[hit.start : hit.end].casefold() == "pier" for hit in found.hits)
        assert all(found.excerpt.start <= hit.start and hit.end <= found.excerpt.end for hit in found.hits)


@pytest.mark.parametrize("words", ["?!", "\0", "“ ”"])
def test_a_search_for_no_word_says_so(store: Store, record: Record, words: str) -> None:
    with pytest.raises(StoreError, match="no word"):
        list_statements(store, record, StatementsWanted(words=words))


def test_an_entity_is_found_by_the_beginning_of_any_of_its_names(record: Record) -> None:
    names = {it.entity.name for it in list_entities(record, "ilm dor").items}
    assert names == {"Ilmar Dorn", "Ilmar Dorne"}
    assert {it.entity.name for it in list_entities(record, "DÓRN", "person").items} >= {"Ilmar Dorn"}
    assert list_entities(record, "nobody").items == ()


def test_entities_come_most_often_named_first(record: Record) -> None:
    found = walk(lambda turn: list_entities(record, turn=turn))
    assert sorted(it.entity.id for it in found) == [it.id for it in record.entities()]
    weights = [it.named for it in found]
    assert weights == sorted(weights, reverse=True)
    assert weights == [sum(name.count for name in it.entity.names) for it in found]


def test_a_speakers_statements_are_those_of_his_entity(store: Store, record: Record) -> None:
    entity = list_entities(record, DORN).items[0].entity
    found = walk(lambda turn: list_statements(store, record, StatementsWanted(entity=entity.id), turn))
    assert set(ids(found)) == record.spoken_by(entity.id)
    named = walk(lambda turn: list_statements(store, record, StatementsWanted(speaker=entity.name), turn))
    assert set(ids(found)) <= set(ids(named))


def test_what_people_corrected_moves_a_statement_to_its_speaker(own: Store) -> None:
    with open_record(own) as record:
        vera = list_entities(record, "Vera").items[0].entity
        before = ids(walk(lambda turn: list_statements(own, record, StatementsWanted(entity=vera.id), turn)))
    assert quote() not in before
    correct(own, quote(), "speaker", vera.id, who="Ada", when="2031-06-01T08:00:00.000001Z")
    with open_record(own) as record:
        after = walk(lambda turn: list_statements(own, record, StatementsWanted(entity=vera.id), turn))
        assert set(ids(after)) == {*before, quote()}
        page = list_statements(own, record, StatementsWanted(entity=vera.id, kind="direct"))
        assert quote() in ids(list(page.items))


def test_disputes_hold_the_answer_and_what_it_answers(store: Store, record: Record) -> None:
    found = walk(lambda turn: list_disputes(store, record, turn), limit=1)
    assert {(it.link.by, it.link.of) for it in found} == {(it.by, it.of) for it in record.links()}
    assert (denial(), claim()) in {(it.by.statement.id, it.of.statement.id) for it in found}


def test_stories_and_utterances_are_all_there(store: Store, record: Record) -> None:
    stories = walk(lambda turn: list_stories(record, turn))
    assert sorted(it.story.id for it in stories) == sorted(it.id for it in record.stories())
    days = [it.story.last_day or "" for it in stories]
    assert days == sorted(days, reverse=True)
    for order in ("newest", "most_reported"):
        found = walk(lambda turn, order=order: list_utterances(store, record, turn, order=order))  # type: ignore[misc]
        assert sorted(it.utterance.id for it in found) == sorted(it.id for it in record.utterances())


def test_outlets_are_counted(store: Store, record: Record) -> None:
    published = [it.article.publisher for it in store.articles() if it.article.publisher]
    found = walk(lambda turn: list_publishers(record, turn), limit=1)
    assert {it.name: it.articles for it in found} == {name: published.count(name) for name in published}
    assert [it.name for it in found] == sorted(set(published))


def test_the_last_refused_comes_first(record: Record) -> None:
    assert [it.drop.item for it in walk(lambda turn: list_drops(record, turn))] == ["2.pdf", "1.pdf", "0.pdf"]
    assert list_drops(record, stage="link").items == ()
    assert list_judgements(record).items == ()


def test_counts_are_of_the_present_state(own: Store) -> None:
    with open_record(own) as record:
        before = count_record(record)
        assert before.articles == own.counts()["articles"]
    own.add_drop(Drop(stage="capture", item="late.pdf", reason="no page"))
    with open_record(own) as record:
        assert count_record(record).drops == before.drops + 1


def test_disputes_are_counted_as_they_are_listed(own: Store) -> None:
    def counted() -> tuple[int, int]:
        with open_record(own) as record:
            listed = walk(lambda turn: list_disputes(own, record, turn, relation="disputes"))
            assert len(listed) == sum(it.relation == "disputes" for it in record.links())
            return count_record(record).disputes, len(listed)

    before, listed = counted()
    assert before == listed > 0
    decide_link(own, "reject", denial(), claim(), who="Ada", when="2031-06-01T08:00:00.000001Z")
    assert counted() == (before - 1, before - 1)
    decide_link(own, "accept", denial(), claim(), who="Ada", when="2031-06-01T08:00:00.000002Z")
    assert counted() == (before, before)


def test_reports_of_one_remark_are_no_dispute_of_the_count_either(own: Store) -> None:
    decide_group(own, "merge", denial(), claim(), who="Ada", when="2031-06-01T08:00:00.000001Z")
    with open_record(own) as record:
        assert count_record(record).disputes == sum(it.relation == "disputes" for it in record.links())
