"""`onrecord export`: write the whole record out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, StorePath

Format = Literal[
    "jsonl", "csv", "parquet", "web-annotation", "schema-org", "prov", "ftm", "polnear", "citron", "datasette"
]


def export(
    form: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, csv, parquet: a file a table. web-annotation, schema-org, prov: JSON-LD, PROV-JSON. "
            "ftm: FollowTheMoney. polnear, citron: texts with their attributions. datasette: what the tables "
            "of the store itself are.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write to.", show_default=False)],
    store: StorePath = DEFAULT_STORE,
    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="Leave the words of pages out: of jsonl, csv and parquet."),
    ] = False,
) -> None:
    """Write the record out, one file a table, or in a format that other tools read."""
    from onrecord.cli.reading import link_rest
    from onrecord.export import EXPORTERS, WITHOUT_TEXT
    from onrecord.store import open_store

    if no_text and form not in WITHOUT_TEXT:
        raise typer.BadParameter(
            f"{form} is made of the pages' words: give {', '.join(WITHOUT_TEXT)}", param_hint="--no-text"
        )
    with open_store(store, create=False) as opened:
        link_rest(opened)
        (WITHOUT_TEXT if no_text else EXPORTERS)[form](opened, out)
    say(f"{out}: the record of {store} as {form}")
