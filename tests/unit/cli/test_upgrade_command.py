"""`onrecord upgrade`: a file is copied and brought up to date; a server's store once somebody copied it."""

from __future__ import annotations

from pathlib import Path

from onrecord.store import open_store
from onrecord.store.schema import HEAD
from strategies.commands import run
from strategies.older import make_older, make_older_on_server
from strategies.pages import page
from strategies.postgres import Server


def made(path: Path) -> Path:
    with open_store(str(path)) as store:
        store.add(page())
    return path


def test_a_file_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    newest, older = made(tmp_path / "newest.db"), tmp_path / "record.db"
    make_older(older, "0001", newest)
    for _ in range(2):
        assert f"{older}: is up to date" in run(str(older), "upgrade").stderr
    assert [it.name for it in tmp_path.glob("record.db.before-*")] == [f"record.db.before-{HEAD}"]


def test_a_store_on_a_server_is_upgraded_by_whoever_says_that_it_is_copied(
    server: Server, tmp_path: Path
) -> None:
    location = server.empty()
    make_older_on_server(location, "0001", made(tmp_path / "newest.db"))
    for command in (("upgrade",), ("statements",), ("add", str(tmp_path))):
        told = run(location, *command, status=2).stderr
        assert "pg_dump --format=custom" in told
        assert "onrecord upgrade --backed-up" in told
    assert "is up to date" in run(location, "upgrade", "--backed-up").stderr
    with open_store(location) as store:
        assert [it.capture.id for it in store.results()] == [page().capture.id]
        assert list(store.faults()) == []


def test_where_there_is_no_store_none_is_made(tmp_path: Path) -> None:
    assert "no store is there" in run(str(tmp_path / "record.db"), "upgrade", status=2).stderr
    assert list(tmp_path.iterdir()) == []
