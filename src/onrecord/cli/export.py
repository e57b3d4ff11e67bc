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
) -> None:
    """Write the record out, one file a table, or in a format that other tools read."""
    from onrecord.cli.reading import link_rest
    from onrecord.export import EXPORTERS
    from onrecord.store import open_store

    with open_store(store, create=False) as opened:
        link_rest(opened)
        EXPORTERS[form](opened, out)
    say(f"{out}: the record of {store} as {form}")
