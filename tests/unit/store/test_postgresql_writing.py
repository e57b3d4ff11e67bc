"""A store on a server: written to by several at once, forgetting, and finding what is damaged."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from onrecord.errors import StoreError
from onrecord.model import CaptureResult
from onrecord.model.audit import Signature
from onrecord.pipeline import link_waiting
from onrecord.store import open_store
from strategies.pages import corpus, page
from strategies.postgres import Server


@pytest.fixture
def location(server: Server) -> str:
    return server.store()


def sql(server: Server, location: str, *commands: str) -> list[tuple[object, ...]]:
    with server.connect(location) as connection:
        for command in commands:
            cursor = connection.execute(command)  # type: ignore[call-overload]
        return list(cursor.fetchall()) if cursor.description else []


# Several writers.


def _add_some(location: str, shift: int) -> None:
    with open_store(location) as store:
        results = list(corpus(12))
        for number, result in enumerate(results[shift:] + results[:shift]):
            store.add(result)
            if number % 5 == 4:
                for _ in link_waiting(store):
                    pass


def contents(location: str) -> tuple[list[CaptureResult], list[object]]:
    with open_store(location) as store:
        for _ in link_waiting(store):
            pass
        assert list(store.faults()) == []
        with store.linked() as linkage:
            groups: list[object] = [*linkage.groups("entities"), *linkage.groups("utterances")]
            groups += linkage.all_pairs("copies")
        return list(store.results()), groups


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_several_that_make_and_fill_a_store_at_once_leave_what_one_after_the_other_leaves(
    server: Server,
) -> None:
    together, alone = server.empty(), server.store()
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_add_some, args=(together, shift)) for shift in (0, 4, 9)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    _add_some(alone, 0)
    assert contents(together) == contents(alone)


def test_a_writer_waits_for_its_turn_and_says_so_when_it_never_comes(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.server._PATIENCE", "20ms")
    with open_store(location) as one, open_store(location) as other, one.linking():
        with pytest.raises(StoreError, match="others have been writing to it all the while"):
            other.add(page())
        assert list(other.results()) == []


# What is forgotten, and what is damaged.


@pytest.fixture
def filled(server: Server) -> str:
    location = server.empty()
    with open_store(location) as store:
        for result in corpus(6):
            store.add(result)
    return location


def test_words_of_what_was_forgotten_leave_the_tables(server: Server, filled: str) -> None:
    mark = page(7, content="the quillfeatherston is shut", path="gone.txt")
    with open_store(filled) as store:
        store.add(mark)
        files = server.folder / "data" / "base"
        (database,) = sql(server, filled, "SELECT oid FROM pg_database WHERE datname = current_database()")[0]

        def on_disk() -> bytes:
            sql(server, filled, "CHECKPOINT")
            return b"".join(it.read_bytes() for it in (files / str(database)).iterdir())

        assert b"quillfeatherston" in on_disk()
        by = Signature(when="2031-04-03T08:00:00Z", who="Ada", place="here")
        assert store.forget([mark.capture.id], by) == 1
        assert list(store.articles(about="quillfeatherston")) == []
        assert b"quillfeatherston" not in on_disk()
        assert list(store.faults()) == []


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("statements_search", "UPDATE statements_search SET content = ' other ' WHERE number = 1"),
        ("statements_search", "UPDATE statements_search SET words = 'other' WHERE number = 1"),
        ("articles_search", "DELETE FROM articles_search WHERE number = 1"),
        ("spans", "DELETE FROM statements WHERE number = 1"),
        (
            "(index)",
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'statements_newest'::regclass",
        ),
    ],
)
def test_damage_is_found(server: Server, filled: str, table: str, damage: str) -> None:
    sql(server, filled, "SET session_replication_role = replica", damage)
    with open_store(filled) as store:
        assert table in {fault.table for fault in store.faults()}
