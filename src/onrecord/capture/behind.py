"""Remember visits to the web only when what they gave is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from onrecord.model import Visit

if TYPE_CHECKING:  # httpx, beside it, takes a while to import
    from onrecord.capture.web.visits import Visits

Item = TypeVar("Item")


class Behind:
    """Remembers visits in the stream of what they gave, each behind all that came of it.

    Pages are on their way for a while between being read and being kept. A visit that was remembered
    before they are would lose them for good where the run is broken off.
    """

    def __init__(self, visits: Visits) -> None:
        """`visits` remembers earlier ones; those of this run it is given by who takes the stream."""
        self._visits = visits
        self._held: dict[str, Visit] = {}
        self._new: list[Visit] = []

    def visit(self, url: str) -> Visit | None:
        """Give the last visit to an address, on its way or remembered."""
        return self._held.get(url) or self._visits.visit(url)

    def keep_visit(self, visit: Visit) -> None:
        """Send a visit after what came of it."""
        self._held[visit.url] = visit
        self._new.append(visit)

    def stream(self, items: Iterable[Item]) -> Iterator[Item | Visit]:
        """Give `items`, read with these visits, and the visits among them; all before is kept by now."""
        self._held.clear()
        self._new.clear()
        for item in items:
            yield from self._take()
            yield item
        yield from self._take()

    def _take(self) -> list[Visit]:
        taken, self._new = self._new, []
        return taken
