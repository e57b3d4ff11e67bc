"""`onrecord judge log`: who decided or forgot what, when and from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.reading import write

if TYPE_CHECKING:
    from onrecord.model.audit import LogEntry

#: Ids that a row of the table shows; `--format jsonl` has all.
_SHOWN = 3


def log(form: Format = "table", store: StorePath = DEFAULT_STORE) -> None:
    """Show the audit log, the oldest line first: it is only added to, by each decision and each `forget`."""
    from onrecord.store import open_store

    with open_store(store, create=False) as opened:
        with opened.linked() as linkage:
            found = list(linkage.audit_log())
        write(form, "audit_log", map(asdict, found), lambda: _show(found), "nobody has decided anything yet")


def _show(found: Sequence[LogEntry]) -> int:
    from rich.text import Text

    from onrecord.cli.table import new_table, print_table, short, words

    table = new_table()
    table.add_column("line", no_wrap=True, justify="right")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3)
    table.add_column("from", ratio=3)
    table.add_column("did", no_wrap=True)
    table.add_column("decision", no_wrap=True, style="dim")
    table.add_column("about", ratio=4)
    for entry in found:
        more = len(entry.about) - _SHOWN
        about = ", ".join(short(it) for it in entry.about[:_SHOWN])
        table.add_row(
            str(entry.number),
            Text(entry.when[:19].replace("T", " ")),
            words(entry.who),
            words(entry.place),
            Text(entry.action),
            Text(short(entry.decision) if entry.decision else ""),
            Text(f"{about} … and {more:,} more" if more > 0 else about),
        )
    return print_table(table, len(found))
