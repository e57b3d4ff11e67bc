"""Kill `add`, `judge` and `forget` at any moment and run them again: the record is that of a clean run.

Each kill is followed by a look at what it left (which must be provable, every span of it), and by the same
command once more, whose record is compared with that of a run that nobody killed, table by table
(`comparing.py` says what is left out). Every third time the second run is killed as well.

    python trust/crash.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from comparing import Tables, differences, tables, unproved
from killing import Ended, in_turn, moments, run, warm_up
from pages import write_pages
from rows import Report

STORE = "record.db"
#: Words that stand on one page alone, which is forgotten.
SECRET = b"The whole quay shook"
FORGOTTEN = "pages/c-tide.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is killed."""

    promise: str
    kills: int
    #: Of `onrecord`, one behind the other in one process.
    commands: tuple[tuple[str, ...], ...]
    #: Commands that make the store before.
    before: tuple[tuple[str, ...], ...] = ()
    #: Exit statuses of the run that finishes the work, beside that of a clean run.
    also: tuple[int, ...] = ()
    #: Bytes that may be nowhere in the store's files once the work is done.
    gone: bytes | None = None


_ADD = ("add", "pages", "--store", STORE)
_JUDGE = ("--who", "Ada Lorne", "--store", STORE)
CASES = (
    Case("`add`, killed and run again, loses nothing and doubles nothing", 100, (_ADD,)),
    Case(
        "`judge`, killed and run again, keeps each decision once",
        40,
        (
            ("judge", "merge", "Maud Pettifer", "Rosa Imhoff", *_JUDGE),
            ("judge", "split", "Tobin Arkwell", "Rosa Imhoff", *_JUDGE),
        ),
        before=(_ADD,),
    ),
    Case(
        "`forget`, killed and run again, leaves no byte of the page and all of the others",
        40,
        (("forget", FORGOTTEN, "--yes", "--store", STORE),),
        before=(_ADD,),
        # There is nothing left to forget where the kill came late.
        also=(2,),
        gone=SECRET,
    ),
)


def main() -> int:
    """Kill as often as is asked for; give 1 where a record differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the kills")
    parser.add_argument("--seed", default="2031", help="another draw of moments")
    asked = parser.parse_args()
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        warm_up(write_pages(Path("pages")))
        for case in CASES:
            kills = max(5, case.kills // 10) if asked.quick else case.kills
            faults = list(tried(case, kills, asked.seed))
            report.add(case.promise, tried=kills, faults=faults)
        os.chdir("/")
    return report.exit_status


def tried(case: Case, kills: int, seed: str) -> Iterator[str]:
    """Kill a command so many times, and say what was wrong afterwards."""
    work = in_turn(case.commands)
    _begin(case)
    clean = run(work)
    wanted = tables(STORE)
    if clean.status not in (0, 1):
        yield f"the clean run failed with {clean.status}: {clean.said[-300:]}"
        return
    done = 0
    for moment in moments(clean, kills, f"{seed} {case.promise}"):
        if done == kills:
            break
        _begin(case)
        ended = run(work, moment)
        if ended.was_killed:
            done += 1
            if done % 3 == 0:
                run(work, moment)
            _tell(f"{case.commands[0][0]} {done}/{kills}: {moment}")
        elif ended.status != clean.status:
            yield f"{moment}: ended with {ended.status}: {ended.said[-300:]}"
        for fault in _faults(case, work, clean, wanted):
            yield f"{moment}: {fault}"


def _faults(case: Case, work: Callable[[], object], clean: Ended, wanted: Tables) -> Iterator[str]:
    """Look at what a kill left, finish the work, and compare."""
    if Path(STORE).exists() and Path(STORE).stat().st_size:
        yield from (f"left what can't be proved: {it}" for it in unproved(STORE))
    again = run(work)
    if again.status not in (clean.status, *case.also) or "Traceback" in again.said:
        yield f"run again it ended with {again.status}: {again.said[-300:]}"
    yield from differences(tables(STORE), wanted)
    yield from (f"can't be proved: {it}" for it in unproved(STORE))
    if case.gone:
        for file in Path().glob(f"{STORE}*"):
            if case.gone in file.read_bytes():
                yield f"{file.name} still holds what was forgotten"


def _begin(case: Case) -> None:
    """Put the store there that the command finds."""
    for file in Path().glob(f"{STORE}*"):
        file.unlink()
    ready = Path(f"before-{CASES.index(case)}.db")
    if case.before and not ready.exists():
        made = run(in_turn(case.before))
        if made.status not in (0, 1):
            raise RuntimeError(f"{case.before}: {made.said}")
        shutil.move(STORE, ready)
    if case.before:
        shutil.copy(ready, STORE)


def _tell(how_far: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{how_far:60}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
