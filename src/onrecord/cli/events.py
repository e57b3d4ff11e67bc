"""`onrecord events`: who did what to whom, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from onrecord.cli.options import DEFAULT_STORE, Format, From, Publisher, StorePath, To
from onrecord.cli.reading import open_linked, write
from onrecord.model import EventType, Modality

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.reading.deeds import Deed

Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Words of who did it.")]
Recipient = Annotated[
    str | None, typer.Option("--recipient", metavar="NAME", help="Words of whom or what it was done to.")
]
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Words of who tells it.")]
About = Annotated[
    str | None, typer.Option("--about", metavar="TEXT", help="Words of the deed, its sides or its place.")
]
TypeOption = Annotated[
    EventType | None,
    typer.Option("--type", metavar="TYPE", help=f"Its type in PLOVER: {', '.join(get_args(EventType))}."),
]
ModalityOption = Annotated[
    Modality | None,
    typer.Option("--modality", metavar="MODALITY", help=f"One of {', '.join(get_args(Modality))}."),
]
#: How a deed is told that is not simply so.
_DOUBTS: dict[Modality, str] = {
    "alleged": "ALLEGED",
    "denied": "DENIED",
    "planned": "planned",
    "hypothetical": "not sure to be",
}


def events(
    actor: Actor = None,
    recipient: Recipient = None,
    speaker: Speaker = None,
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    kind: TypeOption = None,
    modality: ModalityOption = None,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who did what to whom; all filters that are given must hold."""
    from onrecord.export.lines import event_row
    from onrecord.reading.deeds import find_deeds
    from onrecord.store import EventFilter

    wanted = EventFilter(
        actor=actor, recipient=recipient, speaker=speaker, about=about, publisher=publisher,
        from_day=from_day, to_day=to_day, type=kind, modality=modality,
    )  # fmt: skip
    with open_linked(store) as (opened, record):
        found = find_deeds(opened, record, wanted)
        lines = (event_row(deed.row, deed.happening.id if deed.happening else None) for deed in found)
        write(form, "events", lines, lambda: show_deeds(found), "no event on record fits")


def show_deeds(deeds: Iterable[Deed], title: str | None = None) -> int:
    """Print deeds as a table; give how many."""
    from rich.text import Text

    from onrecord.cli.table import day_text, new_table, print_table, short, words

    table = new_table(title)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=4, overflow="fold")
    table.add_column("did", ratio=4, overflow="fold")
    table.add_column("to", ratio=5, overflow="fold")
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("told by", ratio=4, overflow="fold")
    count = 0
    for count, deed in enumerate(deeds, 1):  # noqa: B007 (counted)
        event, (day, exact) = deed.event, deed.day
        table.add_row(
            Text(short(event.id)),
            day_text(day, exact=exact),
            words(deed.actor or "–", "bold"),
            _did(deed),
            words("; ".join(span.text for span in event.recipient)),
            words(event.place.text if event.place else ""),
            _told(deed),
        )
    return print_table(table, count)


def _told(deed: Deed) -> Text:
    """Name the outlet, and say how many tell the same deed, copies of one text counted once."""
    from onrecord.cli.console import counted
    from onrecord.cli.table import words

    text = words(deed.row.publisher or deed.row.path, "dim")
    if deed.happening and len(deed.happening.articles) > 1:
        text.append(f"\n{counted(deed.happening.independent_reports, 'independent report')}")
    return text


def _did(deed: Deed) -> Text:
    """Say what was done; a deed that is denied, alleged or only planned says so first."""
    from rich.text import Text

    from onrecord.cli.table import words

    event = deed.event
    doubt = _DOUBTS.get(event.modality)
    text = (
        Text(f"{doubt}: ", style="bold red" if event.modality == "denied" else "yellow") if doubt else Text()
    )
    text.append_text(words(event.text))
    return text.append(f" ({event.type})", style="dim") if event.type else text
