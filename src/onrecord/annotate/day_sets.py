"""Sets of days, as ranges: what each clue leaves of the days that a page can be of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Days beyond which nothing is known: a range that reaches them is open at that end.
OPEN_FIRST, OPEN_LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class DaySet:
    """Days, as ranges `(first, last)`, both inclusive, in order and apart from one another."""

    ranges: tuple[tuple[dt.date, dt.date], ...]

    @classmethod
    def of(cls, ranges: Iterable[tuple[dt.date | None, dt.date | None]]) -> DaySet:
        """Unite ranges; None for an end that is open, and a range that ends before it begins is left out."""
        closed = sorted((first or OPEN_FIRST, last or OPEN_LAST) for first, last in ranges)
        united: list[tuple[dt.date, dt.date]] = []
        for first, last in closed:
            if first > last:
                continue
            if united and (first <= united[-1][1] or (first - united[-1][1]).days == 1):
                united[-1] = united[-1][0], max(united[-1][1], last)
            else:
                united.append((first, last))
        return cls(tuple(united))

    def __and__(self, other: DaySet) -> DaySet:
        """Give the days that both hold; time is linear in the number of ranges."""
        found, i, j = [], 0, 0
        while i < len(self.ranges) and j < len(other.ranges):
            (a, b), (c, d) = self.ranges[i], other.ranges[j]
            if max(a, c) <= min(b, d):
                found.append((max(a, c), min(b, d)))
            i, j = (i + 1, j) if b < d else (i, j + 1)
        return DaySet(tuple(found))

    def __bool__(self) -> bool:
        """Say whether any day is left."""
        return bool(self.ranges)

    @property
    def first(self) -> dt.date | None:
        """The first day; None where it is open."""
        return None if self.ranges[0][0] == OPEN_FIRST else self.ranges[0][0]

    @property
    def last(self) -> dt.date | None:
        """The last day; None where it is open."""
        return None if self.ranges[-1][1] == OPEN_LAST else self.ranges[-1][1]

    def days(self, most: int) -> list[dt.date]:
        """Give all days in order where they are no more than `most`, else none."""
        if sum((last - first).days + 1 for first, last in self.ranges) > most:
            return []
        return list(self._each())

    def _each(self) -> Iterator[dt.date]:
        for first, last in self.ranges:
            for number in range((last - first).days + 1):
                yield first + dt.timedelta(days=number)


#: Every day.
ALL_DAYS = DaySet.of([(None, None)])


def shifted(day: dt.date, days: int) -> dt.date:
    """Move a day; beyond the calendar it stays at the calendar's end."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return OPEN_LAST if days > 0 else OPEN_FIRST
