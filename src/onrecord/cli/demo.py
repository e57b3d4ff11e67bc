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
from onrecord.cli.reading import link_waiting
from onrecord.cli.serve import LOOPBACK, PORT, Port, serve_store
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.model import Capture, Drop
    from onrecord.reading.finding import Told
    from onrecord.reading.record import Record
    from onrecord.store import Store

#: A statement of fewer words is no example of anything.
_TELLING_WORDS = 5
#: When the sample pages count as captured, so that the demo's record is the same on any day.
CAPTURED = "2026-02-10T09:00:00Z"
_PAGE_SUFFIXES = (".html", ".txt", ".jsonl")


def demo(
    store: Annotated[
        str | None,
        typer.Option(metavar="S", help="Where to keep the record; without it, it is thrown away."),
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Open its pages in the browser as well.")] = False,
    port: Port = PORT,
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
        link_waiting(opened)
        _show(opened, told)
        empty = not opened.counts()["statements"]
        if serve and not empty:
            serve_store(opened, host=LOOPBACK, port=port, token=None, allow=[])
    if store is None:
        say("The record was thrown away: give --store demo.db to keep it and try the other commands on it.")
    else:
        say(f"Kept in {store}: try `onrecord statements --polarity denied --store {store}`.")
    if empty:
        say("No statement was found in the sample pages: this installation is broken.")
        raise typer.Exit(1)


def _fill(store: Store, tally: Tally) -> None:
    from onrecord import pipeline
    from onrecord.cli.run import activity, now, open_engine

    settings = Settings()
    started = now()
    with open_engine(settings, 1) as engine:
        store.begin_activity(activity("demo", settings, engine.model, started))
        outcomes = pipeline.add(_samples(settings), store, engine)
        for outcome in with_progress(outcomes, tally, "reading sample pages"):
            tally.added(outcome)


def _samples(settings: Settings) -> Iterator[Capture | Drop]:
    """Read the sample pages in the order of their names; they stand in the record as samples/NAME."""
    from onrecord.capture import read_stream

    folder = resources.files("onrecord") / "samples"
    pages = (page for page in folder.iterdir() if page.name.endswith(_PAGE_SUFFIXES))
    for page in sorted(pages, key=lambda page: page.name):
        with page.open("rb") as stream:
            yield from read_stream(
                cast("BinaryIO", stream), f"samples/{page.name}", settings, captured=CAPTURED
            )


def _show(store: Store, told: list[str]) -> None:
    from rich.panel import Panel
    from rich.text import Text

    from onrecord.cli.table import console, print_statements
    from onrecord.reading.finding import find_statements
    from onrecord.reading.record import open_record
    from onrecord.store import StatementFilter

    out = console()
    counts = store.counts()
    with open_record(store) as record:
        found = list(find_statements(store, record, StatementFilter()))
        across = _across(record)
    outlets = len({it.row.publisher for it in found if it.row.publisher})
    summary = (
        f"{counted(counts['captures'], 'page')}, {counted(counts['articles'], 'article')}, "
        f"{counted(len(found), 'statement')} in {counted(outlets, 'outlet')}; "
        f"{sum(it.statement.polarity != 'asserted' for it in found)} deny or do not confirm, "
        f"{sum(map(_is_second_hand, found))} come by way of another outlet."
    )
    out.print(Panel(Text(f"{summary}\n{across}"), title="onrecord demo", expand=False))
    shown = _telling(found)
    print_statements(shown)
    if len(shown) < len(found):
        out.print(
            Text(f"{len(shown)} of {len(found)} statements: from each page a denial, a report, a quote.")
        )
    if told:
        out.print(Text("\nNot used, or not whole:", style="bold"))
    for line in told:
        out.print(Text(f"  {printable(line)}", style="dim"), soft_wrap=True)


def _across(record: Record) -> str:
    """Say in one line what only many pages together show."""
    copies = sum(1 for _ in record.copies())
    utterances = list(record.utterances())
    told_again = sum(len(it.statements) > 1 for it in utterances)
    changed = sum(bool(it.variants) for it in utterances)
    disputes = sum(link.relation == "disputes" for link in record.links())
    return (
        f"Across the pages: {counted(copies, 'copy', 'copies')} of an article, "
        f"{counted(told_again, 'remark')} reported more than once, {changed} of them with changes, "
        f"{counted(disputes, 'dispute')}."
    )


def _telling(found: list[Told]) -> list[Told]:
    """Choose what shows best what a record holds, oldest page first.

    From each page the surest denial, the surest statement by way of another outlet and the surest
    quote, two of them at most, and nothing so short that it says little by itself.
    """
    best: dict[str, dict[str, Told]] = {}
    for told in sorted(found, key=lambda told: -told.statement.score):
        if sum(len(span.text.split()) for span in told.statement.content) >= _TELLING_WORDS:
            best.setdefault(told.row.article, {}).setdefault(_sort_of(told), told)
    chosen = [
        kinds[sort]
        for kinds in best.values()
        for sort in [sort for sort in ("denial", "second hand", "quote") if sort in kinds][:2]
    ]
    return sorted(
        chosen, key=lambda told: ((told.row.published and told.row.published.value) or "9999", told.row.path)
    )


def _sort_of(told: Told) -> str:
    if told.statement.polarity != "asserted":
        return "denial"
    if _is_second_hand(told):
        return "second hand"
    return "quote" if told.statement.kind == "direct" else "other"


def _is_second_hand(told: Told) -> bool:
    """Tell whether somebody stands between the speaker and the page's publisher."""
    return len(told.statement.chain) > 2
