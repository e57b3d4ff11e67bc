"""How quickly a store of a million statements is searched, and a statement's page is read from it.

    python benchmarks/million.py [STORE] [--statements N]

STORE is a path or postgresql://…; without it a file of this run is made and thrown away. Where it has fewer
statements than are asked for they are made (`clones.py`), for which it has to be empty. Prints what building
took, then of each kind of question, as the pages of `onrecord serve` ask them, the median and the 95th
percentile, and the processor's milliseconds for one question: this process's and, of a server on this
machine, those of its process as well. Fails where a median is over 50 ms; other work on the machine makes
every answer late, and `--processor` lets what the processor took decide. Last the size on disk and the
peak memory. The user of a server must be allowed to set session_replication_role (a superuser).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import newsroom
from clones import grow
from sqlalchemy import text

from onrecord.pipeline import link_waiting
from onrecord.reading.article import read_article
from onrecord.reading.finding import find_told
from onrecord.reading.listed import StatementsWanted
from onrecord.reading.lists import list_statements
from onrecord.reading.record import Record, open_record
from onrecord.store import open_store
from onrecord.store.searches import StatementSearch
from onrecord.store.table_store import TableStore

#: The issue's promise, in seconds.
MEDIAN = 0.05
#: Articles of the small store that the large one is made of.
SMALL = 200
#: Questions of each kind, after some that nobody counts.
_ASKED, _BEFORE = 60, 5


@contextmanager
def opened(location: str) -> Iterator[TableStore]:
    """Open a store by its tables."""
    with open_store(location) as store:
        if not isinstance(store, TableStore):
            raise TypeError(f"{location} has no tables")
        yield store


def build(store: TableStore, statements: int) -> None:
    """Make the small store by the program's own means, and the large one of it."""
    began = time.perf_counter()
    for result in newsroom.pages(0, SMALL):
        store.add(result)
    for _ in link_waiting(store):
        pass
    small = store.counts()["statements"]
    for number in grow(store, -(-statements // small) - 1):
        print(f"\r{(number + 1) * small:,} statements ", end="", file=sys.stderr, flush=True)
    with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        analyze = "VACUUM (ANALYZE)" if connection.dialect.name == "postgresql" else "PRAGMA optimize"
        connection.execute(text(analyze))
    print(f"\rbuilt in {time.perf_counter() - began:.0f} s" + " " * 20, file=sys.stderr)


def questions(store: TableStore) -> dict[str, Sequence[Callable[[TableStore, Record], object]]]:
    """Give what is asked, by kind: words of statements drawn by chance, so that frequent ones come often."""
    rng = random.Random(5)
    with open_record(store) as record:
        years = [str(rng.randint(2021, 2025)) for _ in range(_BEFORE + _ASKED)]
        keys = [rng.choice(record.lists.statements(StatementSearch(), (it, ""), 200)) for it in years]
        told = find_told(store, record, [str(key[-1]) for key in keys])
        hot = record.lists.entities(None, "person", None, 1)[0][-1]
    drawn = list(told.values())
    content = [[it for it in told.statement.content[0].text.split() if it.isalpha()] for told in drawn]
    pairs = [" ".join(rng.sample(words, 2)) for words in content]
    names = sorted({told.speaker.split()[-1] for told in drawn if told.speaker})

    def search(**wanted: str) -> Callable[[TableStore, Record], object]:
        return lambda store, record: list_statements(store, record, StatementsWanted(**wanted))

    def statement(identity: str, article: str) -> Callable[[TableStore, Record], object]:
        return lambda store, record: (
            find_told(store, record, [identity]), read_article(store, record, article)
        )  # fmt: skip

    return {
        "search: a word": [search(words=rng.choice(words)) for words in content],
        "search: the rarest of a statement": [search(words=max(words, key=len)) for words in content],
        "search: two words of a statement": [search(words=pair) for pair in pairs],
        "search: two words of different ones": [
            search(words=f"{rng.choice(one)} {rng.choice(other)}") for one, other in pairwise(content)
        ],
        "search: a name": [search(words=rng.choice(names)) for _ in content],
        "search: a word, of the hot name": [search(words=rng.choice(it), entity=str(hot)) for it in content],
        "search: a word, in a year": [
            search(words=rng.choice(it), from_day="2024", to_day="2024") for it in content
        ],
        "the newest of the hot name": [search(entity=str(hot)) for _ in content],
        "statement page": [statement(it.statement.id, it.row.article) for it in drawn],
    }


@dataclass(frozen=True)
class Measured:
    """How one kind of question was answered, in seconds."""

    waited: Sequence[float]
    #: Of processors, for one question.
    worked: float

    @property
    def median(self) -> float:
        """Give what half of the questions took at most."""
        return statistics.median(self.waited)

    @property
    def late(self) -> float:
        """Give what 95 of 100 questions took at most."""
        return sorted(self.waited)[int(len(self.waited) * 0.95)]


def ask_all(store: TableStore, asked: Sequence[Callable[[TableStore, Record], object]]) -> Measured:
    """Ask one question after another; the first few, which fill caches, don't count."""
    waited, before = [], 0.0
    for number, ask in enumerate(asked):
        if number == _BEFORE:
            before = worked(store)
        began = time.perf_counter()
        with open_record(store) as record:
            ask(store, record)
        waited.append(time.perf_counter() - began)
    counted = waited[_BEFORE:]
    return Measured(counted, (worked(store) - before) / len(counted))


def worked(store: TableStore) -> float:
    """Give the processor's seconds of this process, and of that of a server on this machine."""
    seconds = time.process_time()
    with store._engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            file = Path(f"/proc/{number}/stat")
            if file.exists():
                fields = file.read_text().rpartition(")")[2].split()
                seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def measure(store: TableStore, *, by_processor: bool) -> bool:
    """Ask, print how long each kind took, and tell whether all are within the limit."""
    good = True
    print(f"{'milliseconds from the store':40}{'median':>9}{'p95':>9}{'processor':>11}")
    for kind, asked in questions(store).items():
        found = ask_all(store, asked)
        good &= (found.worked if by_processor else found.median) <= MEDIAN
        print(f"{kind:40}{found.median * 1e3:9.1f}{found.late * 1e3:9.1f}{found.worked * 1e3:11.1f}")
    return good


def size_of(store: TableStore) -> int:
    """Give the bytes that the store takes on disk."""
    with store._reading() as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    return sum(
        file.stat().st_size for file in Path(store.location).parent.glob(f"{Path(store.location).name}*")
    )


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", nargs="?", metavar="STORE")
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--processor", action="store_true", help="let the processor's time decide")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, opened(wanted.store or f"{folder}/record.db") as store:
        if store.counts()["statements"] < wanted.statements:
            build(store, wanted.statements)
        counts = store.counts()
        told = ", ".join(f"{counts[it]:,} {it}" for it in ("statements", "articles", "spans"))
        print(f"{store.location}: {told}")
        good = measure(store, by_processor=wanted.processor)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size_of(store) / 1e9:.1f} GB on disk, {peak:.0f} MB of this process at its most")
    if not good:
        print(f"a kind of question is over {MEDIAN * 1e3:.0f} ms", file=sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
