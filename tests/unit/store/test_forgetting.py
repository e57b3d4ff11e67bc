"""What is forgotten is gone from every table and every byte of the file, and does not come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from onrecord.capture.build import make_capture
from onrecord.engine import InProcess
from onrecord.model import Annotations, Article, Capture, Drop, Visit
from onrecord.model.audit import Signature
from onrecord.pipeline import Added, ItemStages, add, link_waiting
from onrecord.settings import Settings
from onrecord.store import Store, open_store
from strategies.pages import corpus

SETTINGS = Settings()
#: Stands in one page alone.
MARK = "Quillfeatherston"
WHEN = "2031-04-03T08:00:00Z"
BY = Signature(who="Ada", when=WHEN)


class Silent:
    def annotate(self, article: Article) -> Annotations:
        return Annotations()


def make_page(path: str, words: str, url: str | None = None) -> Capture:
    text = f"The quay of {words} stays shut\n\n" + (
        f"The harbour master told the council that {words} would see no boat before the divers had finished "
        "their tests, and that nobody was to blame for it.\n"
    )
    return make_capture(text.encode(), media_type="text/plain", path=path, url=url)


def add_pages(store: Store, *pages: Capture) -> list[Added | Drop]:
    found = list(add(pages, store, InProcess(ItemStages(SETTINGS, Silent()))))
    for _ in link_waiting(store):
        pass
    return found


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "record.db")


@contextmanager
def leaving_bytes() -> Iterator[None]:
    """Let SQLite leave deleted bytes in the file, as it does where it was not built to overwrite them."""

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA secure_delete = OFF")

    event.listen(Engine, "connect", connected)
    try:
        yield
    finally:
        event.remove(Engine, "connect", connected)


def on_disk(location: str) -> bytes:
    folder = Path(location).parent
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.name.startswith("record.db"))


def test_no_byte_of_it_stays_in_the_file(location: str) -> None:
    page = make_page("news/a.txt", MARK, "https://lamp.example/quill")
    with open_store(location) as store:
        add_pages(store, page, make_page("news/b.txt", "Little Sarn"))
        store.keep_visit(Visit(url=page.url or "", address=page.url or "", visited=WHEN))
        assert MARK.encode() in on_disk(location)
        assert store.forget([page.id], BY) == 1
        for _ in link_waiting(store):
            pass
        assert list(store.faults()) == []
        assert [it.path for it in store.captures()] == ["news/b.txt"]
        assert store.visit(page.url or "") is None
    left = on_disk(location).lower()
    assert MARK.lower().encode() not in left
    assert b"lamp.example/quill" not in left


def test_a_kill_before_the_file_is_written_anew_leaves_that_to_the_next_opening(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page("news/a.txt", MARK)
    with open_store(location) as store:
        add_pages(store, page, *(make_page(f"news/{name}.txt", name) for name in ("Sarn", "Velm")))
    with leaving_bytes(), open_store(location) as store, monkeypatch.context() as patch:
        patch.setattr("onrecord.store.sqlite.write_anew", lambda *_: None)
        store.forget([page.id], BY)
    assert MARK.encode() in on_disk(location)
    with open_store(location) as store:
        assert page.path not in {it.path for it in store.captures()}
    assert MARK.encode() not in on_disk(location)


def test_a_reader_keeps_the_bytes_until_the_next_opening_and_that_is_said(
    location: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = make_page("news/a.txt", MARK)
    monkeypatch.setattr("onrecord.store.connection._PATIENCE", 0.01)
    with open_store(location) as store:
        add_pages(store, page)
        with open_store(location) as reader:
            # A look at one state of the store, begun before.
            beside = reader.captures()
            assert next(beside).id == page.id
            store.forget([page.id], BY)
            assert "others read the file" in caplog.text
            assert list(beside) == []
    open_store(location).close()
    assert MARK.encode() not in on_disk(location)


def test_it_does_not_come_back_by_adding_it_again(location: str) -> None:
    page = make_page("a.txt", MARK, "https://lamp.example/quill")
    with open_store(location) as store:
        add_pages(store, page)
        store.forget([page.id], BY)
        same_bytes = make_capture(page.content, media_type="text/plain", path="elsewhere/c.txt")
        same_address = make_page("a.txt", "Another Town", page.url)
        found = add_pages(store, page, same_bytes, same_address)
        assert all(isinstance(it, Drop) and "forgotten on 2031-04-03" in it.reason for it in found)
        assert list(store.captures()) == []
        assert list(store.drops()) == []
        [other] = add_pages(store, make_page("a.txt", "Another Town"))
        assert isinstance(other, Added)


def test_bytes_that_stand_elsewhere_too_stay_there(location: str) -> None:
    one, other = make_page("a.txt", MARK), make_page("b.txt", MARK)
    assert one.sha256 == other.sha256
    with open_store(location) as store:
        add_pages(store, one, other)
        store.forget([one.id], BY)
        assert store.capture(other.id).content == other.content


def test_what_is_left_is_as_if_it_had_never_been_there(tmp_path: Path) -> None:
    results = list(corpus(8))
    with open_store(str(tmp_path / "all.db")) as store, open_store(str(tmp_path / "some.db")) as fewer:
        for number, result in enumerate(results):
            store.add(result)
            if number % 2:
                fewer.add(result)
        for it in (store, fewer):
            list(link_waiting(it))
        store.forget([result.capture.id for result in results[::2]], BY)
        list(link_waiting(store))
        assert list(store.results()) == list(fewer.results())
        with store.linked() as linkage, fewer.linked() as other:
            for stage in ("entities", "utterances", "stories"):
                assert list(linkage.groups(stage)) == list(other.groups(stage))
        assert list(store.faults()) == []


@pytest.mark.parametrize(("place", "found"), [
    ("news/a.txt", ["news/a.txt"]),
    ("news", ["news/a.txt", "news/deep/b.txt"]),
    ("news/", ["news/a.txt", "news/deep/b.txt"]),
    ("x.zip", ["x.zip!/m.html"]),
    ("https://lamp.example/e", ["e.txt"]),
    ("new", []),
    ("news_", []),
])  # fmt: skip
def test_places(location: str, place: str, found: list[str]) -> None:
    with open_store(location) as store:
        add_pages(
            store, make_page("news/a.txt", "A"), make_page("news/deep/b.txt", "B"),
            make_page("newsx/c.txt", "C"), make_page("x.zip!/m.html", "D"), make_page("e.txt", "E", "https://lamp.example/e"),
        )  # fmt: skip
        assert [kept.path for kept in store.captures_at(place)] == found
