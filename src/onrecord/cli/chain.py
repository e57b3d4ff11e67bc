"""`onrecord chain`: the way of a remark from its origin to the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.cli.lineage import Identity, headline
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.model import Utterance
    from onrecord.reading.finding import Told


def chain(
    identity: Identity,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show the steps of a statement from its origin to the page; of an utterance, those of every report."""
    from onrecord.export import statement_line
    from onrecord.reading.finding import find_id, find_told

    with open_linked(store) as (opened, record):
        whole = find_id(record, identity)
        utterance = None if whole.startswith("st-") else record.utterance(whole)
        ids = utterance.statements if utterance else (whole,)
        found = find_told(opened, record, ids)
        if not found:
            raise OnrecordError(identity, "is no utterance and no statement: `onrecord statements` shows ids")
        told = [found[it] for it in ids if it in found]
        if svg or png:
            from onrecord.pictures.of_record import ways_of

            draw(ways_of(told, utterance), svg, png)
        lines = (statement_line(it.row, it.linked) for it in told)
        write(form, "statements", lines, lambda: _show(told, utterance), "")


def _show(told: Sequence[Told], utterance: Utterance | None) -> int:
    if utterance is None:
        return _show_steps(told[0])
    return _show_all(told, utterance)


def _show_steps(told: Told) -> int:
    from rich.text import Text

    from onrecord.cli.table import console, new_table, print_table, when, who, with_act, words

    head = who(told).append(", ").append_text(when(told)).append(": ").append_text(with_act(told))
    console().print(head)
    table = new_table()
    table.add_column("step", no_wrap=True, justify="right")
    table.add_column("who", ratio=4)
    table.add_column("as", ratio=2)
    table.add_column("how it is known", ratio=6)
    for number, hop in enumerate(told.statement.chain, start=1):
        known = f"“{hop.text}”" if hop.text else "not printed in the text"
        table.add_row(
            Text(str(number)),
            words(hop.name, "bold"),
            Text(hop.kind),
            words(f"{known}, inferred" if hop.inferred and hop.text else known),
        )
    return print_table(table, len(told.statement.chain))


def _show_all(told: Sequence[Told], utterance: Utterance) -> int:
    from rich.text import Text

    from onrecord.cli.table import console, new_table, outlet, print_table, short, when, words

    console().print(headline(utterance))
    table = new_table()
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("from the origin to the page", ratio=8, overflow="fold")
    table.add_column("headline", ratio=5)
    for it in told:
        steps = " → ".join(f"{hop.name} ({hop.kind})" for hop in it.statement.chain)
        table.add_row(
            Text(short(it.statement.id)),
            when(it),
            words(steps or outlet(it)),
            words(it.row.title or it.row.path),
        )
    return print_table(table, len(told))
