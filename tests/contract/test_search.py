"""Full-text search has the same answers on every database, in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.store import StatementFilter, Store, open_store
from onrecord.store.searches import ArticleSearch, StatementSearch
from strategies.pages import page
from strategies.postgres import Server

WORDS = (  # noqa: SIM905
    "ferry ferries ferryman Fähre O'Malley o malley bridge BRIDGE's quay-side quay side U.S. 1,200 Łódź lodz "
    "no no-no spring springs"
).split()
QUESTIONS = (
    "ferry", "FERRY bridge", "O'Malley", "malley o", "quay-side", "side quay", "no-no", "fahre", "u.s.", "us",
    "1,200", "200", "Łódź", "spring ferry no", "nothing",
)  # fmt: skip
BEGINNINGS = (["ferr"], ["ferr", "brid", "spring"], ["quay-s"], ["o'mal", "no"], ["x"], ["no", "o", "s"])


def pages(count: int) -> Iterator[tuple[str, str]]:
    """Give content and speaker of pages: few words, so that they stand in many and often."""
    rng = random.Random(8)
    for _ in range(count):
        yield " ".join(rng.choices(WORDS, k=rng.randint(2, 14))), " ".join(rng.choices(WORDS, k=2))
    yield "ferry " * 300 + "bridge", "Anna"
    yield "東" * 700 + "京 and " + "a" * 2_000, "Anna"
    yield "東" * 700 + "都 and " + "a" * 2_001, "Anna"


@pytest.fixture(scope="module")
def stores(
    tmp_path_factory: pytest.TempPathFactory, server_on_demand: Callable[[], Server]
) -> Iterator[tuple[Store, Store]]:
    """Give stores on SQLite and PostgreSQL with the same pages."""
    file = str(tmp_path_factory.mktemp("search") / "record.db")
    with open_store(file) as one, open_store(server_on_demand().store()) as other:
        for number, (content, speaker) in enumerate(pages(60)):
            result = page(number, content=content, speaker=speaker)
            assert one.add(result)
            assert other.add(result)
        yield one, other


@pytest.mark.parametrize("words", QUESTIONS)
def test_words_find_the_same(stores: tuple[Store, Store], words: str) -> None:
    found = []
    for store in stores:
        with store.linked() as linkage:
            statements = linkage.lists.statements(StatementSearch(words=words), None, 1000)
            articles = linkage.lists.articles(ArticleSearch(words=words), None, 1000)
            told = [
                [row.statement.id for row in store.statements(StatementFilter(**{asked: words}))]
                for asked in ("about", "speaker")
            ]
            hits = linkage.lists.statement_hits(words, [identity for _, identity in statements])
            places = linkage.lists.article_hits(words, [identity for _, identity in articles])
            found.append((statements, articles, told, dict(hits), dict(places)))
    assert found[0] == found[1]
    assert bool(found[0][0]) == (words not in ("nothing", "us"))


@pytest.mark.parametrize("words", BEGINNINGS, ids=" ".join)
@pytest.mark.parametrize("most", [3, 20, 1000])
def test_the_best_are_the_same(stores: tuple[Store, Store], words: list[str], most: int) -> None:
    found = []
    for store in stores:
        with store.linked() as linkage:
            best = linkage.lists.articles_like(words, most)
            told = [it.id for it in linkage.lists.statements_like(words, most)]
            some = linkage.lists.statements_with(told, words)
            found.append((best, told, some))
    assert found[0] == found[1]
    assert bool(found[0][0]) == (words != ["x"])


def test_a_long_word_is_told_apart_to_its_end(stores: tuple[Store, Store]) -> None:
    for store in stores:
        for word, count in (("東" * 700 + "京", 1), ("東" * 700, 0), ("a" * 2_001, 1), ("a" * 600, 0)):
            assert len({row.article for row in store.statements(StatementFilter(about=word))}) == count
            with store.linked() as linkage:
                assert len(linkage.lists.articles_like([word], 10)) == {0: 2, 1: 1}[count] + (
                    word == "a" * 2_000
                )


def test_a_page_of_more_words_than_an_index_takes_is_found_by_each(
    location: Callable[[], str], tmp_path: Path
) -> None:
    words = [f"w{number:x}{'ö' * 6}" for number in range(70_000)]
    with open_store(location()) as store:
        store.add(page(1, content=" ".join(words)))
        store.add(page(2))
        for asked in (words[0], words[-1], f"{words[3]} {words[-2]}"):
            assert [it.article.title for it in store.articles(about=asked)] == ["Ferry news, page 1"]
        assert list(store.articles(about=f"{words[0]} nothing")) == []
        with store.linked() as linkage:
            assert len(linkage.lists.articles_like(["w111"], 5)) == 1
        assert list(store.faults()) == []


@pytest.mark.parametrize("few", [0, 20_000], ids=["many", "few"])
@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("words", ["ferry", "no ferry", "Fähre", "nothing"])
def test_pages_of_hits_are_the_same_however_they_are_found(
    stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, words: str, oldest_first: bool, few: int
) -> None:
    wanted = StatementSearch(words=words)
    with stores[0].linked() as linkage:
        whole = linkage.lists.statements(wanted, None, 1000, oldest_first=oldest_first)
    assert bool(whole) == (words != "nothing")
    monkeypatch.setattr("onrecord.store.hits.FEW", few)
    monkeypatch.setattr("onrecord.store.hits._CHUNK", 7)
    monkeypatch.setattr("onrecord.store.hits._FIRST", 3)
    for far in (10, 1000):
        monkeypatch.setattr("onrecord.store.hits._FAR", far)
        for store in stores:
            with store.linked() as linkage:
                found, after = [], None
                while part := linkage.lists.statements(wanted, after, 4, oldest_first=oldest_first):
                    found += part
                    after = part[-1]
                assert found == whole
