"""Kill the migration of a store of every older version: it is the old one or the new one, never between.

For each revision of the schema a store is made as that version left it, with the rows of a real record.
After a kill the file holds either every old row or every new one; opened again it is that of a migration
that nobody killed; and one copy of the old store lies beside it, equal to it in every row.

    python trust/migrations.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from comparing import Tables, differences, tables, unproved
from killing import command, moments, run, warm_up
from pages import write_pages
from rows import Report

from onrecord.store import open_store
from onrecord.store.schema import HEAD

# What the tests make older stores with.
sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from strategies.older import Rows, all_rows, lost, make_older, revisions

KILLED = "a migration that is killed leaves the old store or the new one, and a second run ends it"
WHOLE = "a store of every older version is brought up to date with all its rows, and copied before"
NEWER = "a store of a newer version is refused with a message, and not one byte of it is changed"
KILLS = 45
STORE, NEWEST = Path("record.db"), Path("newest.db")
COPY = Path(f"{STORE}.before-{HEAD}")


def main() -> int:
    """Kill as often as is asked for; give 1 where a store was harmed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the kills")
    parser.add_argument("--seed", default="2031", help="another draw of moments")
    asked = parser.parse_args()
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        warm_up(write_pages(Path("pages")))
        run(command("add", "pages", "--store", str(NEWEST)))
        who = ("--who", "Ada Lorne", "--store", str(NEWEST))
        run(command("judge", "split", "Tobin Arkwell", "Rosa Imhoff", *who))
        old = [it for it in revisions() if it != HEAD]
        for revision in old:
            make_older(Path(f"{revision}.db"), revision, NEWEST)
        report.add(WHOLE, tried=len(old), faults=[it for revision in old for it in migrated(revision)])
        each = max(1, (KILLS // 10 if asked.quick else KILLS) // len(old))
        faults = [it for revision in old for it in killed(revision, each, asked.seed)]
        report.add(KILLED, tried=each * len(old), faults=faults)
        report.add(NEWER, tried=1, faults=list(refused()))
        os.chdir("/")
    return report.exit_status


def _open() -> None:
    open_store(str(STORE), create=False).close()


def migrated(revision: str) -> Iterator[str]:
    """Migrate a store without any kill, and hold it against what it was; leaves the outcome for `killed`."""
    _begin(revision)
    old = all_rows(STORE)
    ended = run(_open)
    if ended.status or str(COPY) not in ended.said:
        yield f"{revision}: the migration ended with {ended.status} and said {ended.said[-300:]!r}"
        return
    yield from (f"{revision}: {it}" for it in lost(Path(f"{revision}.db"), STORE))
    yield from (f"{revision}: {it}" for it in _copies(old))
    shutil.copy(STORE, f"{revision}-clean.db")
    # What was read from the pages is to be linked, as by an upgraded onrecord; then all can be proved.
    ended = run(command("statements", "--store", str(STORE), "--format", "jsonl"))
    if ended.status or "Traceback" in ended.said:
        yield f"{revision}: could not be read: {ended.said[-300:]}"
    yield from (f"{revision}: can't be proved: {it}" for it in unproved(str(STORE)))


def killed(revision: str, kills: int, seed: str) -> Iterator[str]:
    """Kill the migration of a store so many times, and say what was wrong afterwards."""
    _begin(revision)
    old = all_rows(STORE)
    clean = run(_open)
    wanted = tables(f"{revision}-clean.db")
    done = 0
    for moment in moments(clean, kills, f"{seed} {revision}"):
        if done == kills:
            break
        _begin(revision)
        done += run(_open, moment).was_killed
        yield from (f"{revision}, {moment}: {it}" for it in _left(old, wanted))
        ended = run(_open)
        if ended.status:
            yield f"{revision}, {moment}: run again it ended with {ended.status}: {ended.said[-300:]}"
        yield from (f"{revision}, {moment}: {it}" for it in differences(tables(str(STORE)), wanted))
        yield from (f"{revision}, {moment}: {it}" for it in _copies(old))
        if sys.stderr.isatty():
            print(f"\r{revision} {done}/{kills}: {moment} ", end="", file=sys.stderr, flush=True)


def refused() -> Iterator[str]:
    """Open a store of a version to come."""
    _begin(revisions()[-2])
    shutil.copy(NEWEST, STORE)
    with closing(sqlite3.connect(STORE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = STORE.read_bytes()
    for arguments in (("statements",), ("add", "pages"), ("forget", "pages", "--yes")):
        ended = run(command(*arguments, "--store", str(STORE)))
        wanted = f"{STORE}: was written by a newer onrecord (its schema is 9999"
        if ended.status != 2 or wanted not in ended.said or "upgrade onrecord" not in ended.said:
            yield f"{arguments[0]} ended with {ended.status} and said {ended.said[-300:]!r}"
    if STORE.read_bytes() != before or COPY.exists():
        yield "the store of a newer version was changed"


def _left(old: Rows, new: Tables) -> Iterator[str]:
    """Say where what a kill left is neither the old store nor the new one."""
    with closing(sqlite3.connect(STORE)) as connection:
        (present,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if present == HEAD:
        yield from differences(tables(str(STORE)), new)
    elif all_rows(STORE) != old:
        yield f"left at revision {present} with other rows than before"


def _copies(old: Rows) -> Iterator[str]:
    """Say where there is not one copy beside the store, or it differs from the old store."""
    found = sorted(path.name for path in Path().glob(f"{STORE}.before-*"))
    if found != [COPY.name]:
        yield f"copies: {found}"
    elif all_rows(COPY) != old:
        yield "the copy differs from the old store"


def _begin(revision: str) -> None:
    for file in Path().glob(f"{STORE}*"):
        file.unlink()
    shutil.copy(f"{revision}.db", STORE)


if __name__ == "__main__":
    sys.exit(main())
