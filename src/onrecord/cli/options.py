"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from onrecord.model import Act, Polarity, StatementKind

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def check_day(value: str | None) -> str | None:
    """Let a date through that is written YYYY, YYYY-MM or YYYY-MM-DD and exists; else a usage error."""
    from datetime import date

    if value is None:
        return None
    if _DAY.fullmatch(value):
        try:
            date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            pass
        else:
            return value
    raise typer.BadParameter(f"{value!r} is no date: write it as 2024-05-31, 2024-05 or 2024")


def check_map(values: list[str] | None) -> list[str] | None:
    """Let through what is written FIELD=NAME with a known field; else a usage error."""
    from onrecord.capture.fields import FIELDS

    for value in values or ():
        field, _, name = value.partition("=")
        if field not in FIELDS or not name:
            raise typer.BadParameter(f"{value!r}: write it as text=NAME, with one of {', '.join(FIELDS)}")
    return values


def columns_of(values: list[str] | None) -> dict[str, str]:
    """Give the name of a column by field, as `--map` has them."""
    return {field: name for field, _, name in (value.partition("=") for value in values or ())}


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH_OR_URL",
        help="Files or folders: pages, plain text, JSON, tables, feeds, WARC, zip, tar, MHTML, PDF, each "
        "also compressed; http(s) addresses of any of these; - for stdin.",
        show_default=False,
    ),
]
Calendar = Annotated[
    Path | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help="A CSV table of your own dated events, by which pages that print no day are dated as well.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME",
        callback=check_map,
        help="Which column of a table, or field of a record, is text, html, url, title, publisher, "
        "author, published or key; again for each.",
        show_default=False,
    ),
]
StorePath = Annotated[
    str, typer.Option("--store", metavar="S", help="The store: a file, or postgresql://USER@HOST/DATABASE.")
]
DEFAULT_STORE = "record.db"

Form = Literal["table", "jsonl", "csv"]
Format = Annotated[Form, typer.Option("--format", help="How it is written.")]

Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Words of the speaker's name.")
]
About = Annotated[str | None, typer.Option("--about", metavar="TEXT", help="Words that were said.")]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Part of the outlet's name.")
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DATE", callback=check_day, help="Said, or else published, then or later."
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="DATE", callback=check_day, help="Said, or else published, then or earlier."
    ),
]
Kind = Annotated[StatementKind | None, typer.Option("--kind", help="How much of it is quoted.")]
ActOption = Annotated[
    Act | None,
    typer.Option("--act", metavar="ACT", help=f"What its cue makes it: {', '.join(get_args(Act))}."),
]
PolarityOption = Annotated[
    Polarity | None,
    typer.Option("--polarity", metavar="POLARITY", help=f"One of {', '.join(get_args(Polarity))}."),
]
