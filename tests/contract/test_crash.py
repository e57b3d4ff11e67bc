"""Kill a process that adds pages, at any SQL statement or commit: the next run finishes the same store.

The child kills itself with SIGKILL after the n-th event, so that no test waits and each n is the same
moment in every run. SQLite's own commit is taken to be atomic; what is proved here is ours.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from onrecord.export import EXPORTERS
from onrecord.model import Activity, CaptureResult, Drop
from onrecord.store import open_store
from onrecord.verify import verify
from strategies.pages import corpus

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

PAGES = 60
ACTIVITY = Activity(
    id="act", name="add", started="2031-04-03T08:00:00Z", version="0.0.7", settings="{}", model=None
)


def add_all(location: str) -> None:
    """Do what `onrecord add` does: every input one by one, some of which give no page."""
    with open_store(location) as store:
        store.begin_activity(ACTIVITY)
        inputs: Iterator[CaptureResult] = corpus(PAGES)
        for number, result in enumerate(inputs):
            if number % 10 == 3:
                store.add_drop(Drop(stage="capture", item=f"gone/{number}.txt", reason="no such file"))
            store.add(result)


def add_until(location: str, last: int, died_at: Callable[[int], None]) -> None:
    """Add, and die at event `last`: before a statement, after one, before a commit."""
    events = count(1)

    def step(*_: object) -> None:
        number = next(events)
        died_at(number)
        if number >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    add_all(location)


def exported(location: str, folder: Path) -> dict[str, bytes]:
    with open_store(location, create=False) as store:
        EXPORTERS["jsonl"](store, folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def kill_at(location: str, last: int) -> tuple[int | None, int]:
    """Run a child until event `last`; give its exit code and the event at which it ended."""
    processes = multiprocessing.get_context("fork")
    reached = processes.Value("i", 0)
    child = processes.Process(
        target=add_until, args=(location, last, lambda number: setattr(reached, "value", number))
    )
    child.start()
    child.join()
    return child.exitcode, reached.value


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    """Give the export of an undisturbed run, and how many events such a run has."""
    folder = tmp_path_factory.mktemp("clean")
    code, events = kill_at(str(folder / "record.db"), sys.maxsize)
    assert code == 0
    files = exported(str(folder / "record.db"), folder / "out")
    assert files["statements.jsonl"].count(b"\n") == 2 * PAGES
    assert files["drops.jsonl"].count(b"gone/") == 6
    return files, events


# Early moments one by one (the schema is being made), later ones spread over the run.
MOMENTS = [1, 4, 9, 17, 33, 60, 90, 120, 150, *(f"{share}/17" for share in range(2, 17))]


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_and_run_again_gives_what_one_run_gives(
    moment: int | str, clean: tuple[dict[str, bytes], int], tmp_path: Path
) -> None:
    files, events = clean
    last = moment if isinstance(moment, int) else events * int(moment.split("/")[0]) // 17
    location = str(tmp_path / "record.db")
    assert kill_at(location, last) == (-signal.SIGKILL, last)
    add_all(location)
    assert exported(location, tmp_path / "out") == files


def test_killed_again_and_again_it_gets_there(clean: tuple[dict[str, bytes], int], tmp_path: Path) -> None:
    files, events = clean
    location = str(tmp_path / "record.db")
    code: int | None = None
    for _ in range(100):
        code, _reached = kill_at(location, events // 6)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0
    assert exported(location, tmp_path / "out") == files
    with open_store(location) as store:
        assert list(verify(store)) == []


def test_what_is_there_after_a_kill_is_whole(clean: tuple[dict[str, bytes], int], tmp_path: Path) -> None:
    _files, events = clean
    location = str(tmp_path / "record.db")
    kill_at(location, events // 2)
    by_id = {result.capture.id: result for result in corpus(PAGES)}
    with open_store(location) as store:
        found = list(store.results())
        assert 0 < len(found) < PAGES
        assert found == [by_id[result.capture.id] for result in found]
        assert list(verify(store)) == []
