"""A store with something in every table, and a change of one value, column by column, behind its back."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord import judging, pipeline
from onrecord.capture import read_stream
from onrecord.cli.run import activity, open_engine
from onrecord.model import Capture, CaptureResult, Drop, Visit
from onrecord.model.audit import Signature
from onrecord.samples import sample_paths
from onrecord.settings import Settings
from onrecord.store import Store, open_store
from onrecord.store.raw_rows import column_names, key_names, table_names
from onrecord.verify import verify
from onrecord.verify.again import Reader, Remade, remake
from onrecord.verify.compare import GIVEN, Compared, differences

WHEN = "2031-06-01T08:00:00Z"
#: Of the samples those that put a row into every table: copies, a correction, a listing, records, a ruin.
FEW = frozenset(
    ("northline-bridge-closed.txt", "clickharbour-crack.html", "digest-bridge.html", "dvb-404.html",
     "lamp-correction.html", "standard-topic-sarn.txt", "dvb-no-date.html")
)  # fmt: skip


def make_store(location: str, names: Collection[str] | None = None) -> None:
    """Make a store of the package's samples (or of those of these names), with decisions and all else."""
    settings = Settings()
    with open_store(location) as store, open_engine(settings, 1) as engine:
        store.begin_activity(activity("add", settings, engine.model, WHEN))
        captures = [it for it in read_samples(names, settings) if isinstance(it, Capture)]
        for _ in pipeline.add(captures, store, engine):
            pass
        store.add_drop(Drop(stage="capture", item="gone.txt", reason="no such file"))
        store.keep_visit(
            Visit(url="http://lamp.example/", address="http://lamp.example/", etag="e", modified="m",
                  visited=WHEN, not_before=WHEN)
        )  # fmt: skip
        decide(store)
        for _ in pipeline.link_waiting(store):
            pass


def read_samples(names: Collection[str] | None, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the samples, by name."""
    for path in sorted(sample_paths()):
        if names is None or path.name in names:
            with path.open("rb") as stream:
                yield from read_stream(stream, path.name, settings, captured=WHEN)


def decide(store: Store) -> None:
    """Forget a page, link what waits, decide something, and take something back."""
    store.forget([next(iter(store.captures_at("dvb-404.html"))).id], Signature(who="Ada", when=WHEN))
    for _ in pipeline.link_waiting(store):
        pass
    told = [row.statement.id for row in store.statements() if row.statement.speaker]
    judging.correct(store, told[0], "speaker", "Nobody Known", who="Ada", when=WHEN)
    judging.decide_group(store, "merge", told[1], told[-1], who="Ada", when=WHEN)
    taken_back = judging.correct(store, told[2], "said", "2024-02-01", who="Bo", when=WHEN)
    judging.take_back(store, taken_back.id, by=Signature(who="Bo", when=WHEN))


class Remembering(Reader):
    """Reads a capture once, whatever else becomes of the store; what was changed of it is read again."""

    def __init__(self) -> None:
        """Load the model."""
        super().__init__()
        self._known: dict[object, CaptureResult | str] = {}

    def read(self, capture: Capture, run: Any) -> CaptureResult | str:
        """Give what is known of these very bytes, address and settings."""
        key = (capture, run and (run.settings, run.model))
        if key not in self._known:
            self._known[key] = super().read(capture, run)
        return self._known[key]


def made_again(store: Store, folder: Path, reader: Reader) -> Remade:
    """Make a store again in a folder; the caller closes `Remade.store`."""
    folder.mkdir(exist_ok=True)
    remade = Remade(open_store(str(folder / "again.db")))
    for _ in remake(store, remade, reader):
        pass
    return remade


#: What neither `verify` nor `verify --again` can notice when it is changed, and why.
UNNOTICED = {
    **dict.fromkeys(
        ("changes.store", "changes.count"),
        "counts the writes to the file, so that a reader knows that it changed; says nothing of a page",
    ),
    **dict.fromkeys(
        ("visits.url", "visits.address", "visits.etag", "visits.modified", "visits.visited",
         "visits.not_before", "visits.failures"),
        "remembers when to ask a web server again; no part of the record",
    ),
}  # fmt: skip


def notices(location: Path, table: str, remade: Remade, reader: Reader) -> bool:
    """Tell whether `verify`, or else `verify --again`, finds what was done to a table of a store.

    Args:
        location: of the store.
        table: the one that was changed.
        remade: what was made again of the store before it was changed.
        reader: reads captures.

    """
    with open_store(str(location)) as store:
        # Nothing that is given goes into what is made again but captures, decisions and the version.
        if table not in GIVEN:
            found = differences(store.rows(table), remade.store.rows(table), Counter(), table)
            if next(found, None) is not None:
                return True
        if next(verify(store), None) is not None:
            return True
        if table not in ("captures", "judgements", "link_versions", "activities"):
            return False
        with tempfile.TemporaryDirectory() as folder:
            other = Remade(open_store(str(Path(folder) / "again.db")))
            told = list(remake(store, other, reader)) or list(Compared(store, other).problems(Counter()))
            other.store.close()
    return bool(told)


def columns() -> list[tuple[str, str]]:
    """Give every column of every table that holds something."""
    return [(table, name) for table in table_names() for name in column_names(table)]


def tamper(location: str, table: str, column: str, seed: int = 0) -> str | None:
    """Change one value of a column in a row drawn by chance; give what was done, None where none can be.

    The new value is one that another row has, where there is one: a change that looks right by itself.
    """
    chance = random.Random(f"{table} {column} {seed}")
    with closing(sqlite3.connect(location, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_log_%'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        keys = ", ".join(f'"{name}"' for name in key_names(table))
        found = connection.execute(f'SELECT "{column}", {keys} FROM "{table}"').fetchall()
        if not found:
            return None
        filled = [row for row in found if row[0] is not None] or found
        for value, *key in chance.sample(filled, min(len(filled), 12)):
            others = sorted({row[0] for row in filled} - {value}, key=repr)
            for new in (*chance.sample(others, min(len(others), 3)), other_than(value)):
                if _set(connection, table, column, key, new):
                    return f"{table} {key}: {column} {value!r:.60} → {new!r:.60}"
    return None


def other_than(value: Any) -> Any:
    """Give another value of the same sort."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    if isinstance(value, float):
        return round(value - 0.01, 2) if value else 0.01
    if isinstance(value, int):
        return value + 1
    return "x" if value is None else f"{value}x"


def _set(connection: sqlite3.Connection, table: str, column: str, key: list[Any], new: Any) -> bool:
    here = " AND ".join(f'"{name}" IS ?' for name in key_names(table))
    try:
        done = connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {here}', (new, *key))
    except sqlite3.IntegrityError:
        return False
    return done.rowcount == 1
