"""`onrecord upgrade`: bring a store that an older version made up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, StorePath


def upgrade(
    store: StorePath = DEFAULT_STORE,
    backed_up: Annotated[
        bool,
        typer.Option(
            "--backed-up",
            help="You have copied it (`pg_dump`); without that no store on a server is changed.",
        ),
    ] = False,
) -> None:
    """Bring the schema of a store up to date, all of it or nothing.

    A file is copied first, and any command does it when it opens the file. A store on a server is the
    server's to copy: whoever runs this says that it is done.
    """
    from onrecord.store import open_store

    with open_store(store, create=False, backed_up=backed_up) as opened:
        say(f"{opened.location}: is up to date")
