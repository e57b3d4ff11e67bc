"""Several at one store: two that add, one that reads while another adds, one that died holding the lock.

python trust/together.py [--quick]
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ground import DONE, Ground, ground, refusal
from killing import Child, Ended, command, run
from rows import Report

from onrecord.errors import StoreError
from onrecord.store import open_store
from onrecord.verify import verify

WRITERS = "two runs of `add` at once leave the record of one run, whether they add the same pages or others"
READER = "a reader sees a whole record at any moment of a run of `add`, and never stops it"
STALE = "the lock of a process that was killed holds nobody up"
HELD = "who finds the store locked for longer than a minute is told so, and loses nothing"
TRIALS = 10


def main() -> int:
    """Try each; give 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the trials, and no long lock")
    is_quick = parser.parse_args().quick
    trials = TRIALS // 5 if is_quick else TRIALS
    report = Report.of(__file__)
    with ground() as here:
        faults = [it for number in range(trials) for it in _writers(here, same=number % 2 == 0)]
        report.add(WRITERS, tried=trials, faults=faults)
        looks, faults = 0, []
        for _ in range(trials):
            seen = list(_reader(here))
            looks += seen.count("")
            faults += filter(None, seen)
        report.add(READER, tried=looks, faults=faults)
        faults = [it for _ in range(trials) for it in _stale(here)]
        report.add(STALE, tried=trials, faults=faults)
        if is_quick:
            report.skip(HELD, "takes more than a minute; not with --quick")
        else:
            report.add(HELD, tried=1, faults=list(_held(here)))
    return report.exit_status


def _writers(here: Ground, *, same: bool) -> Iterator[str]:
    """Add all pages twice at once, or half of them each."""
    store = _fresh(here)
    pages = sorted(str(path.relative_to(here.folder)) for path in here.pages.iterdir())
    lots = (pages, pages) if same else (pages[::2], pages[1::2])
    children = [Child(command("add", *lot, "--store", str(store))) for lot in lots]
    ends = [_end(child) for child in children]
    for ended in ends:
        if ended.status > DONE or "Traceback" in ended.said:
            yield f"ended with {ended.status}: {ended.said[-300:]!r}"
    yield from here.finished(store)


def _reader(here: Ground) -> Iterator[str]:
    """Prove what is there, again and again, while pages are added; "" is a look that found nothing."""
    store = _fresh(here)
    child = Child(here.adding(store))
    before = 0
    while not child.has_ended(0.05):
        try:
            with open_store(str(store), create=False) as opened:
                problems = [f"{it.table} {it.row}: {it.reason}" for it in verify(opened)]
                statements = opened.counts()["statements"]
        except StoreError as error:
            # Before the first page there may be no file, or an empty one.
            problems, statements = [] if before == 0 else [str(error)], before
        yield from problems or [""]
        if statements < before:
            yield f"{before} statements were there, then {statements}"
        before = statements
    if child.end().status != DONE:
        yield "adding failed beside a reader"
    yield from here.differing(store)


def _stale(here: Ground) -> Iterator[str]:
    """Kill a process that holds the right to write and has written; then add."""
    store = _fresh(here)
    here.copy(store)
    child = Child(lambda: _hold(store))
    while "held" not in child.said() and not child.has_ended(0.01):
        pass
    child.kill()
    child.end()
    began = time.monotonic()
    yield from here.finished(store)
    if time.monotonic() - began > 30:
        yield "the next writer waited for a lock that nobody holds"


def _held(here: Ground) -> Iterator[str]:
    """Stop a process that holds the right to write; another one waits, gives up, and later does its work."""
    store = _fresh(here)
    shutil.copy(here.clean, store)
    child = Child(lambda: _hold(store))
    while "held" not in child.said() and not child.has_ended(0.01):
        pass
    os.kill(child.pid, signal.SIGSTOP)
    judging = command("judge", "merge", "Maud Pettifer", "Rosa Imhoff", "--who", "Ada", "--store", str(store))
    yield from refusal(run(judging), str(store), "another process is writing to it; try again")
    reading = run(command("statements", "--store", str(store)))
    if reading.status:
        yield f"reading beside a held lock ended with {reading.status}: {reading.said[-300:]!r}"
    os.kill(child.pid, signal.SIGCONT)
    child.kill()
    child.end()
    yield from here.differing(store)
    if run(judging).status:
        yield "nothing could be decided once the lock was gone"


def _hold(store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM blocks")
        print("held", flush=True)
        time.sleep(600)


def _end(child: Child) -> Ended:
    child.has_ended(180)
    child.kill()
    return child.end()


def _fresh(here: Ground) -> Path:
    store = here.folder / "record.db"
    for file in here.folder.glob("record.db*"):
        file.unlink()
    return store


if __name__ == "__main__":
    sys.exit(main())
