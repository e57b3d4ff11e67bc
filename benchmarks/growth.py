"""What linking and storing costs in a small and in a large record: `python benchmarks/growth.py`.

Fills a store with generated articles (`press.py`), then links and stores the next 500 into it and into a
copy that was made at 1,000 articles, fifty into each by turns, and prints the ratio of the rates. Rates are
articles a second of processor time: of a machine that others use, the clock tells nothing, and by turns both
stores have the same company. What was found is held against what is true of the articles.

10,000 articles take some ten minutes of a quiet core; `--articles 100000` is the whole. With `--folder` the
stores are kept, and a run that was broken off goes on. `--small 200 --articles 20000 --least 0.334` asks for
what the record of one story was promised: in the large store an article costs less than three times as much.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import press

from onrecord.link import STAGES
from onrecord.linking import count_waiting, link_portion
from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store

#: Articles of the small store, and of the portions that are measured.
SMALL, NEXT, PORTION = 1000, 500, 50
#: The issue's promises: this share of the rate in the small store, and so many MB of memory.
LEAST, MOST_MEMORY = 0.7, 2048


def grow(store: Store, low: int, high: int, portion: int | None = None) -> float:
    """Store and link the articles `[low, high)`; gives the processor seconds that it took.

    They are linked in portions as `add` has them, or of another size, which gives the same.
    """
    made = [article.result for article in press.articles(low, high)]
    started = time.process_time()
    for result in made:
        store.add(result)
    while portion and count_waiting(store):
        link_portion(store, portion, STAGES)
    for _ in link_waiting(store):
        pass
    return time.process_time() - started


def fill(location: Path, high: int) -> None:
    """Bring a store to so many articles, and show what the last ones cost."""
    with open_store(str(location)) as store:
        low = store.counts()["articles"]
        while low < high:
            upto = min(low + NEXT, high)
            seconds = grow(store, low, upto, NEXT)
            print(
                f"{upto:7d} articles: {1000 * seconds / (upto - low):.1f} ms one", file=sys.stderr, flush=True
            )
            low = upto


def measure(small: Path, large: Path, few: int, count: int) -> tuple[list[float], list[float]]:
    """Bring the next articles into both stores by turns; gives the seconds of each portion."""
    seconds: tuple[list[float], list[float]] = ([], [])
    with open_store(str(small)) as one, open_store(str(large)) as other:
        for start in range(0, NEXT, PORTION):
            for store, begin, found in ((one, few, seconds[0]), (other, count, seconds[1])):
                found.append(grow(store, begin + start, begin + start + PORTION))
    return seconds


def truth(store: Store, count: int) -> Iterable[tuple[str, float, float]]:
    """Give what of copies, utterances and stories was found, and how much of what was found is so."""
    families: dict[str, int] = {}
    stories: dict[str, int] = {}
    utterances: dict[str, str] = {}
    copied: set[tuple[str, str]] = set()
    name: dict[int, str] = {}
    for made in press.articles(0, count):
        (annotated,) = made.result.articles
        name[made.number] = annotated.article.id
        stories[annotated.article.id] = made.story
        families[annotated.article.id] = made.number if made.original is None else made.original
        if made.original is not None:
            copied.add((name[made.original], annotated.article.id))
        told = zip(annotated.annotations.statements, made.utterances, strict=True)
        utterances |= {statement.id: key for statement, key in told}
    with store.linked() as linkage:
        drawn = {
            (it["original"], it["copy"])
            for group in linkage.groups("copies")
            for it in group.record["copies"]
        }
        yield (
            "copies (pairs of one family)",
            *_pairs(families, (it.members for it in linkage.groups("copies"))),
        )
        yield (
            "copies (from the original)",
            len(drawn & copied) / len(copied),
            len(drawn & copied) / len(drawn),
        )
        yield "utterances", *_pairs(utterances, (it.members for it in linkage.groups("utterances")))
        yield "stories", *_pairs(stories, (it.members for it in linkage.groups("stories")))


def _pairs(label: Mapping[str, object], groups: Iterable[tuple[str, ...]]) -> tuple[float, float]:
    """Give recall and precision of the pairs within groups."""
    true = sum(size * (size - 1) for size in Counter(label.values()).values())
    found = right = 0
    for members in groups:
        found += len(members) * (len(members) - 1)
        right += sum(size * (size - 1) for size in Counter(label[it] for it in members).values())
    return right / (true or 1), right / (found or 1)


def run(folder: Path, few: int, count: int, least: float) -> int:
    """Fill both stores, measure, and print."""
    small, large = folder / f"{few}.db", folder / f"{count}.db"
    if not small.exists():
        fill(small, few)
    if not large.exists():
        shutil.copyfile(small, large)
    fill(large, count)
    one, other = measure(small, large, few, count)
    ratio = statistics.median(one) / statistics.median(other)
    for size, seconds in ((few, one), (count, other)):
        rate = PORTION / statistics.median(seconds)
        print(f"{size:7d} articles in the store: the next are linked and stored at {rate:.1f} a second")
    print(f"rate in the large store over that in the small one: {ratio:.2f} (promised: {least})")
    with open_store(str(large)) as store:
        counts = store.counts()
        print(", ".join(f"{counts[name]:,} {name}" for name in ("statements", "link_pairs", "groups")))
        print(f"{large.stat().st_size / counts['articles'] / 1000:.0f} KB of the file an article")
        for name, recall, precision in truth(store, count + NEXT):
            print(f"{name}: {100 * recall:.1f} % found, {100 * precision:.1f} % of those found are so")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB (promised: {MOST_MEMORY})")
    return int(ratio < least or peak > MOST_MEMORY)


def main() -> int:
    """Measure with the sizes that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=10_000, help="of the large store")
    asked.add_argument("--small", type=int, default=SMALL, help="articles of the small store")
    asked.add_argument("--least", type=float, default=LEAST, help="the ratio of the rates that is promised")
    asked.add_argument("--folder", type=Path, help="keeps the stores; else they go at the end")
    wanted = asked.parse_args()
    if wanted.folder:
        wanted.folder.mkdir(parents=True, exist_ok=True)
        return run(wanted.folder, wanted.small, wanted.articles, wanted.least)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), wanted.small, wanted.articles, wanted.least)


if __name__ == "__main__":
    sys.exit(main())
