"""What linking one more article costs in a small and in a large record: `python benchmarks/growth.py`.

Fills two stores with generated articles (`generator.py`), lets the same new articles be linked into each,
one at a time, and prints the ratio of the processor time. 20,000 articles take some twenty minutes to
fill; `python benchmarks/growth.py 200 2000` is a quick look.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import STORY, results

from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store

#: New articles that are linked into each store, one by one: whole stories, the hot name among their speakers.
NEW = 4 * STORY
#: The issue's promise: no more than this many times the cost.
MOST = 3.0


def fill(store: Store, count: int) -> float:
    """Bring generated articles in and link them; gives the processor seconds of the linking."""
    for result in results(0, count):
        store.add(result)
    started = time.process_time()
    for waiting in link_waiting(store):
        print(f"\r{count}: {waiting} left ", end="", file=sys.stderr, flush=True)
    print("\r", end="", file=sys.stderr)
    return time.process_time() - started


def cost_of_one(store: Store, first: int) -> float:
    """Link the same new articles, each for itself; gives the median processor seconds of one."""
    costs = []
    for result in results(first, first + NEW):
        store.add(result)
        started = time.process_time()
        for _ in link_waiting(store):
            pass
        costs.append(time.process_time() - started)
    return statistics.median(costs)


def main() -> int:
    """Print the cost in each store, and the ratio."""
    sizes = [int(size) for size in sys.argv[1:]] or [200, 20_000]
    # Beyond every fill, so that both stores link the same new stories.
    first = 10 * max(sizes)
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            with open_store(str(Path(folder) / f"{size}.db")) as store:
                seconds = fill(store, size)
                costs.append(cost_of_one(store, first))
                counts = store.counts()
            print(
                f"{size:6d} articles: linked at {size / seconds:.0f} a second of processor time; "
                f"one more costs {1000 * costs[-1]:.1f} ms; "
                f"{counts['groups']} groups, {counts['link_pairs']} pairs"
            )
    ratio = costs[-1] / costs[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ratio {ratio:.2f} (promised: below {MOST:.0f}); peak memory {peak:.0f} MB")
    return int(ratio >= MOST)


if __name__ == "__main__":
    sys.exit(main())
