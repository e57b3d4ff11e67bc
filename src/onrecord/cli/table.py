"""Statements as a table for people: a denial reads as a denial."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.console import printable
from onrecord.model import Date, Polarity, Statement
from onrecord.store import StatementRow

#: Columns of a table that goes to a file or a pipe, where there is no terminal to ask.
_WIDTH_ELSEWHERE = 160
_DENIALS: dict[Polarity, str] = {"denied": "DENIED", "not_confirmed": "NOT CONFIRMED"}


def print_statements(rows: Iterable[StatementRow], *, limit: int | None = None) -> int:
    """Print statements to stdout, at most `limit` of them, and give how many there are."""
    table = Table(show_lines=False, header_style="bold", expand=True)
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3)
    table.add_column("says", ratio=2)
    table.add_column("what", ratio=8)
    table.add_column("by way of", ratio=4, overflow="fold")
    count = 0
    for row in rows:
        count += 1
        if limit is None or count <= limit:
            table.add_row(*_cells(row))
    if count:
        console().print(table)
    return count


def console() -> Console:
    """Give a console on stdout, as wide as the terminal or COLUMNS say, else wide enough for a file."""
    told = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(width=None if told else _WIDTH_ELSEWHERE, highlight=False)


def _cells(row: StatementRow) -> Iterator[Text]:
    statement = row.statement
    yield Text(_when(statement, row.published))
    yield Text(printable(_who(statement)), style="bold")
    denial = _DENIALS.get(statement.polarity)
    yield Text(denial, style="bold red") if denial else Text(statement.act)
    yield Text(printable(_what(statement)))
    yield Text(printable(_chain(row)), style="dim")


def _when(statement: Statement, published: Date | None) -> str:
    """Give the day of the statement, else `≤` the page's, else a dash."""
    said = statement.said
    if said and said.value:
        return said.value
    latest = (said and said.latest) or (published and (published.value or published.latest))
    return f"≤ {latest}" if latest else "–"


def _who(statement: Statement) -> str:
    if statement.speaker:
        return statement.speaker.name
    return " ".join(span.text for span in statement.source) or "?"


def _what(statement: Statement) -> str:
    """Join the contents; words that are quoted whole stand in quotation marks."""
    words = " … ".join(" ".join(span.text.split()) for span in statement.content)
    marked = any(mark in words for mark in '“”"«»„')
    return f"“{words}”" if statement.kind == "direct" and not marked else words


def _chain(row: StatementRow) -> str:
    """Name the steps from the speaker to the page, the speaker left out (he has his own column)."""
    hops = [hop.name for hop in row.statement.chain if hop.kind != "speaker"]
    return " → ".join(hops) or row.publisher or row.path
