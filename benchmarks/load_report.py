"""What clients of `load.py` met, what the server took, and the table of it."""

from __future__ import annotations

import itertools
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Seconds in which somebody must be answered, else the server counts as locked up.
GAP = 15.0
#: The memory at the end over that of the first half.
GROWTH = 1.1
#: Seconds before which a server still fills what it keeps, so that its memory tells nothing.
SETTLED = 300.0
#: Articles of one run of `onrecord add`.
BATCH = 40
_PARTS = 10


@dataclass(frozen=True)
class Look:
    """The server at one moment."""

    when: float
    megabytes: float
    files: int
    threads: int
    #: Of the processor, so far.
    seconds: float
    #: Megabytes of the store's write-ahead log.
    log: float
    #: Processor time of a fixed piece of work at that moment: others' work makes all work dearer.
    pace: float


@dataclass
class Seen:
    """What clients met, and what the server took."""

    started: float = field(default_factory=time.perf_counter)
    #: (when it was answered, seconds it took).
    answers: list[tuple[float, float]] = field(default_factory=list)
    #: Seconds that each decision took: it waits for the import, which writes too.
    deciding: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    looks: list[Look] = field(default_factory=list)
    decisions: int = 0
    imports: int = 0
    longest_import: float = 0.0

    def now(self) -> float:
        """Give the seconds since the beginning."""
        return time.perf_counter() - self.started

    def longest_gap(self, until: float) -> float:
        """Give the longest time in which nobody was answered."""
        times = [0.0, *sorted(at for at, _ in self.answers if at < until), until]
        return max(after - before for before, after in itertools.pairwise(times))


def report(seen: Seen, seconds: float) -> bool:
    """Print what was seen; whether the promises were kept."""
    quickest = min((it.pace for it in seen.looks), default=1.0)
    print(
        "part  requests   median     95 %  processor  same on a quiet machine    MB  files  threads  log MB"
    )
    for part in range(_PARTS):
        low, high = seconds * part / _PARTS, seconds * (part + 1) / _PARTS
        took = [it for at, it in seen.answers if low <= at < high]
        looks = [it for it in seen.looks if low <= it.when < high]
        if len(took) < 2 or len(looks) < 2:
            print(f"{part + 1:4}   hardly anything was answered")
            continue
        first, last = looks[0], looks[-1]
        between = sum(first.when <= at < last.when for at, _ in seen.answers)
        used = 1000 * (last.seconds - first.seconds) / max(between, 1)
        quiet = used * quickest / statistics.median(it.pace for it in looks)
        print(
            f"{part + 1:4} {len(took):9,} {_median(took):5.0f} ms {_p95(took):5.0f} ms "
            f"{used:5.1f} / {quiet:5.1f} ms {max(it.megabytes for it in looks):5.0f} "
            f"{max(it.files for it in looks):6} "
            f"{max(it.threads for it in looks):8} {max(it.log for it in looks):7.1f}"
        )
    early, late = (
        max((it.megabytes for it in seen.looks if low <= it.when < high), default=0.0)
        for low, high in ((0.1 * seconds, 0.5 * seconds), (0.5 * seconds, float("inf")))
    )
    took = [it for _, it in seen.answers] or [0.0, 0.0]
    gap = seen.longest_gap(seconds)
    print(
        f"{len(seen.answers):,} pages read, {len(seen.failures)} failures, statuses "
        f"{dict(sorted(seen.statuses.items()))}; median {_median(took):.0f} ms, 95 % {_p95(took):.0f} ms, "
        f"longest {max(took):.1f} s; longest time without any answer {gap:.1f} s"
    )
    print(
        f"{seen.imports} runs of `onrecord add` of {BATCH} articles beside it, the longest "
        f"{seen.longest_import:.0f} s; {seen.decisions} decisions made and taken back, the longest "
        f"{max(seen.deciding, default=0.0):.1f} s (each waits for the import to have written)"
    )
    print(
        f"memory: up to {early:.0f} MB in the first half (its first fifth apart), {late:.0f} MB in the second"
    )
    for failure in seen.failures[:20]:
        print(f"FAILED {failure}")
    is_flat = seconds < SETTLED or late <= GROWTH * early
    if gap >= GAP:
        print(f"FAILED nobody was answered for {gap:.1f} s")
    if not is_flat:
        print(f"FAILED memory grew from {early:.0f} to {late:.0f} MB")
    return not seen.failures and gap < GAP and is_flat


def _median(seconds: Sequence[float]) -> float:
    """Give the median in milliseconds."""
    return 1000 * statistics.median(seconds)


def _p95(seconds: Sequence[float]) -> float:
    return 1000 * statistics.quantiles(seconds, n=20, method="inclusive")[-1]
