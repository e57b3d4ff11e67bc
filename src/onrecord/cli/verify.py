"""`onrecord verify`: prove that every span of the record stands in its page."""

from __future__ import annotations

import sys

import typer

from onrecord.cli.console import counted, printable, say
from onrecord.cli.options import DEFAULT_STORE, StorePath


def verify(store: StorePath = DEFAULT_STORE) -> None:
    """Read every capture again and prove every span of the record against it.

    Each fault is a line on stdout; the exit status is 1 where there is one.
    """
    from onrecord.store import open_store
    from onrecord.verify import verify as find_faults

    count = 0
    with open_store(store, create=False) as opened:
        for fault in find_faults(opened):
            count += 1
            sys.stdout.write(printable(f"{fault.item}: {fault.reason}") + "\n")
        pages = opened.counts()["captures"]
    say(f"{store}: {counted(pages, 'page')} read again, {counted(count, 'fault')}")
    raise typer.Exit(1 if count else 0)
