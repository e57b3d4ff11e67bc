"""`onrecord statements`: read the record, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.cli.options import (
    DEFAULT_STORE,
    About,
    ActOption,
    Format,
    From,
    Kind,
    PolarityOption,
    Publisher,
    Speaker,
    StorePath,
    To,
)
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write

if TYPE_CHECKING:
    from onrecord.reading.finding import Told


def statements(
    speaker: Speaker = None,
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    kind: Kind = None,
    act: ActOption = None,
    polarity: PolarityOption = None,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who said what; all filters that are given must hold."""
    from onrecord.export import statement_line
    from onrecord.reading.finding import find_statements
    from onrecord.store import StatementFilter

    chosen = StatementFilter(
        speaker=speaker,
        about=about,
        publisher=publisher,
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        act=act,
        polarity=polarity,
    )
    with open_linked(store) as (opened, record):
        found: Iterable[Told] = find_statements(opened, record, chosen)
        if svg or png:
            from onrecord.pictures.of_record import statements_of

            found = kept = list(found)
            draw(statements_of(speaker or "everybody on record", kept), svg, png)

        def show() -> int:
            from onrecord.cli.table import print_statements

            return print_statements(found)

        lines = (statement_line(told.row, told.linked) for told in found)
        write(form, "statements", lines, show, "no statement on record fits")
