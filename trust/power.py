"""Cut the power, as far as a program can: what was reported as done is on the disk at every moment.

`strace` writes down every write, truncation, renaming, removal and `fsync` of a real run of several commands.
From that list the disk is made as a power cut at any place of it could leave it: what was synced is there;
of what was written since, any part may be, and a write may be torn between two sectors. The store found
there must be provable and hold all that was reported before; the commands are run once more, and the
record is compared with that of an undisturbed run.

    python trust/power.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from comparing import Tables, differences, tables, unproved
from ground import ground
from killing import in_turn, run
from rows import Report
from writes import Disk, Operation, read_trace

PROMISE = "a power cut at any write loses nothing that was reported as done, and the rest can be done again"
CUTS = 50
STORE = "store/record.db"
SECRET = b"The whole quay shook"
_STORE = ("--store", STORE)
_WHO = ("--who", "Ada Lorne", *_STORE)
COMMANDS = (
    ("add", "pages/a-lamp.txt", "pages/b-gazette.txt", *_STORE),
    ("add", "pages", *_STORE),
    ("judge", "merge", "Maud Pettifer", "Rosa Imhoff", *_WHO),
    ("judge", "split", "Tobin Arkwell", "Rosa Imhoff", *_WHO),
    ("forget", "pages/c-tide.txt", "--yes", *_STORE),
)
_CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"


def main() -> int:
    """Cut as often as is asked for; give 1 where something reported was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the cuts")
    parser.add_argument("--seed", default="2031", help="another draw of cuts")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        in_turn(COMMANDS)()
    report = Report.of(__file__)
    cuts = CUTS // 10 if asked.quick else CUTS
    with ground() as here:
        (here.folder / "store").mkdir()
        operations = traced(here.folder)
        if isinstance(operations, str):
            report.skip(PROMISE, operations)
            return report.exit_status
        wanted = tables(STORE)
        drawn = random.Random(asked.seed)
        faults = [it for _ in range(cuts) for it in cut(operations, wanted, drawn)]
        report.add(PROMISE, tried=cuts, faults=faults)
    return report.exit_status


def traced(folder: Path) -> list[Operation] | str:
    """Run the commands under strace, and give what they did to the disk; or why that can't be had."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    log = folder / "trace"
    watched = ["strace", "-f", "-y", "-xx", "-s", "2000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    ran = subprocess.run(
        [*watched, sys.executable, __file__, "--work"],
        env={**os.environ, "ONRECORD_WORKERS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode not in (0, 1) or "Traceback" in ran.stderr:
        return f"strace could not watch the commands: {ran.stderr[-200:]}"
    return list(read_trace(log, (folder / "store").resolve()))


def cut(operations: list[Operation], wanted: Tables, drawn: random.Random) -> Iterator[str]:
    """Cut the power somewhere, or just when something was reported, and say what was wrong afterwards."""
    reports = [number for number, it in enumerate(operations, 1) if it.call == "tell"]
    at = drawn.choice(reports) if drawn.random() < 0.5 else drawn.randrange(len(operations) + 1)
    disk = Disk(operations[:at])
    folder = Path(STORE).parent
    shutil.rmtree(folder)
    folder.mkdir()
    disk.write(folder, drawn)
    what = f"cut at operation {at} of {len(operations)}"
    yield from (f"{what}: {it}" for it in _reported(disk.told))
    again = run(in_turn(COMMANDS))
    if "Traceback" in again.said or again.status not in (1, 2):
        yield f"{what}: run again it ended with {again.status}: {again.said[-300:]!r}"
    yield from (f"{what}: {it}" for it in differences(tables(STORE), wanted))
    yield from (f"{what}: can't be proved: {it}" for it in unproved(STORE))
    yield from (f"{what}: {it}" for it in _not_gone(folder))


def _reported(told: str) -> Iterator[str]:
    """Say what of that which was reported as done before the cut is not in the store."""
    if "pages" not in told:
        return
    yield from (f"can't be proved: {it}" for it in unproved(STORE))
    with closing(sqlite3.connect(STORE)) as connection:
        paths = [path for (path,) in connection.execute("SELECT path FROM captures")]
        kept = {identity for (identity,) in connection.execute("SELECT id FROM judgements")}
    said = [int(count) for count in re.findall(r": (\d+) pages,", told)]
    forgotten = "1 page forgotten" in told
    # What is being forgotten may be gone before that is reported.
    if len(paths) < sum(said) - 1:
        yield f"{sum(said)} pages were reported as added, {len(paths)} are there"
    for identity in re.findall(r"decided: (jdg-\w+)", told):
        if identity not in kept:
            yield f"the decision {identity} was reported and is lost"
    if forgotten and "pages/c-tide.txt" in paths:
        yield "a page that was reported as forgotten is there"
    if forgotten:
        yield from _not_gone(Path(STORE).parent)


def _not_gone(folder: Path) -> Iterator[str]:
    for file in folder.iterdir():
        if SECRET in file.read_bytes():
            yield f"{file.name} holds words of a page that was reported as forgotten"


if __name__ == "__main__":
    sys.exit(main())
