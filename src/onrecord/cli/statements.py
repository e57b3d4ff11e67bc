"""`onrecord statements`: read the record, filtered."""

from __future__ import annotations

import sys
from typing import Annotated, Literal, get_args

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, StorePath, check_day
from onrecord.model import Act, Polarity, StatementKind

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
Format = Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="How it is written.")]


def statements(
    speaker: Speaker = None,
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    kind: Kind = None,
    act: ActOption = None,
    polarity: PolarityOption = None,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who said what; all filters that are given must hold."""
    from onrecord.store import StatementFilter, open_store

    chosen = StatementFilter(
        speaker=speaker,
        about=about,
        publisher=publisher,
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        act=act,
        polarity=polarity,
    )
    with open_store(store, create=False) as opened:
        rows = opened.statements(chosen)
        if form == "table":
            from onrecord.cli.table import print_statements

            if not print_statements(rows):
                say("no statement on record fits")
        elif form == "jsonl":
            from onrecord.export import json_line, statement_line

            for row in rows:
                sys.stdout.write(json_line(statement_line(row)))
        else:
            from onrecord.export import write_statements

            write_statements(rows, sys.stdout)
