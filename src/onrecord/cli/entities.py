"""`onrecord entities`: people, bodies and places, under which names, and who else each may be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.reading import open_linked, write
from onrecord.model import EntityKind

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.model import Entity

#: Names and descriptions of one entity that a table shows; the other formats have all.
_SHOWN = 12


def entities(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Words of a name, or the id of one.", show_default=False),
    ] = None,
    kind: Annotated[EntityKind | None, typer.Option("--kind", help="What it is.")] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Show for each merge of two names why they are one.")
    ] = False,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who and what is named on record; a garbled name is shown as a candidate, never merged."""
    from onrecord.export.corpus_lines import entity_line
    from onrecord.reading.finding import find_entities, find_id

    with open_linked(store) as (_, record):
        if name and name.startswith("ent-"):
            name = find_id(record, name)
        found = find_entities(record, name) if name else list(record.entities())
        chosen = [entity for entity in found if kind in (None, entity.kind)]
        write(
            form,
            "entities",
            map(entity_line, sorted(chosen, key=lambda entity: entity.id)),
            lambda: _show(chosen, why=why),
            f"nobody on record is called {name}" if name else "no entity on record fits",
        )


def _show(found: list[Entity], *, why: bool) -> int:
    from rich.text import Text

    from onrecord.cli.table import new_table, print_table, short, words
    from onrecord.export.corpus_lines import WITHIN, read_as_one

    table = new_table(lines=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("name", ratio=3)
    table.add_column("kind", no_wrap=True)
    table.add_column("printed as", ratio=4)
    table.add_column("called", ratio=3)
    table.add_column("may be the same as", ratio=5)
    if why:
        table.add_column("why these names are one", ratio=6)
    for entity in sorted(found, key=lambda entity: (-sum(it.count for it in entity.names), entity.id)):
        cells = [
            Text(short(entity.id)),
            words(entity.name, "bold"),
            Text(entity.kind),
            _lines(f"{it.text} ({it.count or 'not in a text'})" for it in entity.names),
            _lines(f"{it.text} ({it.count})" for it in entity.descriptions),
            _lines(
                f"? {it.name} {short(it.entity)} ({it.score:.2f}): {it.reason}" for it in entity.candidates
            ),
        ]
        if why:
            merges = (f"{' = '.join(it.names)} ({it.score:.2f}): {it.reason}" for it in entity.merges)
            within = (f"{entity.name} = {name}: {WITHIN}" for name in read_as_one(entity))
            cells.append(_lines(chain(merges, within)))
        table.add_row(*cells)
    return print_table(table, len(found))


def _lines(told: Iterator[str]) -> Text:
    from rich.text import Text

    from onrecord.cli.table import lines

    everything = list(told)
    shown = everything[:_SHOWN]
    if len(everything) > _SHOWN:
        shown.append(f"and {len(everything) - _SHOWN} more")
    return lines(shown) if shown else Text("–", style="dim")
