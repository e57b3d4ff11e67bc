"""Change one value of a record by other hands, column by column: `verify` or `verify --again` finds it.

The record is that of all sample pages of the package, with decisions and a forgotten page. A row of each
column is drawn by chance, again and again; its new value is one that another row has, where there is one.
What neither can find stands in `UNNOTICED` (tests/strategies/tampering.py), with the reason.

    python trust/tamper.py [--quick]
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from rows import Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from onrecord.store import open_store
from onrecord.verify import verify
from onrecord.verify.again import Remade
from onrecord.verify.compare import LINKED, READ, Compared
from strategies.tampering import (
    FEW,
    UNNOTICED,
    Remembering,
    columns,
    made_again,
    make_store,
    notices,
    tamper,
)

#: Rows drawn of each column.
ROWS = 4


def main() -> int:
    """Make a record, and change it again and again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer pages, one row of each column")
    quick = parser.parse_args().quick
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-tamper-") as scratch:
        folder = Path(scratch)
        location = folder / "record.db"
        make_store(str(location), FEW if quick else None)
        reader = Remembering()
        with open_store(str(location)) as store:
            remade = made_again(store, folder / "again", reader)
            compared: Counter[str] = Counter()
            found = [*verify(store), *Compared(store, remade).problems(compared)]
        with closing(sqlite3.connect(location)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        report.add(
            "A record that nobody changed is made again, every row of it",
            tried=compared.total(),
            faults=[f"{it.table} {it.row}: {it.reason}" for it in found],
        )
        tried, missed, known = 0, [], set()
        for table, column in columns():
            for number in range(1 if quick else ROWS):
                changed = folder / "changed.db"
                shutil.copy(location, changed)
                done = tamper(str(changed), table, column, number)
                if done is None:
                    continue
                if f"{table}.{column}" in UNNOTICED:
                    known.add(f"{table}.{column}")
                    continue
                tried += 1
                if not notices(changed, table, remade, reader):
                    missed.append(done)
        tables = len({table for table, _ in columns()})
        report.add(
            "A value changed by other hands is found by `verify` or `verify --again` "
            f"({len(columns()) - len(known)} columns of {tables} tables; {len(known)} of no matter)",
            tried=tried,
            faults=missed,
        )
        tried, missed = take_out(location, folder, remade, 1 if quick else ROWS)
        report.add("A row taken out is found by `verify --again`", tried=tried, faults=missed)
        remade.store.close()
    return report.exit_status


def take_out(location: Path, folder: Path, remade: Remade, many: int) -> tuple[int, list[str]]:
    """Take rows out of each table that is made of the captures, one at a time."""
    tried, missed = 0, []
    # Of drops some tell of inputs that gave no page: nothing is left to make these again from.
    for table in (it for it in (*READ, *LINKED) if it != "drops"):
        for number in range(many):
            changed = folder / "changed.db"
            shutil.copy(location, changed)
            with closing(sqlite3.connect(changed)) as connection:
                (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
                if not count:
                    continue
                place = (number * 7919) % count
                key = connection.execute(f'SELECT * FROM "{table}" LIMIT 1 OFFSET {place}')
                names, row = [it[0] for it in key.description], key.fetchone()
                here = " AND ".join(f'"{name}" IS ?' for name in names)
                connection.execute(f'DELETE FROM "{table}" WHERE {here}', row)
                connection.commit()
            tried += 1
            with open_store(str(changed)) as store:
                found = next(Compared(store, remade).problems(Counter()), None)
            if found is None and table != "drops":
                missed.append(f"{table} {row}")
    return tried, missed


if __name__ == "__main__":
    sys.exit(main())
