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
    from onrecord.store import StatementRow, Store

#: A statement of fewer words is no example of anything.
_TELLING_WORDS = 5
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
        empty = not opened.counts()["statements"]
    if store is None:
        say("The record was thrown away: give --store demo.db to keep it and try the other commands on it.")
    else:
        say(f"Kept in {store}: try `onrecord statements --polarity denied --store {store}`.")
    if empty:
        say("No statement was found in the sample pages: this installation is broken.")
        raise typer.Exit(1)


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
    rows = list(store.statements())
    outlets = len({row.publisher for row in rows if row.publisher})
    summary = (
        f"{counted(counts['captures'], 'page')}, {counted(counts['articles'], 'article')}, "
        f"{counted(len(rows), 'statement')} in {counted(outlets, 'outlet')}; "
        f"{sum(row.statement.polarity != 'asserted' for row in rows)} deny or do not confirm, "
        f"{sum(_is_second_hand(row) for row in rows)} come by way of another outlet."
    )
    out.print(Panel(Text(summary), title="onrecord demo", expand=False))
    shown = _telling(rows)
    print_statements(shown)
    if len(shown) < len(rows):
        out.print(
            Text(f"{len(shown)} of {len(rows)} statements: from each page a denial, a report, a quote.")
        )
    if told:
        out.print(Text("\nNot used, or not whole:", style="bold"))
    for line in told:
        out.print(Text(f"  {printable(line)}", style="dim"), soft_wrap=True)


def _telling(rows: list[StatementRow]) -> list[StatementRow]:
    """Choose what shows best what a record holds, oldest page first.

    From each page the surest denial, the surest statement by way of another outlet and the surest
    quote, two of them at most, and nothing so short that it says little by itself.
    """
    best: dict[str, dict[str, StatementRow]] = {}
    for row in sorted(rows, key=lambda row: -row.statement.score):
        if sum(len(span.text.split()) for span in row.statement.content) >= _TELLING_WORDS:
            best.setdefault(row.article, {}).setdefault(_sort_of(row), row)
    chosen = [
        kinds[sort]
        for kinds in best.values()
        for sort in [sort for sort in ("denial", "second hand", "quote") if sort in kinds][:2]
    ]
    return sorted(chosen, key=lambda row: ((row.published and row.published.value) or "9999", row.path))


def _sort_of(row: StatementRow) -> str:
    if row.statement.polarity != "asserted":
        return "denial"
    if _is_second_hand(row):
        return "second hand"
    return "quote" if row.statement.kind == "direct" else "other"


def _is_second_hand(row: StatementRow) -> bool:
    """Tell whether somebody stands between the speaker and the page's publisher."""
    return len(row.statement.chain) > 2
