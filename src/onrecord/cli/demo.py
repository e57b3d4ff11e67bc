"""`onrecord demo`: a record of the sample pages, to see what it is."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from onrecord.cli.console import Tally, counted, printable, say, with_progress
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.model import Capture, Drop
    from onrecord.store import Store

_PAGE_SUFFIXES = (".html", ".txt", ".jsonl")


def demo(
    store: Annotated[
        str | None,
        typer.Option(metavar="S", help="Where to keep the record; without it, it is thrown away."),
    ] = None,
) -> None:
    """Build a record from the sample pages of the package and show who said what in them.

    The pages are made up: places, people and outlets do not exist.
    """
    with contextlib.ExitStack() as stack:
        if store is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-demo-"))
        from onrecord.store import open_store

        location = store or str(Path(folder) / "record.db")
        opened = stack.enter_context(open_store(location))
        told: list[str] = []
        _fill(opened, Tally(told.append))
        _show(opened, told)
    if store is None:
        say("The record was thrown away: give --store demo.db to keep it and try the other commands on it.")
    else:
        say(f"Kept in {store}: try `onrecord statements --polarity denied --store {store}`.")


def _fill(store: Store, tally: Tally) -> None:
    from onrecord import pipeline
    from onrecord.cli.run import activity, load_annotator, now

    settings = Settings()
    started = now()
    annotator = load_annotator(settings)
    store.begin_activity(activity("demo", settings, annotator, started))
    for outcome in with_progress(
        pipeline.add(_samples(settings, started), store, settings, annotator), tally, "reading sample pages"
    ):
        tally.added(outcome)


def _samples(settings: Settings, captured: str) -> Iterator[Capture | Drop]:
    """Read the sample pages in the order of their names; they stand in the record as samples/NAME."""
    from onrecord.capture import read_stream

    folder = resources.files("onrecord") / "samples"
    pages = (page for page in folder.iterdir() if page.name.endswith(_PAGE_SUFFIXES))
    for page in sorted(pages, key=lambda page: page.name):
        with page.open("rb") as stream:
            yield from read_stream(
                cast("BinaryIO", stream), f"samples/{page.name}", settings, captured=captured
            )


def _show(store: Store, told: list[str]) -> None:
    from rich.panel import Panel
    from rich.text import Text

    from onrecord.cli.table import console, print_statements

    out = console()
    counts = store.counts()
    out.print(
        Panel(
            Text(
                f"{counted(counts['captures'], 'page')} of outlets that do not exist gave "
                f"{counted(counts['articles'], 'article')} and {counted(counts['statements'], 'statement')}."
            ),
            title="onrecord demo",
            expand=False,
        )
    )
    print_statements(store.statements())
    if told:
        out.print(Text("\nNot used, or not whole:", style="bold"))
    for line in told:
        out.print(Text(f"  {printable(line)}", style="dim"))
