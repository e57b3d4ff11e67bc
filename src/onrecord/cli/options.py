"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from typing import Annotated

import typer

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


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


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders: .html, .htm, .xhtml, .txt, .jsonl, .ndjson, each also as .gz; - for stdin.",
        show_default=False,
    ),
]
StorePath = Annotated[str, typer.Option("--store", metavar="S", help="The store: a file.")]
DEFAULT_STORE = "record.db"
