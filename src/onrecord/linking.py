"""Link what waits in a store, a portion of articles at a time, each whole or not at all.

Nobody else writes while a portion is linked. So portions grow and shrink until each takes about as long as
somebody who wants to decide something may be kept waiting, on this machine and beside what else it does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from onrecord.errors import OnrecordError, fault_of
from onrecord.link import VERSION, link, printed_names
from onrecord.link.stage import Stage
from onrecord.model import Drop
from onrecord.store import Store

#: Articles of the first portion. Of 10 to 50 the time an article is the same within a tenth or two, on a
#: store of 2,000; of 5 it is a third more (10 take 0.6 s of processor time there).
FIRST = 10
#: Seconds that a portion may hold the right to write before the next one is half as large; with less than the
#: other it is twice as large. So it is where more than half of the seconds are paid for any portion, small or
#: large, as in a large record with much that hangs together: smaller ones would only be more of them.
_LONG, _SHORT = 1.0, 0.4


def next_size(size: int, seconds: float, fixed: float, most: int) -> int:
    """Say how many articles to link at once, `[1, most]`, when `size` of them took so many seconds.

    `fixed` is what of the seconds a portion takes whatever its size.
    """
    if seconds < _SHORT or fixed > seconds / 2:
        return min(most, size * 2)
    return max(1, size // 2) if seconds > _LONG else min(most, size)


def fixed_part(one: tuple[int, float], other: tuple[int, float]) -> float:
    """Tell what portions take whatever their size, from the (size, seconds) of two of different sizes."""
    each = (other[1] - one[1]) / (other[0] - one[0])
    return min(max(0.0, other[1] - each * other[0]), one[1], other[1])


class Portions:
    """Links portions of what waits in a store; the result is the same for any portions."""

    def __init__(
        self, store: Store, stages: Sequence[Stage], most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Link never more than `most` articles in one transaction."""
        self._store, self._stages, self._most, self._clock = store, stages, most, clock
        self.size = min(FIRST, most)
        self._last: tuple[int, float] | None = None
        self._fixed = 0.0

    def link_next(self) -> None:
        """Link the next portion, and choose the size of the one behind it."""
        seconds = link_portion(self._store, self.size, self._stages, self._clock)
        if self._last is not None and self._last[0] != self.size:
            self._fixed = fixed_part(self._last, (self.size, seconds))
        self._last = self.size, seconds
        self.size = next_size(self.size, seconds, self._fixed, self._most)


def count_waiting(store: Store) -> int:
    """Count the articles to link; only where another version linked them is anything written for it."""
    with store.linked() as linkage:
        if linkage.version() == VERSION:
            return linkage.count_unlinked()
    with store.linking() as linkage:
        if linkage.version() != VERSION:  # again, because another process may have done it in between
            linkage.clear()
            linkage.set_version(VERSION)
        return linkage.count_unlinked()


def link_portion(
    store: Store, most: int, stages: Sequence[Stage], clock: Callable[[], float] = time.monotonic
) -> float:
    """Link the next `most` articles; where that fails they are linked one by one.

    An article that can't be linked stays in the record as it is, with a drop. Gives the seconds for which
    nobody else could write.
    """
    try:
        return _link_at_once(store, most, stages, clock)
    except OnrecordError:
        raise
    except Exception:  # one hostile page must not end the run: which one is found by itself
        return max(_link_one(store, stages, clock) for _ in range(most))


def _link_at_once(store: Store, most: int, stages: Sequence[Stage], clock: Callable[[], float]) -> float:
    """Link up to `most` articles in one transaction."""
    with store.linking() as linkage:
        begun = clock()
        portion = linkage.unlinked(most)
        link(portion, linkage, stages)
        linkage.names.put_names([printed_names(annotated) for annotated in portion])
        linkage.mark_linked(annotated.article.id for annotated in portion)
    return clock() - begun


def _link_one(store: Store, stages: Sequence[Stage], clock: Callable[[], float]) -> float:
    with store.linked() as linkage:
        article = next(iter(linkage.unlinked(1)), None)
    if article is None:
        return 0.0
    try:
        return _link_at_once(store, 1, stages, clock)
    except OnrecordError:
        raise
    except Exception as error:
        store.add_drop(Drop(stage="link", item=article.article.path, reason=fault_of(error), partial=True))
        with store.linking() as linkage:
            linkage.mark_linked([article.article.id])
        return 0.0
