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
from typing import Protocol

from comparing import differences, tables, unproved
from killing import in_turn, moments, run, warm_up
from pages import write_pages
from rows import Report

#: Stands for the store in a command.
STORE = "{store}"
#: Words that stand on one page alone, which is forgotten.
SECRET = b"The whole quay shook"
FORGOTTEN = "pages/c-tide.txt"
#: What `annotate --to` makes, for `load`.
MADE = Path("made")


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is killed."""

    name: str
    promise: str
    kills: int
    #: Of `onrecord`, one behind the other in one process.
    commands: tuple[tuple[str, ...], ...]
    #: Commands that make the store before.
    before: tuple[tuple[str, ...], ...] = ()
    #: Makes it, given where, in place of commands: a store of an older version, at which none may look yet.
    older: Callable[[str], object] | None = None
    #: Exit statuses of the run that finishes the work, beside that of a clean run.
    also: tuple[int, ...] = ()
    #: Bytes that may be nowhere in the store's files once the work is done.
    gone: bytes | None = None


class Place(Protocol):
    """Where stores are made, killed over and looked at."""

    location: str

    def begin(self, saved: str | None) -> None:
        """Put the store there that was saved under a name; or none."""

    def save(self, name: str) -> None:
        """Keep the present store under a name."""

    def is_there(self) -> bool:
        """Tell whether a kill left a store."""

    def holding(self, secret: bytes) -> Iterator[str]:
        """Name the files of the store that hold some bytes."""


class Files:
    """Stores in files of the present folder."""

    location = "record.db"

    def begin(self, saved: str | None) -> None:
        """Put the file there that was saved under a name; or none."""
        for file in Path().glob(f"{self.location}*"):
            file.unlink()
        if saved:
            shutil.copy(saved, self.location)

    def save(self, name: str) -> None:
        """Keep the present file under a name."""
        shutil.copy(self.location, name)

    def is_there(self) -> bool:
        """Tell whether a kill left more than an empty file."""
        path = Path(self.location)
        return path.exists() and path.stat().st_size > 0

    def holding(self, secret: bytes) -> Iterator[str]:
        """Name the files that hold some bytes."""
        yield from (it.name for it in Path().glob(f"{self.location}*") if secret in it.read_bytes())


_ADD = ("add", "pages", "--store", STORE)
_JUDGE = ("--who", "Ada Lorne", "--store", STORE)
CASES = (
    Case("add", "`add`, killed and run again, loses nothing and doubles nothing", 100, (_ADD,)),
    Case(
        "workers",
        "`add --workers 2`, killed and run again, loses nothing and doubles nothing",
        8,
        ((*_ADD, "--workers", "2"),),
    ),
    Case(
        "judge",
        "`judge`, killed and run again, keeps each decision once",
        40,
        (
            ("judge", "merge", "Maud Pettifer", "Rosa Imhoff", *_JUDGE),
            ("judge", "split", "Tobin Arkwell", "Rosa Imhoff", *_JUDGE),
        ),
        before=(_ADD,),
    ),
    Case(
        "forget",
        "`forget`, killed and run again, leaves no byte of the page and all of the others",
        40,
        (("forget", FORGOTTEN, "--yes", "--store", STORE),),
        before=(_ADD,),
        # There is nothing left to forget where the kill came late.
        also=(2,),
        gone=SECRET,
    ),
    Case(
        "load",
        "`annotate --to` and `load`, killed and run again, lose nothing and double nothing",
        40,
        (("annotate", "pages", "--to", str(MADE)), ("load", str(MADE), "--store", STORE)),
    ),
)


def main() -> int:
    """Kill as often as is asked for; give 1 where a record differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the kills")
    parser.add_argument("--seed", default="2031", help="another draw of moments")
    parser.add_argument("--only", choices=[it.name for it in CASES], help="one command")
    asked = parser.parse_args()
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        warm_up(write_pages(Path("pages")))
        for case in CASES:
            if asked.only not in (None, case.name):
                continue
            kills = max(5, case.kills // 10) if asked.quick else case.kills
            faults = list(tried(case, kills, asked.seed, Files()))
            report.add(case.promise, tried=kills, faults=faults)
        os.chdir("/")
    return report.exit_status


def tried(case: Case, kills: int, seed: str, place: Place) -> Iterator[str]:
    """Kill a command so many times, and say what was wrong afterwards."""
    trial = Trial(case, place)
    if trial.clean.status not in (0, 1):
        yield f"the clean run failed with {trial.clean.status}: {trial.clean.said[-300:]}"
        return
    done = 0
    for moment in moments(trial.clean, kills, f"{seed} {case.promise}"):
        if done == kills:
            break
        trial.begin()
        ended = run(trial.work, moment)
        if ended.was_killed:
            done += 1
            if done % 3 == 0:
                run(trial.work, moment)
            _tell(f"{case.name} {done}/{kills}: {moment}")
        elif ended.status != trial.clean.status:
            yield f"{moment}: ended with {ended.status}: {ended.said[-300:]}"
        yield from (f"{moment}: {fault}" for fault in trial.faults())


class Trial:
    """A command, the store that it finds, and what a clean run makes of that."""

    def __init__(self, case: Case, place: Place) -> None:
        self.case, self.place = case, place
        self.work = in_turn(_filled(case.commands, place))
        place.begin(None)
        if case.older:
            case.older(place.location)
            place.save(f"before-{case.name}")
        if case.before:
            made = run(in_turn(_filled(case.before, place)))
            if made.status not in (0, 1):
                raise RuntimeError(f"{case.before}: {made.said}")
            place.save(f"before-{case.name}")
        self.begin()
        self.clean = run(self.work)
        self._wanted = tables(place.location)

    def begin(self) -> None:
        """Put the store there that the command finds."""
        shutil.rmtree(MADE, ignore_errors=True)
        is_new = not (self.case.before or self.case.older)
        self.place.begin(None if is_new else f"before-{self.case.name}")

    def faults(self) -> Iterator[str]:
        """Look at what a kill left, finish the work, and compare."""
        place = self.place
        if place.is_there() and not self.case.older:
            yield from (f"left what can't be proved: {it}" for it in unproved(place.location))
        again = run(self.work)
        if again.status not in (self.clean.status, *self.case.also) or "Traceback" in again.said:
            yield f"run again it ended with {again.status}: {again.said[-300:]}"
        yield from differences(tables(place.location), self._wanted)
        yield from (f"can't be proved: {it}" for it in unproved(place.location))
        if self.case.gone:
            yield from (f"{it} still holds what was forgotten" for it in place.holding(self.case.gone))


def _filled(commands: tuple[tuple[str, ...], ...], place: Place) -> list[tuple[str, ...]]:
    return [tuple(place.location if it == STORE else it for it in command) for command in commands]


def _tell(how_far: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{how_far:60}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
