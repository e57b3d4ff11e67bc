"""Open a store to be read: what waits to be linked is linked first, and lines are written as asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from onrecord.cli.console import counted, say, with_progress
from onrecord.errors import StoreError

if TYPE_CHECKING:
    from onrecord.cli.options import Form
    from onrecord.reading.record import Record
    from onrecord.store import Store


@contextmanager
def open_linked(location: str) -> Iterator[tuple[Store, Record]]:
    """Open the store at `location` and its linked record for reading.

    What a broken run or an earlier version left is linked first; a store that can't be written to is read
    as it is, with a warning. Raises StoreError where there is no store.
    """
    from onrecord.reading.record import open_record
    from onrecord.store import open_store

    with open_store(location, create=False) as store:
        link_rest(store)
        with open_record(store) as record:
            yield store, record


def link_rest(store: Store) -> None:
    """Link what an earlier run left, and say so; where that can't be written, only warn."""
    left = _count_left(store)
    if not left:
        return
    say(f"{store.location}: linking {counted(left, 'article')} that an earlier run left")
    try:
        link_waiting(store)
    except StoreError as error:
        say(f"{error}; it is read as it is, without what was not linked")


def link_waiting(store: Store) -> None:
    """Link what waits in `store`, with a bar on stderr if that is a terminal."""
    from onrecord import pipeline

    left = _Left()
    for number in with_progress(pipeline.link_waiting(store), left, "linking articles"):
        left.number = number


def write(
    form: Form, table: str, lines: Iterable[dict[str, Any]], show: Callable[[], int], nothing: str
) -> None:
    """Write lines to stdout as `form` asks.

    Args:
        form: as given by the user.
        table: which of the export's tables the lines are of.
        lines: for jsonl and csv.
        show: prints a table for people, and gives how much was in it.
        nothing: said on stderr where that is nothing.

    """
    if form == "table":
        if not show():
            say(nothing)
        return
    from onrecord.export import json_line, write_lines

    if form == "csv":
        write_lines(table, lines, sys.stdout)
        return
    for line in lines:
        sys.stdout.write(json_line(line))


class _Left:
    """How many articles are left to link, for the bar."""

    number = 0

    def __str__(self) -> str:
        return f"{counted(self.number, 'article')} left"


def _count_left(store: Store) -> int:
    from onrecord.link import VERSION

    with store.linked() as linkage:
        if linkage.version() == VERSION:
            return linkage.count_unlinked()
    return store.counts()["articles"]
