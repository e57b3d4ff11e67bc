"""A log cut short or deleted, a store that vanishes while it is written to: nothing half is taken for whole.

A store is left by a kill with its log beside it; that is then cut at many places, has a byte changed, or is
deleted. What can be opened must be provable, and adding the pages once more must give the clean record;
what can't must be refused with a message. Then files are taken away while a command is at work.

    python trust/files.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ground import DONE, Ground, ground, refusal
from killing import Child, Ended, Moment, run
from rows import Report

LOG = (
    "a log that is cut short, changed or deleted gives an earlier whole record, or is refused with a message"
)
GONE = "a store that is moved, removed, replaced or emptied while it is written to is never taken for done"
LOGS, GONES = 40, 24
DAMAGED = ("is damaged", "is not a store", "disk I/O error")
_STORE = "record.db"


def main() -> int:
    """Try each; give 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the trials")
    parser.add_argument("--seed", default="2031", help="another draw of places and moments")
    asked = parser.parse_args()
    report = Report.of(__file__)
    logs, gones = (count // 10 if asked.quick else count for count in (LOGS, GONES))
    with ground() as here:
        drawn = random.Random(asked.seed)
        report.add(LOG, tried=logs, faults=[it for _ in range(logs) for it in _log(here, drawn)])
        report.add(GONE, tried=gones, faults=[it for n in range(gones) for it in _gone(here, drawn, n)])
    return report.exit_status


def _log(here: Ground, drawn: random.Random) -> Iterator[str]:
    """Harm the log of a store that a kill left, and add the pages again."""
    store = _fresh(here)
    moment = Moment("event", drawn.randrange(here.clean_run.events // 4, here.clean_run.events))
    run(here.adding(store), moment)
    log = store.with_name(f"{_STORE}-wal")
    if not log.exists() or not log.stat().st_size:
        return
    harm = drawn.choice(("cut", "cut", "cut", "changed", "deleted"))
    size = log.stat().st_size
    at = drawn.randrange(size)
    if harm == "cut":
        os.truncate(log, at)
    elif harm == "deleted":
        log.unlink()
    else:
        with log.open("r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 0xFF]))
    what = f"{moment}, log {harm} at {at} of {size}"
    if drawn.random() < 0.5:
        store.with_name(f"{_STORE}-shm").unlink(missing_ok=True)
    ended = run(here.adding(store))
    if ended.status == DONE:
        yield from (f"{what}: {it}" for it in here.finished(store))
    else:
        yield from (f"{what}: {it}" for it in refusal(ended, str(store), *DAMAGED))


def _gone(here: Ground, drawn: random.Random, number: int) -> Iterator[str]:
    """Take files away while pages are added; add them again, where need be to the file put back."""
    name, (harm, mend) = list(_HARMS.items())[number % len(_HARMS)]
    store = _fresh(here)
    child = Child(here.adding(store))
    at = drawn.uniform(0.1, 0.9) * here.clean_run.seconds
    if child.has_ended(at) or not store.exists():
        child.has_ended(60)
        child.end()
        return
    harm(here, store)
    if not child.has_ended(120):
        child.kill()
        child.end()
        yield f"{name} after {at:.2f} s: the command hangs"
        return
    ended = child.end()
    what = f"{name} after {at:.2f} s"
    yield from (f"{what}: {it}" for it in _told(here, store, ended))
    mend(here, store)
    yield from (f"{what}: {it}" for it in here.finished(store))


def _told(here: Ground, store: Path, ended: Ended) -> Iterator[str]:
    """Say where a command that calls itself done left less than all, or another gave no reason."""
    if ended.status == DONE:
        yield from here.differing(store)
    else:
        words = ("put it back", "was replaced", "does not exist", "can't be opened", *DAMAGED)
        yield from refusal(ended, str(store), *words)


def _remove(_here: Ground, store: Path) -> None:
    store.unlink(missing_ok=True)


def _move(_here: Ground, store: Path) -> None:
    store.rename(store.with_name("moved.db"))


def _move_folder(_here: Ground, store: Path) -> None:
    store.parent.rename(store.parent.with_name("moved"))


def _replace(here: Ground, store: Path) -> None:
    shutil.copy(here.clean, store.with_name("other.db"))
    store.with_name("other.db").replace(store)


def _empty(_here: Ground, store: Path) -> None:
    os.truncate(store, 0)


def _remove_log(_here: Ground, store: Path) -> None:
    store.with_name(f"{_STORE}-wal").unlink(missing_ok=True)


def _anew(_here: Ground, store: Path) -> None:
    """Begin with no store, as the message says."""
    _clear(store)


def _put_back(_here: Ground, store: Path) -> None:
    if store.with_name("moved.db").exists():
        store.with_name("moved.db").rename(store)


def _put_folder_back(_here: Ground, store: Path) -> None:
    moved = store.parent.with_name("moved")
    if moved.exists():
        shutil.rmtree(store.parent, ignore_errors=True)
        moved.rename(store.parent)


def _leave(_here: Ground, _store: Path) -> None:
    """Go on with what is there."""


_HARMS: dict[str, tuple[Callable[[Ground, Path], None], Callable[[Ground, Path], None]]] = {
    "removed": (_remove, _anew),
    "moved": (_move, _put_back),
    "folder moved": (_move_folder, _put_folder_back),
    "replaced": (_replace, _leave),
    "emptied": (_empty, _anew),
    "log removed": (_remove_log, _leave),
}


def _fresh(here: Ground) -> Path:
    store = here.folder / "store" / _STORE
    store.parent.mkdir(exist_ok=True)
    _clear(store)
    return store


def _clear(store: Path) -> None:
    for file in store.parent.iterdir():
        file.unlink()


if __name__ == "__main__":
    sys.exit(main())
