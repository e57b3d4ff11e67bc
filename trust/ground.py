"""The ground that trials of a store's surroundings stand on: pages, a clean record, how a run must end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from comparing import Tables, differences, tables, unproved
from killing import Ended, command, run, warm_up
from pages import write_pages

#: What `add` ends with: one of the pages is empty.
DONE = 1
#: What a command ends with that could not do its work.
FAILED = 2


class Ground:
    """A folder with pages and the record that a clean run makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = write_pages(folder / "pages")
        warm_up(self.pages)
        self.clean = folder / "clean.db"
        self.clean_run = run(self.adding(self.clean))
        self.wanted: Tables = tables(str(self.clean))

    def adding(self, store: Path) -> Callable[[], object]:
        """Give the work of adding the pages to a store."""
        return command("add", "pages", "--store", str(store))

    def copy(self, store: Path) -> None:
        """Put a copy of the clean record there."""
        shutil.copy(self.clean, store)

    def finished(self, store: Path) -> Iterator[str]:
        """Add the pages once more, and say in what the record is not that of a clean run."""
        ended = run(self.adding(store))
        if ended.status != DONE or "Traceback" in ended.said:
            yield f"run again it ended with {ended.status}: {ended.said[-300:]}"
        yield from self.differing(store)

    def differing(self, store: Path) -> Iterator[str]:
        """Say in what a record is not that of a clean run, or can't be proved."""
        yield from differences(tables(str(store)), self.wanted)
        yield from (f"can't be proved: {it}" for it in unproved(str(store)))


@contextmanager
def ground() -> Iterator[Ground]:
    """Stand in a new folder while it lasts."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        try:
            yield Ground(Path(folder))
        finally:
            os.chdir(before)


def refusal(ended: Ended, named: str, *told: str) -> Iterator[str]:
    """Say where a command that could not do its work did not end as it should.

    Args:
        ended: how it ended.
        named: what its message must name: the store, or the file.
        told: words of which one must stand in the message.

    """
    if ended.status != FAILED:
        yield f"ended with {ended.status} in place of {FAILED}: {ended.said[-300:]!r}"
    if "Traceback" in ended.said:
        yield f"ended with a traceback: {ended.said[-400:]!r}"
    if named not in ended.said or not any(it in ended.said for it in told):
        yield f"its message does not name {named} and what to do: {ended.said[-300:]!r}"
