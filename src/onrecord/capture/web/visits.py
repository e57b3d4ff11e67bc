"""Where visits are remembered: in a store, or for one run in memory."""

from __future__ import annotations

from typing import Protocol

from onrecord.model.visit import Visit


class Visits(Protocol):
    """What a store, or anything else, does to remember visits."""

    def visit(self, url: str) -> Visit | None:
        """Give the last visit to an address; None where there was none."""

    def keep_visit(self, visit: Visit) -> None:
        """Remember a visit in place of the one before."""


class OneRun:
    """Remembers visits for one run."""

    def __init__(self) -> None:
        self._visits: dict[str, Visit] = {}

    def visit(self, url: str) -> Visit | None:
        """Give the last visit to an address."""
        return self._visits.get(url)

    def keep_visit(self, visit: Visit) -> None:
        """Remember a visit."""
        self._visits[visit.url] = visit
