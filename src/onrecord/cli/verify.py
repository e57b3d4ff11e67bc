"""`onrecord verify`: prove that every span of the record stands in its page."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.console import counted, printable, say, with_progress
from onrecord.cli.options import DEFAULT_STORE, StorePath

if TYPE_CHECKING:
    from onrecord.verify import Problem

#: What the report counts, in this order.
_TOLD = ("captures", "articles", "statements", "spans", "mentions", "timexes", "events")


def verify(
    store: StorePath = DEFAULT_STORE,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Also make all of it again from the pages, beside the store, and compare row by row: "
            "takes as long as adding them did.",
        ),
    ] = False,
    form: Annotated[
        Literal["text", "jsonl"], typer.Option("--format", help="How a finding is written.")
    ] = "text",
) -> None:
    """Read every capture again and prove every span of the record against it.

    Each finding is a line on stdout that names the row. The exit status is 1 where something was changed or
    lost; what can't be made again because another model made it is told, and is no fault of the row.
    """
    from onrecord.store import open_store
    from onrecord.verify import verify as find_problems
    from onrecord.verify import verify_again

    checked: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    found: Counter[str] = Counter()

    def watched(captures: Iterable[str]) -> Iterable[str]:
        return with_progress(captures, "", "making it again")

    with open_store(store, create=False) as opened:
        for problem in find_problems(opened, checked):
            found[problem.finding] += 1
            _write(problem, form)
        for problem in verify_again(opened, compared, watched) if again else ():
            found[problem.finding] += 1
            _write(problem, form)
    proved = ", ".join(f"{checked[name]:,} {name}" for name in _TOLD)
    done = f"{store}: {proved} held against their pages"
    if again:
        done += f"; {compared.total():,} rows made again"
    if found["unproved"]:
        done += f"; {found['unproved']:,} that can't be made again here"
    say(f"{done}; {counted(found['fault'], 'fault')}")
    raise typer.Exit(1 if found["fault"] else 0)


def _write(problem: Problem, form: str) -> None:
    if form == "jsonl":
        line = json.dumps(asdict(problem), ensure_ascii=False)
    else:
        where = f"{problem.path}: " if problem.path else ""
        line = printable(f"{where}{problem.table} {problem.row}: {problem.reason}")
    sys.stdout.write(line + "\n")
