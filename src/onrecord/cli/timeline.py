"""`onrecord timeline`: what somebody said, day by day, and what disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.filters import filtered
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write
from onrecord.store.protocol import StatementFilter

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.model import How
    from onrecord.reading.views import Dispute, Entry

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Whose statements: a name or an entity's id.", show_default=False),
]
About = Annotated[
    str | None, typer.Option("--about", metavar="TEXT", help="Words that were said, in any of their forms.")
]
Deeds = Annotated[
    bool,
    typer.Option(
        "--deeds", help="Show what they did as well; `onrecord events --actor NAME` has it in other formats."
    ),
]
#: How an answer is told beside what it answers.
_ANSWERED: dict[How | None, str] = {
    "denies": "DENIED by",
    "contradicts": "CONTRADICTED by",
    "corrects": "CORRECTED by",
    "not_confirmed": "NOT CONFIRMED by",
    None: "may conflict with (only inferred)",
}


@filtered("speaker", "about")
def timeline(
    name: Name,
    wanted: StatementFilter,
    about: About = None,
    deeds: Deeds = False,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show what somebody said in order of day, each remark once, with what disputes it beside it."""
    from onrecord.cli.events import show_deeds
    from onrecord.reading.deeds import read_deeds
    from onrecord.reading.finding import find_entity
    from onrecord.reading.views import read_timeline

    with open_linked(store) as (opened, record):
        entity = find_entity(record, name)
        entries = read_timeline(opened, record, entity, wanted, about)
        nothing = f"nothing that {entity.name} said is on record" + (f" about {about}" if about else "")
        if svg or png:
            from onrecord.pictures.of_record import positions_of

            draw(positions_of(entity.name, entries, about), svg, png)
        write(form, "timeline", _lines(entries), lambda: _show(entity.name, entries), nothing)
        if deeds and form == "table":
            show_deeds(read_deeds(opened, record, entity), f"What {entity.name} did")


def _lines(entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    """Give each statement as the export has it, with the links that dispute its remark."""
    from onrecord.export import statement_line
    from onrecord.export.corpus_lines import link_line

    for entry in entries:
        links = [link_line(dispute.link) for dispute in entry.disputes]
        for told in entry.told:
            yield {**statement_line(told.row, told.linked), "links": links}


def _show(name: str, entries: Sequence[Entry]) -> int:
    from rich.text import Text

    from onrecord.cli.table import day_text, new_table, print_table, short

    table = new_table(f"What {name} said", lines=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("says", no_wrap=True)
    table.add_column("what", ratio=7)
    table.add_column("reported by", ratio=4, overflow="fold")
    table.add_column("disputes", ratio=6)
    for entry in entries:
        first = entry.told[0]
        given = any(it.statement.said and it.statement.said.method == "given" for it in entry.told)
        table.add_row(
            Text(short(first.statement.id)),
            day_text(entry.day, exact=entry.exact, given=given),
            *_remark(entry),
            _reported(entry),
            _answers(entry),
        )
    return print_table(table, len(entries))


def _remark(entry: Entry) -> tuple[Text, Text]:
    """Give what was done and in which words: those of the first report, and of others that read otherwise."""
    from onrecord.cli.table import says, what, with_act, words

    statement = entry.told[0].statement
    text = words(what(statement))
    other = {it.statement.polarity for it in entry.told} - {statement.polarity}
    for polarity in sorted(other):
        report = next(it for it in entry.told if it.statement.polarity == polarity)
        text.append("\nelsewhere ").append_text(with_act(report))
    return says(statement), text


def _reported(entry: Entry) -> Text:
    from onrecord.cli.console import counted
    from onrecord.cli.table import lines, outlet, way, words

    text = lines((way(it.statement.chain, outlet(it)) for it in entry.told), "dim")
    if entry.utterance and len(entry.utterance.statements) > 1:
        text.append(f"\n{counted(entry.utterance.independent_sources, 'independent source')}")
    if entry.utterance and entry.utterance.speaker_conflict:
        names = " or ".join(entry.utterance.speaker_conflict)
        text.append("\n").append_text(words(f"speaker in doubt: {names}", "yellow"))
    return text


def _answers(entry: Entry) -> Text:
    """Say what answers the remark, and what the remark answers, each once."""
    from rich.text import Text

    ours = {it.statement.id for it in entry.told}
    if entry.utterance:
        ours |= set(entry.utterance.statements)
    told: dict[tuple[bool, str], Text] = {}
    for dispute in entry.disputes:
        is_answered = dispute.link.of in ours
        other = dispute.by if is_answered else dispute.of
        key = is_answered, other.linked.utterance or other.statement.id
        told.setdefault(key, answered(dispute) if is_answered else answering(dispute))
    return Text("\n").join(told.values())


def answered(dispute: Dispute) -> Text:
    """Say who disputes something, and in which words."""
    from rich.text import Text

    from onrecord.cli.table import what, who, with_act, words

    how, polarity = dispute.link.how, dispute.by.statement.polarity
    text = Text(_ANSWERED[how], style="bold red" if how else "yellow")
    text.append(" ").append_text(who(dispute.by)).append(": ")
    said_before = (how, polarity) in (("denies", "denied"), ("not_confirmed", "not_confirmed"))
    return text.append_text(words(what(dispute.by.statement)) if said_before else with_act(dispute.by))


def answering(dispute: Dispute) -> Text:
    """Say what somebody disputes, and who said it."""
    from rich.text import Text

    from onrecord.cli.disputes import DOES
    from onrecord.cli.table import who, worded

    text = Text(DOES[dispute.link.how], style="bold").append(" ")
    return text.append_text(who(dispute.of)).append(": ").append_text(worded(dispute.of))
