"""Compare two names of one kind: the entrance to the tables and rules of names."""

from __future__ import annotations

from onrecord.link.names.bodies import compare_bodies, compare_places
from onrecord.link.names.fold import fold
from onrecord.link.names.people import compare_people
from onrecord.link.names.verdict import NameVerdict
from onrecord.model import EntityKind

__all__ = ["NameVerdict", "compare_names", "fold"]


def compare_names(a: str, b: str, kind: EntityKind) -> NameVerdict | None:
    """Compare two printed names of `kind`; None where names give no reason to think of one.

    Linear in their length, of which the first 100 characters count. Names of other things (events, laws,
    works) are alike only where they are the same words.
    """
    if kind == "person":
        return compare_people(a, b)
    if kind == "organization":
        return compare_bodies(a, b)
    if kind == "place":
        return compare_places(a, b)
    return NameVerdict("same", 1.0, "the same words") if fold(a) == fold(b) else None
