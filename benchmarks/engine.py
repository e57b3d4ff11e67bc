"""What the engines cost: `python benchmarks/engine.py [PAGES] [--ray]`.

Over the pages of `newsroom.py` (2,000 where nothing else is said), in one run:

    one       annotate in one process
    two       annotate in two processes, over one
    add       `add` into SQLite, linking included, with two processes, over two
    parquet   two processes into a Parquet record
    ray       two Ray actors into a Parquet record, over that; what beginning them takes is told apart

Rates are pages a second of wall time, which only a machine with two idle cores gives: "cores" tells how many
the run was given. Beside them stands the processor time of all processes, which a busy machine disturbs
less, and what it would make of the ratio if all cores were ours.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsroom import pages

from onrecord.capture import read_inputs
from onrecord.engine import InProcess
from onrecord.engine.cluster import connected, do_units
from onrecord.engine.local import LocalEngine
from onrecord.engine.portions import Job, do_unit, plan
from onrecord.model import Activity
from onrecord.pipeline import ItemStages, add, link_waiting
from onrecord.settings import Settings
from onrecord.store import open_store

PAGES = 2_000
WARM = 40
SETTINGS = Settings()
LOAD = partial(ItemStages, SETTINGS)
LIMIT = SETTINGS.max_page_seconds
RUN = Activity(
    id="", name="annotate", started="2031-04-03T08:00:00Z", version="bench",
    settings=SETTINGS.model_dump_json(), model="",
)  # fmt: skip


@dataclass
class Cost:
    """What one side took, in seconds."""

    wall: float = 0.0
    #: Of this process.
    here: float = 0.0
    #: Of its children; they are counted when they have ended.
    children: float = 0.0

    @property
    def all(self) -> float:
        """The processor time of all processes."""
        return self.here + self.children

    @property
    def cores(self) -> float:
        """How many cores it had, on average."""
        return self.all / self.wall


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what is done inside, with the processes that end there."""
    cost, wall, before = Cost(), time.monotonic(), os.times()
    yield cost
    after = os.times()
    cost.wall = time.monotonic() - wall
    cost.here = after.user + after.system - before.user - before.system
    cost.children = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def write_pages(folder: Path, low: int, high: int) -> str:
    """Write generated pages as plain text; gives the folder."""
    folder.mkdir()
    for number, result in enumerate(pages(low, high)):
        (folder / f"{number:06}.txt").write_text(result.articles[0].article.text, encoding="utf-8")
    return str(folder)


def one(corpus: str, _folder: Path) -> None:
    """Annotate in this process."""
    for _ in InProcess(LOAD()).run(read_inputs([corpus], settings=SETTINGS)):
        pass


def two(corpus: str, _folder: Path) -> None:
    """Annotate in two processes."""
    with LocalEngine(LOAD, 2, LIMIT) as engine:
        for _ in engine.run(read_inputs([corpus], settings=SETTINGS)):
            pass


def into_store(corpus: str, folder: Path) -> None:
    """Do what `add` does."""
    with LocalEngine(LOAD, 2, LIMIT) as engine, open_store(str(folder / "record.db")) as store:
        for _ in add(read_inputs([corpus], settings=SETTINGS, now=RUN.started), store, engine):
            pass
        for _ in link_waiting(store):
            pass


def parquet(corpus: str, folder: Path) -> None:
    """Write Parquet with two processes."""
    units, job, _ = plan([corpus], _job(folder), 2)
    with LocalEngine(LOAD, 2, LIMIT) as engine:
        for unit in units:
            do_unit(unit, engine, job)


def ray(corpus: str, folder: Path) -> None:
    """Write Parquet with two actors."""
    units, job, _ = plan([corpus], _job(folder), 2)
    for _ in do_units(units, job, 2):
        pass


def _job(folder: Path) -> Job:
    return Job(location=str(folder / "parquet"), settings=SETTINGS, load=LOAD, activity=RUN)


def net(side: Callable[[str, Path], None], few: str, many: str, folder: Path) -> tuple[Cost, float]:
    """Measure a side over the pages, less what it takes over a few: gives that, and what was taken off."""
    costs = []
    for number, corpus in enumerate((few, many)):
        place = folder / f"{side.__name__}-{number}"
        place.mkdir()
        with measured() as cost:
            side(corpus, place)
        costs.append(cost)
    start, whole = costs
    rest = Cost(
        wall=whole.wall - start.wall, here=whole.here - start.here, children=whole.children - start.children
    )
    return rest, start.wall


def main() -> int:
    """Print a line a side."""
    given = [argument for argument in sys.argv[1:] if argument.isdigit()]
    count = int(given[0]) if given else PAGES
    print(f"{count} pages; load of the machine before: {os.getloadavg()[0]:.1f}")
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = write_pages(folder / "few", 1_000_000, 1_000_000 + WARM)
        many = write_pages(folder / "many", 0, count + WARM)
        sides: list[Callable[[str, Path], None]] = [one, two, into_store, parquet]
        for side in sides:
            costs[side.__name__], start = net(side, few, many, folder)
            _print(side.__name__, costs[side.__name__], count, start)
        if "--ray" in sys.argv or not given:
            began = time.monotonic()
            with connected(None, 2):
                print(f"ray begun in {time.monotonic() - began:.1f} s")
                # The processor time of Ray's processes is not ours to count.
                costs["ray"], start = net(ray, few, many, folder)
            _print("ray", costs["ray"], count, start)
    _ratios(costs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB here, {_peak_of_children():.0f} MB in the largest child")
    return 0


def _print(name: str, cost: Cost, count: int, start: float) -> None:
    print(
        f"{name:10s} {count / cost.wall:7.1f} pages/s  wall {cost.wall:7.1f} s  here {cost.here:7.1f} s  "
        f"children {cost.children:7.1f} s  cores {cost.cores:4.2f}  (over {WARM} pages {start:.1f} s)",
        flush=True,
    )


def _ratios(costs: dict[str, Cost]) -> None:
    alone, both, stored = costs["one"], costs["two"], costs["into_store"]
    print(f"two over one        {alone.wall / both.wall:5.2f} by the clock, asked 1.6")
    print(f"                    {2 * alone.all / both.all:5.2f} by processor time, on two cores of our own")
    print(f"add over two        {both.wall / stored.wall:5.2f} by the clock, asked 0.60")
    least = max(stored.all / 2, stored.here)
    print(f"                    {both.all / 2 / least:5.2f} by processor time, on two cores of our own")
    if "ray" in costs:
        print(f"ray over parquet    {costs['ray'].wall / costs['parquet'].wall:5.2f} of the time, asked 1.3")


def _peak_of_children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
