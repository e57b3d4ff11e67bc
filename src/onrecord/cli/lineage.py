"""`onrecord lineage`: one act of speech, its versions, and what changed between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import counted
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.link.wording.trace import Version
    from onrecord.model import Utterance, Variant
    from onrecord.reading.record import Record
    from onrecord.reading.revisions import Alteration
    from onrecord.reading.views import Lineage

Identity = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Of an utterance or a statement; its beginning is enough.", show_default=False
    ),
]


def lineage(
    identity: Identity,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show the versions of what somebody said, the first one first, and each change with its words."""
    from onrecord.export.corpus_lines import utterance_line
    from onrecord.reading.views import read_lineage

    with open_linked(store) as (opened, record):
        utterance = find_utterance(record, identity)
        found = read_lineage(opened, record, utterance)
        if svg or png:
            from onrecord.pictures.of_record import versions_of

            draw(versions_of(found), svg, png)
        write(form, "utterances", [utterance_line(utterance)], lambda: _show(found), "")


def find_utterance(record: Record, identity: str) -> Utterance:
    """Give the utterance of an id that is its own or a statement's; OnrecordError where there is none."""
    from onrecord.reading.finding import find_id

    utterance = record.utterance(find_id(record, identity))
    if utterance is None:
        raise OnrecordError(
            identity, "is no utterance and in none: give the id of one, or of a statement, from `statements`"
        )
    return utterance


def _show(found: Lineage) -> int:
    from rich.text import Text

    from onrecord.cli.table import (
        console,
        day_text,
        lines,
        new_table,
        outlet,
        print_table,
        says,
        short,
        stack,
    )

    console().print(headline(found.utterance))
    for alteration in found.alterations:
        console().print(_alteration(alteration))
    table = new_table(lines=True)
    table.add_column("ids", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("outlets", ratio=3, overflow="fold")
    table.add_column("says", no_wrap=True)
    table.add_column("version", ratio=7)
    table.add_column("what changed", ratio=6)
    for number, version in enumerate(found.versions):
        told = [found.told[it] for it in version.statements]
        exact = any(it.statement.said and it.statement.said.value == version.day for it in told)
        table.add_row(
            lines(map(short, version.statements)),
            day_text(version.day, exact=exact),
            lines(map(outlet, told)),
            stack(says(it.statement) for it in told),
            _version(version),
            _changes(version.changes) if number else Text("the first report", style="dim"),
        )
    return print_table(table, len(found.versions))


def headline(utterance: Utterance) -> Text:
    """Say of an utterance whose it is, when, by how many sources, and if reports differ on the speaker."""
    from onrecord.cli.table import short, words

    said = f" on {utterance.said.value}" if utterance.said and utterance.said.value else ""
    text = words(utterance.speaker or "somebody without a name", "bold")
    text.append(
        f"{said}: {counted(len(utterance.statements), 'report')}, "
        f"{counted(utterance.independent_sources, 'independent source')} "
    )
    text.append(f"({short(utterance.id)})", style="dim")
    if utterance.speaker_conflict:
        names = " or ".join(utterance.speaker_conflict)
        doubt = words(f"The reports give the words to different speakers: {names}", "bold yellow")
        text.append("\n").append_text(doubt)
    return text


def _alteration(found: Alteration) -> Text:
    """Say that a page reads otherwise since it was captured again, with both capture times."""
    from onrecord.cli.revisions import change_of
    from onrecord.cli.table import words

    one = found.revised
    times = " and ".join(time or "a time not known" for time in (one.captured_before, one.captured_after))
    where = one.after.url or one.after.key or one.after.path
    text = words(f"{where}, captured {times}: ", "dim").append_text(change_of(found.rewording))
    return text.append(" (which is older is not known)") if one.order == "unknown" else text


def _version(version: Version) -> Text:
    """Give the words of a version; those that changed are marked where there is a terminal to mark them."""
    from onrecord.cli.table import words

    text = words(version.text)
    for change in version.changes:
        if change.change not in ("paraphrased", "speaker_changed") and change.after:
            text.highlight_words([change.after], style="bold underline", case_sensitive=True)
    return text


def _changes(changes: Iterable[Variant]) -> Text:
    from rich.text import Text

    from onrecord.cli.table import words

    told = []
    for change in changes:
        line = Text(change.change.replace("_", " "), style="yellow")
        if change.change == "paraphrased":
            line.append(" (other words throughout)", style="not bold default")
        else:
            line.append(": ").append_text(words(_quoted(change.before), "red"))
            line.append(" → ").append_text(words(_quoted(change.after), "green"))
        told.append(line)
    return Text("\n").join(told) if told else Text("the same words but for signs", style="dim")


def _quoted(text: str) -> str:
    """Put words in quotation marks; nothing is said to be nothing."""
    folded = re.sub(r"\s+", " ", text).strip()
    return f"“{folded}”" if folded else "(nothing)"
