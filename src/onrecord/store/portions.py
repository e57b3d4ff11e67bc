"""Long lists of ids in portions that one question can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

#: SQLite takes 32,766 values a statement; a question with fewer is planned quicker.
_PORTION = 500


def portions(ids: Iterable[str]) -> Iterator[list[str]]:
    """Cut `ids` into lists of at most 500."""
    rest = iter(ids)
    while portion := list(islice(rest, _PORTION)):
        yield portion
