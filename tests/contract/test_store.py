"""What every store promises: each test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import StoreError
from onrecord.export import EXPORTERS
from onrecord.model import Activity, CaptureResult, Date, Drop, Visit, sha256
from onrecord.store import StatementFilter, Store, open_store
from strategies.pages import corpus, page
from strategies.results import capture_results, drops

ACTIVITY = Activity(
    id="act-1", name="add", started="2031-04-03T08:00:00Z", version="1.2.3", settings="{}", model=None
)


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    """Read all that the store holds, as the export writes it."""
    EXPORTERS["jsonl"](store, folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


class TestStore:
    """The promises; `location` gives a fresh place for each store that a test opens."""

    @pytest.fixture
    def store(self, location: Callable[[], str]) -> Iterator[Store]:
        with open_store(location()) as store:
            yield store

    def test_gives_back_what_was_added(self, store: Store) -> None:
        results = list(corpus(12))
        for result in results:
            assert store.add(result)
        assert list(store.results()) == results
        assert list(store.captures()) == [result.capture for result in results]
        assert list(store.articles()) == [article for result in results for article in result.articles]
        assert [row.statement for row in store.statements()] == [
            statement
            for result in results
            for article in result.articles
            for statement in article.annotations.statements
        ]

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        max_examples=30,
    )
    @given(result=capture_results())
    def test_any_result_comes_back_as_it_was(
        self, location: Callable[[], str], result: CaptureResult
    ) -> None:
        with open_store(location()) as store:
            assert store.add(result)
            assert list(store.results()) == [result]
            assert list(store.captures()) == [result.capture]
            assert store.capture(result.capture.id) == result.capture
            assert list(store.articles()) == list(result.articles)
            assert list(store.faults()) == []
            assert set(store.drops()) >= set(result.drops)

    def test_remembers_the_last_visit_to_each_address(self, store: Store) -> None:
        first = Visit(
            url="https://a.example/", address="https://a.example/x", etag='"1"', visited="2031-04-03"
        )
        other = replace(first, url="https://b.example/", etag=None, failures=2, not_before="2031-04-04")
        again = replace(first, etag='"2"', modified="then")
        state = store.state()
        for visit in (first, other, again):
            store.keep_visit(visit)
        assert store.visit(first.url) == again
        assert store.visit(other.url) == other
        assert store.visit("https://c.example/") is None
        assert store.state() == state

    def test_adding_twice_changes_nothing(self, store: Store, tmp_path: Path) -> None:
        for result in corpus(6):
            assert store.add(result)
        before = exported(store, tmp_path / "before"), store.counts()
        for result in corpus(6):
            assert not store.add(result)
        assert (exported(store, tmp_path / "after"), store.counts()) == before

    def test_has_what_was_added_and_nothing_else(self, store: Store) -> None:
        first, second = corpus(2)
        assert not store.has(first.capture.id)
        store.add(first)
        assert store.has(first.capture.id)
        assert not store.has(second.capture.id)

    def test_reads_the_same_in_any_order_of_arrival(
        self, location: Callable[[], str], tmp_path: Path
    ) -> None:
        results = list(corpus(10))
        seen = []
        for number in range(3):
            random.Random(number).shuffle(results)
            with open_store(location()) as store:
                for result in results:
                    store.add(result)
                seen.append(exported(store, tmp_path / str(number)))
        assert seen[0] == seen[1] == seen[2]
        assert seen[0]["statements.jsonl"].count(b"\n") == 20

    def test_a_failed_add_leaves_nothing_behind(self, store: Store) -> None:
        good, other = corpus(2)
        store.add(good)
        before = store.counts()
        statement = other.articles[0].annotations.statements[0]
        orphan = replace(statement, parent="st-nowhere")
        annotations = replace(other.articles[0].annotations, statements=(orphan,))
        with pytest.raises(StoreError, match=other.capture.path):
            store.add(replace(other, articles=(replace(other.articles[0], annotations=annotations),)))
        assert store.counts() == before
        assert not store.has(other.capture.id)
        assert store.add(other)

    def test_text_that_is_no_unicode_is_refused_whole(self, store: Store) -> None:
        result = page()
        with pytest.raises(StoreError, match="UTF-8"):
            store.add(replace(result, capture=replace(result.capture, charset="\ud800")))
        assert not store.has(result.capture.id)

    def test_same_address_with_other_bytes_keeps_both(self, store: Store) -> None:
        old = page(1, path="a.txt")
        new = page(2, path="a.txt")
        assert store.add(old)
        assert store.add(new)
        assert {capture.id for capture in store.captures()} == {old.capture.id, new.capture.id}

    def test_same_bytes_at_another_address_are_packed_once(self, store: Store) -> None:
        store.add(page(1, path="a.txt"))
        store.add(page(1, path="b.txt"))
        assert [capture.path for capture in store.captures()] == ["a.txt", "b.txt"]
        assert store.counts()["contents"] == 1

    def test_nul_and_odd_characters_survive(self, store: Store) -> None:
        odd = "a\0b\0 c\ufeff \u2028 e\u0301 \U0001f600 \x1a '; DROP TABLE articles; --"
        result = page(content=odd, speaker="N\0l", path="x\0y.txt")
        store.add(result)
        assert list(store.results()) == [result]
        assert [row.statement.content[0].text for row in store.statements(StatementFilter(about="drop"))] == [
            odd
        ]
        assert list(store.faults()) == []

    def test_a_missing_capture_is_an_error(self, store: Store) -> None:
        with pytest.raises(StoreError, match="cap-none"):
            store.capture("cap-none")

    def test_an_iterator_sees_one_state(self, store: Store) -> None:
        first, second, third = corpus(3)
        store.add(first)
        store.add(second)
        reader = store.articles()
        seen = [next(reader)]
        store.add(third)
        seen += reader
        assert len(seen) == 2
        assert len(list(store.articles())) == 3

    # Drops and activities.

    def test_an_input_drop_is_kept_once(self, store: Store) -> None:
        drop = Drop(stage="capture", item="gone.txt", reason="no such file: check the path")
        for _ in range(2):
            store.add_drop(drop)
        store.add_drop(replace(drop, partial=True))
        assert list(store.drops()) == [drop, replace(drop, partial=True)]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
    @given(found=st.lists(drops(), max_size=5))
    def test_all_drops_come_back(self, location: Callable[[], str], found: list[Drop]) -> None:
        with open_store(location()) as store:
            for drop in found:
                store.add_drop(drop)
            assert sorted(map(repr, store.drops())) == sorted({repr(drop) for drop in found})

    def test_an_activity_is_kept_with_the_first_capture_that_it_adds(self, store: Store) -> None:
        first, second = corpus(2)
        store.begin_activity(ACTIVITY)
        assert list(store.activities()) == []
        store.add(first)
        assert list(store.activities()) == [ACTIVITY]
        later = replace(ACTIVITY, id="act-2", version="1.3.0")
        store.begin_activity(later)
        store.add(first)
        assert list(store.activities()) == [ACTIVITY]
        store.add(second)
        assert store.activity_of(first.capture.id) == ACTIVITY
        assert store.activity_of(second.capture.id) == later

    def test_no_activity_named_is_none(self, store: Store) -> None:
        store.add(page())
        assert store.activity_of(page().capture.id) is None

    # Filters.

    @pytest.mark.parametrize(
        ("wanted", "pages"),
        [
            (StatementFilter(), {1, 2, 3, 4}),
            (StatementFilter(speaker="vasko"), {1}),
            (StatementFilter(speaker="VASKÓ anna"), {1}),
            (StatementFilter(speaker="Vask"), set()),
            (StatementFilter(speaker="morant"), {2}),
            (StatementFilter(speaker="O'Malley"), {3}),
            (StatementFilter(about="bridge"), {2}),
            (StatementFilter(about="BRIDGE closed"), {2}),
            (StatementFilter(about="closed ferry"), set()),
            (StatementFilter(publisher="100%"), {3}),
            (StatementFilter(publisher="s_n"), {3}),
            (StatementFilter(publisher="%"), {3}),
            (StatementFilter(publisher="_"), {3}),
            (StatementFilter(publisher="TARNÓW"), {2}),
            (StatementFilter(polarity="denied"), {3}),
            (StatementFilter(kind="indirect"), {1, 2, 3, 4}),
            (StatementFilter(kind="direct"), set()),
            (StatementFilter(act="say"), {1, 2, 3, 4}),
            (StatementFilter(act="deny"), set()),
            (StatementFilter(speaker="Anna", polarity="denied"), set()),
            (StatementFilter(from_day="2031-03-30"), {1, 2, 3}),
            (StatementFilter(from_day="2031-04"), {1, 2, 3}),
            (StatementFilter(to_day="2031-03"), {1}),
            (StatementFilter(from_day="2031-04-03", to_day="2031-04-09"), {2}),
            (StatementFilter(from_day="2031", to_day="2031"), {1, 2, 3}),
            (StatementFilter(to_day="2030"), set()),
        ],
    )
    def test_a_filter_lets_through_what_fits(
        self, store: Store, wanted: StatementFilter, pages: set[int]
    ) -> None:
        # Page 1 has a statement of March, told in April, and one that knows its page's day only.
        store.add(page(1, said="2031-03-31"))
        store.add(
            page(
                2,
                speaker="ÉLISE Morant",
                publisher="Tarnów 24",
                content="the bridge is closed",
                published="2031-04-05",
            )
        )
        store.add(page(3, speaker="O'Malley Quinn", publisher="100% News_Now", polarity="denied"))
        store.add(page(4, speaker="Ole Brandvik", publisher=None, published=None))
        if wanted.to_day == "2031-03":
            assert len(list(store.statements(wanted))) == 1
        assert {int(row.path[5:8]) for row in store.statements(wanted)} == pages

    def test_a_month_overlaps_its_days(self, store: Store) -> None:
        result = page(said="2031-03-31")
        statements = result.articles[0].annotations.statements
        march = tuple(
            replace(it, said=Date(value="2031-03", precision="month", method="timex")) for it in statements
        )
        annotations = replace(result.articles[0].annotations, statements=march)
        store.add(replace(result, articles=(replace(result.articles[0], annotations=annotations),)))
        for day, found in (("2031-02", 0), ("2031-03-15", 2), ("2031-04-01", 0)):
            assert len(list(store.statements(StatementFilter(from_day=day, to_day=day)))) == found

    def test_a_day_that_is_none_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreError, match="2031-13"):
            list(store.statements(StatementFilter(from_day="2031-13")))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(
        words=st.text(max_size=20)
        | st.sampled_from(['"', 'a" OR "b', "a*", "content:x", "NEAR(a b)", "-", "^a", "\0a", "a\0"])
    )
    def test_no_words_of_a_user_are_syntax(self, store_with_one: Store, words: str) -> None:
        try:
            list(store_with_one.statements(StatementFilter(about=words, publisher=words)))
            list(store_with_one.statements(StatementFilter(speaker=words)))
            list(store_with_one.articles(about=words))
        except StoreError as error:
            assert "holds no word" in error.reason  # noqa: PT017
            assert not any(map(str.isalnum, words.replace("\0", " ")))

    @pytest.fixture
    def store_with_one(self, store: Store) -> Store:
        store.add(page())
        return store

    @pytest.mark.parametrize("words", ["ferry OR nothing", "ferry NOT winter", "fer*", '"ferry" OR "x"'])
    def test_operators_are_words(self, store_with_one: Store, words: str) -> None:
        assert list(store_with_one.statements(StatementFilter(about=words))) == []

    def test_quoting_finds_what_stands_between_other_signs(self, store: Store) -> None:
        store.add(page(content='he saw "the AND gate" (col:umn) fail*'))
        for words in ('"the and"', "AND", "col:umn", "fail*", "gate)"):
            assert len(list(store.statements(StatementFilter(about=words)))) >= 1

    def test_articles_are_found_by_title_and_text(self, store: Store) -> None:
        for number in (1, 2):
            store.add(page(number))
        store.add(page(3, content="snow fell"))
        assert [it.article.title for it in store.articles(about="PAGE 2")] == ["Ferry news, page 2"]
        assert [it.article.path for it in store.articles(about="snow")] == ["news/003.txt"]

    def test_articles_of_one_capture(self, store: Store) -> None:
        results = list(corpus(3))
        for result in results:
            store.add(result)
        assert list(store.articles(capture=results[1].capture.id)) == list(results[1].articles)

    def test_a_row_carries_the_head_of_its_article(self, store: Store) -> None:
        result = page(key="k1")
        store.add(result)
        row = next(store.statements())
        article = result.articles[0].article
        assert (row.article, row.path, row.key) == (article.id, article.path, "k1")
        assert (row.publisher, row.title, row.published) == (
            article.publisher,
            article.title,
            article.published,
        )

    def test_many_articles_are_read_in_batches(self, store: Store) -> None:
        results = list(corpus(450))
        for result in results:
            store.add(result)
        assert [it.article.id for it in store.articles()] == [it.articles[0].article.id for it in results]
        assert len(list(store.statements())) == 900

    def test_a_store_can_be_opened_again(self, location: Callable[[], str]) -> None:
        place = location()
        with open_store(place) as store:
            store.add(page())
        with open_store(place, create=False) as store:
            assert list(store.results()) == [page()]
            assert store.captures().__next__().sha256 == sha256(page().capture.content)
