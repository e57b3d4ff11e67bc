"""How the work of a function grows with its input: for promises that time stays linear.

A clock alone says nothing on a busy machine, so nothing here compares seconds with a limit: the same
function runs on an input and on one eight times as long, in turns, and the quickest run of each counts.
Linear work gives a factor of 8, quadratic work one of 64; what lies between is told by the geometric mean.
"""

from __future__ import annotations

import time
from collections.abc import Callable

#: How many times as long the long input is.
STRETCH = 8
#: Half-way (on a logarithmic scale) between linear and quadratic growth.
LIMIT = STRETCH**1.5
#: Runs of each size. The quickest counts: a busy machine slows runs, it never speeds one up.
ROUNDS = 3
#: Processor seconds below which the short run is too quick to be compared; it is then made longer.
LEAST = 0.01


def growth(work: Callable[[int], object], size: int) -> float:
    """Give by which factor the processor time of `work` grows from `size` to 8 times that size.

    A short run below 10 ms is repeated with a size twice as large, at most ten times.
    """
    for _ in range(10):
        if _seconds(work, size) >= LEAST:
            break
        size *= 2
    short, long = [], []
    for _ in range(ROUNDS):
        short.append(_seconds(work, size))
        long.append(_seconds(work, size * STRETCH))
    return min(long) / max(min(short), 1e-9)


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
