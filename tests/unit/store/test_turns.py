"""Writers of one SQLite file have their turns in the order in which they came."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from onrecord.store import open_store, turn
from onrecord.store.connection import connect, writing
from onrecord.store.turn import in_turn


def test_who_waits_writes_before_one_who_writes_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, order, is_first = tmp_path / "record.db", [], threading.Event()
    wait, here = turn._wait, threading.current_thread()

    def noticed(handle: int, patience: float) -> None:
        wait(handle, patience)
        if threading.current_thread() is not here:
            is_first.set()

    monkeypatch.setattr(turn, "_wait", noticed)
    with open_store(str(path)):
        one, other = connect(path), connect(path)

        def decide() -> None:
            with writing(other):
                order.append("decision")

        thread = threading.Thread(target=decide)
        with writing(one):
            thread.start()
            assert is_first.wait(60)
            order.append("portion")
        with writing(one):
            order.append("next portion")
        thread.join()
        one.dispose()
        other.dispose()
    assert order == ["portion", "decision", "next portion"]


def test_the_place_in_the_line_is_free_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path)):
        engine = connect(path)
        with writing(engine), Path(f"{path}-wal").open("rb") as log:
            # Raises where somebody has it.
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with in_turn(path, 60), Path(f"{path}-wal").open("rb") as log, pytest.raises(BlockingIOError):
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        engine.dispose()


def test_whoever_lost_his_patience_goes_on_without_the_place(tmp_path: Path) -> None:
    (tmp_path / "record.db-wal").touch()
    with in_turn(tmp_path / "record.db", 60), in_turn(tmp_path / "record.db", 0):
        assert len(os.listdir(tmp_path)) == 1


def test_where_there_is_no_log_nobody_waits_and_nothing_is_made(tmp_path: Path) -> None:
    with in_turn(tmp_path / "record.db", 60), in_turn(tmp_path / "record.db", 60):
        assert os.listdir(tmp_path) == []
