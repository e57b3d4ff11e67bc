"""The write-ahead log is emptied behind a writer, also where somebody always reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Visit
from onrecord.store import Store, log, open_store


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LONGEST", 100_000)
    monkeypatch.setattr(log, "_WAIT", 50)


def write(store: Store, times: int = 60) -> None:
    for turn in range(times):
        address = f"https://lamp.example/{turn}"
        store.keep_visit(Visit(url=address, address="a" * 4_000, visited="2031-04-03T08:00:00Z"))


def length(path: Path) -> int:
    return Path(f"{path}-wal").stat().st_size


def test_a_long_log_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path)) as store:
        write(store)
        assert length(path) < 300_000


def test_it_is_emptied_when_those_who_read_all_the_time_have_gone(tmp_path: Path) -> None:
    """A new one begins before the one before it ends."""
    path = tmp_path / "record.db"
    with open_store(str(path)) as store:
        reader = store.linked()
        reader.__enter__().state()
        for _ in range(10):
            write(store, 6)
            following = store.linked()
            following.__enter__().state()
            reader.__exit__(None, None, None)
            reader = following
        assert length(path) > 100_000
        reader.__exit__(None, None, None)
        write(store, 1)
        assert length(path) < 100_000


def test_who_reads_on_sees_what_was_there_and_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path)) as store:
        with store.linked() as reader:
            before = reader.state()
            write(store)
            assert reader.state() == before
            assert length(path) > 100_000
        visit = store.visit("https://lamp.example/59")
        assert visit is not None
