"""How the work of a function grows with its input: for promises that time stays linear.

A clock alone says nothing on a busy machine, so nothing here compares seconds with a limit: the same
function runs on an input and on one eight times as long, in turns, and the quickest run of each counts.
Linear work gives a factor of 8, and up to three times that where the longer input no longer fits a cache;
quadratic work gives 64 and more. What seems to grow too fast is measured once more before it counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

#: How many times as long the long input is.
STRETCH = 8
#: Four times linear growth, half of quadratic growth.
LIMIT = 4 * STRETCH
#: Runs of each size. The quickest counts: a busy machine slows runs, it never speeds one up.
ROUNDS = 3
#: Processor seconds below which the short run is too quick to be compared; it is then made longer.
LEAST = 0.01


def growth(work: Callable[[int], object], size: int) -> float:
    """Give by which factor the processor time of `work` grows from `size` to 8 times that size.

    A short run below 10 ms is repeated with a size twice as large, at most ten times; work that is
    still quicker then does not grow.
    """
    for _ in range(10):
        if _seconds(work, size) >= LEAST:
            break
        size *= 2
    else:
        return 1.0  # however long the input: it takes no time
    short, long = [], []
    for _ in range(2):
        for _ in range(ROUNDS):
            short.append(_seconds(work, size))
            long.append(_seconds(work, size * STRETCH))
        if min(long) < LIMIT * min(short):
            break
    return min(long) / max(min(short), 1e-9)


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
