"""`onrecord statements`: read the record, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.cli.filters import filtered
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write
from onrecord.store.protocol import StatementFilter

if TYPE_CHECKING:
    from onrecord.reading.finding import Told


@filtered()
def statements(
    wanted: StatementFilter,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who said what; all filters that are given must hold."""
    from onrecord.export import statement_line
    from onrecord.reading.finding import find_statements

    with open_linked(store) as (opened, record):
        found: Iterable[Told] = find_statements(opened, record, wanted)
        if svg or png:
            from onrecord.pictures.of_record import statements_of

            found = kept = list(found)
            draw(statements_of(wanted.speaker or "everybody on record", kept), svg, png)

        def show() -> int:
            from onrecord.cli.table import print_statements

            return print_statements(found)

        lines = (statement_line(told.row, told.linked) for told in found)
        write(form, "statements", lines, show, "no statement on record fits")
