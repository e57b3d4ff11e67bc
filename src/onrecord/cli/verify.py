"""`onrecord verify`: prove that every span of the record stands in its page."""

from __future__ import annotations

import sys
from collections import Counter

import typer

from onrecord.cli.console import counted, printable, say
from onrecord.cli.options import DEFAULT_STORE, StorePath

#: What the report counts, in this order.
_TOLD = ("captures", "articles", "statements", "spans", "mentions", "timexes", "events")


def verify(store: StorePath = DEFAULT_STORE) -> None:
    """Read every capture again and prove every span of the record against it.

    Each fault is a line on stdout; the exit status is 1 where there is one.
    """
    from onrecord.store import open_store
    from onrecord.verify import verify as find_problems

    checked: Counter[str] = Counter()
    count = 0
    with open_store(store, create=False) as opened:
        for problem in find_problems(opened, checked):
            count += 1
            where = f"{problem.path}: " if problem.path else ""
            sys.stdout.write(printable(f"{where}{problem.table} {problem.row}: {problem.reason}") + "\n")
    proved = ", ".join(f"{checked[name]:,} {name}" for name in _TOLD)
    say(f"{store}: {proved} held against their pages; {counted(count, 'fault')}")
    raise typer.Exit(1 if count else 0)
