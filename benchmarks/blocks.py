"""How many pairs blocks bring together as a record grows: `python benchmarks/blocks.py [ARTICLES]`.

Reads the keys off generated articles (`press.py`, 1,500 where nothing else is said), and estimates what each
key's block has in larger records: the share of other stories that have it, times the stories there are. What
a block costs a new member follows from `link/blocks.py`. A pair that several keys bring counts several times.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import press

from onrecord.link import STAGES
from onrecord.link.blocks import ANCHORS, MOST

#: Articles of the records that are estimated.
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
#: Stages whose items are articles or statements: names are items once, however many articles print them.
READ = ("copies", "utterances", "disputes", "stories")


def cost(members: float) -> float:
    """Give the comparisons that a new member of a block with so many brings: with all, or if it is kept."""
    return members if members < MOST else MOST * MOST / members + ANCHORS


def main() -> int:
    """Print the pairs an article, by stage and size of the record."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
    times: dict[str, Counter[str]] = defaultdict(Counter)
    stories: dict[str, defaultdict[str, set[int]]] = {name: defaultdict(set) for name in READ}
    every: set[int] = set()
    for made in press.articles(0, count):
        every.add(made.story)
        for stage in (it for it in STAGES if it.name in READ):
            for item in stage.items(made.result.articles[0]):
                times[stage.name].update(item.keys)
                for key in item.keys:
                    stories[stage.name][key].add(made.story)
    print("stage        keys " + "".join(f"{size:>10,}" for size in SIZES))
    for name in READ:
        pairs = dict.fromkeys(SIZES, 0.0)
        for key, often in times[name].items():
            having = len(stories[name][key])
            share, in_each = (having - 1) / max(1, len(every) - 1), often / having
            for size in SIZES:
                members = in_each * (1 + share * size / count * len(every))
                pairs[size] += often * cost(members) / count
        keys = sum(times[name].values()) / count
        print(f"{name:12} {keys:4.0f} " + "".join(f"{found:10.0f}" for found in pairs.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
