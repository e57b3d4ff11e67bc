"""`onrecord trace`: where a wording stands on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_STORE, Format, From, Publisher, Speaker, StorePath, To
from onrecord.cli.reading import open_linked, write

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.link.wording.trace import Version
    from onrecord.reading.answers import Answer
    from onrecord.reading.finding import Told

Quote = Annotated[
    str, typer.Argument(metavar="QUOTE", help="The wording, or part of it.", show_default=False)
]


def trace(
    quote: Quote,
    speaker: Speaker = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show which statements have a wording, in which versions, the earliest first."""
    from onrecord.reading.answers import answers_of
    from onrecord.reading.finding import find_told
    from onrecord.reading.views import trace as trace_wording
    from onrecord.store import StatementFilter

    wanted = StatementFilter(speaker=speaker, publisher=publisher, from_day=from_day, to_day=to_day)
    with open_linked(store) as (opened, record):
        versions = trace_wording(opened, record, quote, wanted)
        told = find_told(opened, record, {it for version in versions for it in version.statements})
        answers = answers_of(opened, record, told)
        lines = (_line(version, told, answers) for version in versions)
        nothing = "no statement on record has these words"
        write(form, "trace", lines, lambda: _show(versions, told, answers), nothing)


def _line(version: Version, told: dict[str, Told], answers: Sequence[Answer]) -> dict[str, Any]:
    from onrecord.export.corpus_lines import link_line

    found = [told[it] for it in version.statements]
    return {
        "text": version.text,
        "day": version.day,
        "score": version.score,
        "speakers": list(dict.fromkeys(it.speaker for it in found if it.speaker)),
        "publishers": list(dict.fromkeys(it.row.publisher for it in found if it.row.publisher)),
        "statements": list(version.statements),
        "utterances": list(dict.fromkeys(it.linked.utterance for it in found if it.linked.utterance)),
        "links": [link_line(it.link) for answer in _about(version, answers) for it in answer.disputes],
    }


def _about(version: Version, answers: Sequence[Answer]) -> list[Answer]:
    """Choose what disputes the remark of a version, through any of its reports, and what it disputes."""
    return [
        answer
        for answer in answers
        if not {it.statement.id for it in (*answer.by, *answer.of)}.isdisjoint(version.statements)
    ]


def _show(versions: Sequence[Version], told: dict[str, Told], answers: Sequence[Answer]) -> int:
    from rich.text import Text

    from onrecord.cli.table import lines, new_table, outlet, print_table, says, short, stack, when, who, words

    table = new_table(lines=True)
    table.add_column("ids", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("says", no_wrap=True)
    table.add_column("version", ratio=8)
    table.add_column("outlets", ratio=4, overflow="fold")
    table.add_column("disputes", ratio=5)
    table.add_column("has of it", no_wrap=True, justify="right")
    for version in versions:
        found = [told[it] for it in version.statements]
        table.add_row(
            lines(map(short, version.statements)),
            when(found[0]),
            stack(map(who, found)),
            stack(says(it.statement) for it in found),
            words(version.text),
            lines(map(outlet, found), "dim"),
            stack(_answer(version, answer) for answer in _about(version, answers)),
            Text(f"{version.score:.0%}"),
        )
    return print_table(table, len(versions))


def _answer(version: Version, answer: Answer) -> Text:
    """Say what disputes the remark, or what it disputes."""
    from onrecord.cli.timeline import answered, answering

    is_answered = any(it.statement.id in version.statements for it in answer.of)
    return answered(answer.disputes[0]) if is_answered else answering(answer.disputes[0])
