"""Tables for people: statements as they are shown everywhere. A denial reads as a denial."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.console import printable
from onrecord.model import Hop, Polarity, Statement
from onrecord.reading.views import day_of

if TYPE_CHECKING:
    from onrecord.reading.finding import Told

#: Columns of a table that goes to a file or a pipe, where there is no terminal to ask.
_WIDTH_ELSEWHERE = 160
#: Hexadecimal digits of an id that tables show; more are needed only where two things begin alike.
_ID_DIGITS = 8
_DENIALS: dict[Polarity, str] = {"denied": "DENIED", "not_confirmed": "NOT CONFIRMED"}


def print_statements(statements: Iterable[Told], *, limit: int | None = None) -> int:
    """Print statements to stdout, at most `limit` of them, and give how many there are."""
    table = new_table()
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("says", no_wrap=True)
    table.add_column("what", ratio=8)
    table.add_column("by way of", ratio=4, overflow="fold")
    count = 0
    for told in statements:
        count += 1
        if limit is None or count <= limit:
            table.add_row(*_cells(told))
    return print_table(table, count)


def new_table(title: str | None = None, *, lines: bool = False) -> Table:
    """Make a table without columns."""
    shown = None if title is None else words(title)
    return Table(title=shown, title_justify="left", show_lines=lines, header_style="bold", expand=True)


def print_table(table: Table, count: int) -> int:
    """Print a table of `count` things unless it is empty, and give the count."""
    if count:
        console().print(table)
    return count


def console() -> Console:
    """Give a console on stdout, as wide as the terminal or COLUMNS say, else wide enough for a file."""
    told = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(width=None if told else _WIDTH_ELSEWHERE, highlight=False)


def short(identity: str) -> str:
    """Give the beginning of an id, enough to ask for it."""
    kind, _, digits = identity.partition("-")
    return f"{kind}-{digits[:_ID_DIGITS]}"


def words(text: str, style: str = "") -> Text:
    """Make a page's words safe to print, and not to be taken for markup."""
    return Text(printable(text), style=style)


def lines(told: Iterable[str], style: str = "") -> Text:
    """Make one line each of a page's words, the same ones once."""
    return stack(words(line, style) for line in told)


def stack(texts: Iterable[Text]) -> Text:
    """Put texts under one another, the same ones once."""
    return Text("\n").join({str(text): text for text in texts}.values())


def when(told: Told) -> Text:
    """Give the day of a statement, `≤` before one that it was said on or earlier, else a dash."""
    day, exact = day_of(told)
    said = told.statement.said
    return day_text(day, exact=exact, given=exact and said is not None and said.method == "given")


def day_text(day: str | None, *, exact: bool, given: bool = False) -> Text:
    """Write a day, `≤` before one that something was said on or earlier, else a dash."""
    if day is None:
        return Text("–")
    return Text(f"{'' if exact else '≤ '}{day}{' (given)' if given else ''}")


def says(statement: Statement) -> Text:
    """Say what was done with the content: said, claimed … or denied."""
    denial = _DENIALS.get(statement.polarity)
    return Text(denial, style="bold red") if denial else Text(statement.act)


def who(told: Told) -> Text:
    """Name the speaker; where a person said who it is, with what the page prints."""
    statement = told.statement
    name = told.speaker or " ".join(span.text for span in statement.source) or "?"
    text = words(name, "bold")
    if told.linked.given:
        printed = statement.speaker.as_printed if statement.speaker else None
        text.append(printable(f" (given; printed: “{printed}”)" if printed else " (given)"))
    return text


def what(statement: Statement) -> str:
    """Join the contents; words that are quoted whole stand in quotation marks."""
    joined = " … ".join(" ".join(span.text.split()) for span in statement.content)
    marked = any(mark in joined for mark in '“”"«»„')
    return f"“{joined}”" if statement.kind == "direct" and not marked else joined


def worded(told: Told) -> Text:
    """Give what was said in one line, a denial with its word before it."""
    denial = _DENIALS.get(told.statement.polarity)
    text = Text(f"{denial}: ", style="bold red") if denial else Text()
    return text.append_text(words(what(told.statement)))


def with_act(told: Told) -> Text:
    """Give what was done with the content, and the content: `DENIED: …`, `(claim) …`."""
    statement = told.statement
    text = says(statement)
    text = Text(f"({text}) ") if statement.polarity == "asserted" else text.append(": ")
    return text.append_text(words(what(statement)))


def outlet(told: Told) -> str:
    """Name the outlet that a statement stands in, else its page."""
    return told.row.publisher or told.row.path


def way(chain: Sequence[Hop], otherwise: str) -> str:
    """Name the steps from the speaker to the page, the speaker left out (he has his own column)."""
    return " → ".join(hop.name for hop in chain if hop.kind != "speaker") or otherwise


def _cells(told: Told) -> Iterator[Text]:
    statement = told.statement
    yield Text(short(statement.id))
    yield when(told)
    yield who(told)
    yield says(statement)
    yield words(what(statement))
    yield words(way(statement.chain, outlet(told)), "dim")
