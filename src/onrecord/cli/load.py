"""`onrecord load`: bring a record in Parquet into the store."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.console import Tally, say, with_progress
from onrecord.cli.options import DEFAULT_STORE, StorePath


def load(
    record: Annotated[
        str,
        typer.Argument(
            metavar="PARQUET_DIR",
            help="What `onrecord annotate --to` made: a folder, or its address in an object store.",
            show_default=False,
        ),
    ],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Check what `annotate --to` made, keep it in the store, and link it with what is on record.

    Loading the same thing twice changes nothing, and a run that was broken off can be run again.
    """
    from onrecord.cli.portions import opened_folder
    from onrecord.cli.reading import link_waiting
    from onrecord.loading import load as load_record
    from onrecord.store import open_store

    tally = Tally()
    folder = opened_folder(record)
    with open_store(store) as opened:
        for outcome in with_progress(load_record(folder, opened), tally, "loading pages"):
            tally.added(outcome)
        link_waiting(opened)
    say(f"{opened.location}: {tally}")
    raise typer.Exit(tally.exit_status)
