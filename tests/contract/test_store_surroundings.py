"""What happens around a store: its file vanishes, its log is harmed, its disk is full, a writer dies."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import StoreError
from onrecord.model import CaptureResult
from onrecord.store import open_store
from onrecord.verify import verify
from strategies.pages import corpus, page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, SIGKILL and POSIX files")

PAGES = 12


def add_all(location: str) -> None:
    with open_store(location) as store:
        for result in corpus(PAGES):
            store.add(result)


def assert_whole(location: str) -> None:
    add_all(location)
    with open_store(location, create=False) as store:
        assert list(store.results()) == list(corpus(PAGES))
        assert list(verify(store)) == []


def in_child(work: Callable[[], object]) -> multiprocessing.context.ForkProcess:
    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    return child


def remove(store: Path) -> None:
    store.unlink()


def move(store: Path) -> None:
    store.rename(store.with_name("moved.db"))


def move_folder(store: Path) -> None:
    store.parent.rename(store.parent.with_name("elsewhere"))


def replace(store: Path) -> None:
    other = store.with_name("other.db")
    open_store(str(other)).close()
    other.replace(store)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [(remove, "put it back"), (move, "put it back"), (move_folder, "put it back"), (replace, "replaced")],
)
def test_a_store_that_vanishes_is_noticed_at_once(
    harm: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "here" / "record.db"
    path.parent.mkdir()
    with open_store(str(path)) as store:
        store.add(page(1))
        harm(path)
        with pytest.raises(StoreError, match=rf"here/record\.db: .*{reason}"):
            store.add(page(2))
        with pytest.raises(StoreError, match=reason):
            list(store.captures())


def test_a_store_that_vanishes_within_a_transaction_is_not_reported_as_done(tmp_path: Path) -> None:
    path = tmp_path / "record.db"

    def link() -> None:
        with open_store(str(path)) as store, store.linking() as linkage:
            linkage.set_version("1")
            path.unlink()

    with pytest.raises(StoreError, match="put it back"):
        link()


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """Give a store as a kill leaves it: its last pages are in the log alone."""
    path = tmp_path / "left" / "record.db"
    path.parent.mkdir()

    def work() -> None:
        with open_store(str(path)) as store:
            for result in list(corpus(PAGES))[: PAGES // 2]:
                store.add(result)
            os.kill(os.getpid(), signal.SIGKILL)

    in_child(work).join()
    assert path.with_name("record.db-wal").stat().st_size > 100_000
    return path


@pytest.mark.parametrize("share", [0.0, 0.37, 0.81, 0.999])
@pytest.mark.parametrize("harm", ["cut", "changed"])
def test_a_harmed_log_gives_an_earlier_whole_store(harm: str, share: float, left: Path) -> None:
    log = left.with_name("record.db-wal")
    content = bytearray(log.read_bytes())
    at = int(share * len(content))
    if harm == "cut":
        del content[at:]
    else:
        content[at] ^= 0xFF
    log.write_bytes(content)
    expected: list[CaptureResult] = list(corpus(PAGES))
    with open_store(str(left)) as store:
        found = list(store.results())
        assert found == expected[: len(found)]
        assert list(verify(store)) == []
    assert_whole(str(left))


def test_a_deleted_log_gives_an_earlier_whole_store(left: Path) -> None:
    left.with_name("record.db-wal").unlink()
    assert_whole(str(left))


def test_a_store_copied_with_its_log_while_it_is_written_to_is_whole(tmp_path: Path) -> None:
    path, expected = tmp_path / "record.db", list(corpus(PAGES))
    with open_store(str(path)) as store:
        for number, result in enumerate(expected):
            store.add(result)
            folder = tmp_path / str(number)
            folder.mkdir()
            for file in tmp_path.glob("record.db*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, folder)
            with open_store(str(folder / "record.db")) as copy:
                assert list(copy.results()) == expected[: number + 1]


@pytest.mark.parametrize("size", [1, 300, 900])
def test_a_file_that_may_not_grow_ends_with_a_message_and_loses_nothing(size: int, tmp_path: Path) -> None:
    import resource

    location, told = str(tmp_path / "record.db"), tmp_path / "told"

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size * 1024, resource.RLIM_INFINITY))
        with pytest.raises(StoreError) as caught:
            add_all(location)
        told.write_text(str(caught.value))

    child = in_child(work)
    child.join()
    assert child.exitcode == 0
    assert told.read_text().startswith(location)
    assert "run it again, what is added is safe" in told.read_text()
    assert_whole(location)


def hold(path: Path, holds: Any) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM blocks")
        holds.set()
        signal.pause()


def test_a_held_lock_is_told_and_that_of_a_killed_process_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, holds = tmp_path / "record.db", multiprocessing.get_context("fork").Event()
    add_all(str(path))
    child = in_child(lambda: hold(path, holds))
    assert holds.wait(60)
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.store.connection._PATIENCE", 0.01)
        with open_store(str(path)) as store:
            assert len(list(store.captures())) == PAGES
            with pytest.raises(StoreError, match=r"record\.db.*another process is writing to it; try again"):
                store.add(page(77))
    child.kill()
    child.join()
    assert_whole(str(path))


def test_what_may_only_be_read_is_verified_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.db"
    add_all(str(path))
    monkeypatch.setattr("onrecord.store.connection.may_write", lambda _: False)
    monkeypatch.setattr("onrecord.store.sqlite.may_write", lambda _: False)
    with open_store(str(path), create=False) as store:
        assert list(verify(store)) == []
        with pytest.raises(StoreError, match="may not be written to"):
            store.add(page(77))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM articles_search_data WHERE id > 10")
    with open_store(str(path), create=False) as store:
        assert [it.table for it in verify(store)] == ["articles_search"]


def test_a_full_disk_under_stdout_ends_a_command_with_a_message(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("A FULL STDOUT IS NOT TESTED: this system has no /dev/full")
    path = tmp_path / "record.db"
    add_all(str(path))
    with Path("/dev/full").open("w") as full:
        command = [
            sys.executable,
            "-m",
            "onrecord",
            "trace",
            "ferry",
            "--format",
            "csv",
            "--store",
            str(path),
        ]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1] == "the output: No space left on device: see to that and run it again"
