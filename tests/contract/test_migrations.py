"""Stores of every older version: all rows kept, a copy beside them; a kill leaves the old or the new one."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from onrecord.errors import StoreError
from onrecord.model.audit import Signature
from onrecord.store import backup, open_store
from onrecord.store.schema import HEAD
from strategies.older import Rows, all_rows, lost, make_older, revisions
from strategies.pages import corpus, page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

OLDER = [it for it in revisions() if it != HEAD]


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a store of each older schema, with rows of a present one in it."""
    folder = tmp_path_factory.mktemp("older")
    with open_store(str(folder / "newest.db")) as store:
        for result in corpus(4):
            store.add(result)
    for revision in OLDER:
        make_older(folder / f"{revision}.db", revision, folder / "newest.db")
    return {revision: folder / f"{revision}.db" for revision in OLDER}


def migrate(path: Path, last: float = float("inf")) -> None:
    """Open a store in this process, which dies at event `last` of the database."""
    events = count(1)

    def step(*_: object) -> None:
        if next(events) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    open_store(str(path), create=False).close()


def in_child(path: Path, last: float = float("inf")) -> int | None:
    child = multiprocessing.get_context("fork").Process(target=migrate, args=(path, last))
    child.start()
    child.join()
    return child.exitcode


def copies(folder: Path) -> list[str]:
    """Name the copies in a folder; reading one may leave an empty log beside it."""
    return sorted(it.name for it in folder.glob("*.before-*") if not it.name.endswith(("-shm", "-wal")))


def without_names(rows: Rows) -> Rows:
    """Leave out what is drawn by chance when a store is made."""
    return {name: found for name, found in rows.items() if name != "changes"}


@pytest.mark.parametrize("revision", OLDER)
def test_every_row_of_an_older_store_is_kept_and_copied(
    revision: str, older: dict[str, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(shutil.copy(older[revision], tmp_path / "record.db"))
    before = all_rows(path)
    with open_store(str(path)) as store:
        assert [it.capture.path for it in store.results()] == [it.capture.path for it in corpus(4)]
        assert list(store.faults()) == []
        assert store.add(page(77))
    copy = tmp_path / f"record.db.before-{HEAD}"
    assert f"brought from schema {revision} to {HEAD}" in caplog.text
    assert str(copy) in caplog.text
    assert all_rows(copy) == before
    assert lost(older[revision], path) == []
    open_store(str(path)).close()
    assert copies(tmp_path) == [copy.name]


@pytest.mark.parametrize("revision", OLDER[::3])
def test_a_killed_migration_leaves_the_old_store_or_the_new_one(
    revision: str, older: dict[str, Path], tmp_path: Path
) -> None:
    clean, path = (Path(shutil.copy(older[revision], tmp_path / name)) for name in ("clean.db", "record.db"))
    old = all_rows(path)
    assert in_child(clean) == 0
    for last in (5, 12, 25, 60):
        killed = in_child(path, last)
        assert killed in (0, -signal.SIGKILL)
        if killed:
            assert all_rows(path) == old
    assert in_child(path) == 0
    assert without_names(all_rows(path)) == without_names(all_rows(clean))
    assert copies(tmp_path) == [f"{name}.db.before-{HEAD}" for name in ("clean", "record")]


def test_without_room_for_the_copy_nothing_is_changed(
    older: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(older[OLDER[0]], tmp_path / "record.db"))
    before = all_rows(path)

    def full(_path: Path, part: Path) -> None:
        part.write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy", full)
        with pytest.raises(StoreError, match=r"record\.db: .*No space left.*make room for 1 MB"):
            open_store(str(path))
    assert all_rows(path) == before
    assert copies(tmp_path) == []
    open_store(str(path)).close()


def test_a_copy_that_differs_is_left_as_it_is(older: dict[str, Path], tmp_path: Path) -> None:
    path = Path(shutil.copy(older[OLDER[-1]], tmp_path / "record.db"))
    earlier = tmp_path / f"record.db.before-{HEAD}"
    earlier.write_bytes(b"of another day")
    before = all_rows(path)
    open_store(str(path)).close()
    assert earlier.read_bytes() == b"of another day"
    assert all_rows(tmp_path / f"record.db.before-{HEAD}-2") == before


def test_forgetting_tells_of_copies_that_hold_it_still(
    older: dict[str, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(shutil.copy(older[OLDER[0]], tmp_path / "record.db"))
    with open_store(str(path)) as store:
        caplog.clear()
        store.forget(list(store.capture_ids())[:1], Signature(who="Ada", when="2031-04-03T08:00:00Z"))
    copy = tmp_path / f"record.db.before-{HEAD}"
    assert caplog.messages == [
        f"{path}: copies from before an upgrade may hold it still; delete them: {copy}"
    ]


def test_an_older_store_that_may_only_be_read_says_so(
    older: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(older[OLDER[0]], tmp_path / "record.db"))
    monkeypatch.setattr("onrecord.store.connection.may_write", lambda _: False)
    monkeypatch.setattr("onrecord.store.opening.may_write", lambda _: False)
    with pytest.raises(StoreError, match=r"older onrecord \(its schema is 0001\).*may not be written to"):
        open_store(str(path))
