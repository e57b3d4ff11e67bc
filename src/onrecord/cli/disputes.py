"""`onrecord disputes`: who denies, contradicts, corrects or does not confirm what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_STORE, About, Format, From, Publisher, StorePath, To
from onrecord.cli.reading import open_linked, write

if TYPE_CHECKING:
    from onrecord.model import How, Relation
    from onrecord.reading.answers import Answer
    from onrecord.reading.finding import Told

Speaker = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Words of the name of one of the two speakers."),
]

#: What an answer does to what it answers.
DOES: dict[How | Relation | None, str] = {
    "denies": "DENIES",
    "contradicts": "CONTRADICTS",
    "corrects": "CORRECTS",
    "not_confirmed": "DOES NOT CONFIRM",
    "may_conflict": "may conflict with",
    "agrees": "agrees with",
    "updates": "updates the figure in",
    None: "may conflict with",
}

#: What stands above the links of each relation.
_TITLES: dict[Relation, str] = {
    "disputes": "Disputed in so many words",
    "may_conflict": "Only inferred: nobody disputes it in so many words, but the two may conflict",
    "agrees": "Agreed in so many words",
    "updates": "Later figures",
}


def disputes(
    speaker: Speaker = None,
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    explicit_only: Annotated[
        bool, typer.Option("--explicit-only", help="Leave out what is only inferred from the words.")
    ] = False,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List who disputes what, in which words; what nobody said but the words suggest stands apart.

    So does who agrees with whom, and which later figure of one voice brings an earlier one up to date.
    A filter chooses where a report of one of the two remarks passes it. A remark that several outlets report
    is shown once, with all of them.
    """
    from onrecord.export.corpus_lines import link_line
    from onrecord.reading.answers import read_answers, reports_of
    from onrecord.reading.finding import find_statements
    from onrecord.reading.views import RELATIONS
    from onrecord.store import StatementFilter

    wanted = [it for it in RELATIONS if not (explicit_only and it == "may_conflict")]
    with open_linked(store) as (opened, record):
        links = [link for link in record.links() if link.relation in wanted]
        reports = reports_of(record, {end for link in links for end in (link.by, link.of)})
        filters = StatementFilter(
            speaker=speaker,
            about=about,
            publisher=publisher,
            from_day=from_day,
            to_day=to_day,
            ids=frozenset(it for ids in reports.values() for it in ids),
        )
        chosen = {told.statement.id for told in find_statements(opened, record, filters)}
        links = [it for it in links if not chosen.isdisjoint((*reports[it.by], *reports[it.of]))]
        found = read_answers(opened, record, links)
        found.sort(key=lambda answer: RELATIONS.index(answer.disputes[0].link.relation))
        write(
            form,
            "links",
            (link_line(dispute.link) for answer in found for dispute in answer.disputes),
            lambda: _show(found, record.accepted("disputes")),
            "no dispute on record fits",
        )


def _show(found: Sequence[Answer], accepted: Mapping[tuple[str, str], str]) -> int:
    for relation, title in _TITLES.items():
        of_one = [answer for answer in found if answer.disputes[0].link.relation == relation]
        _show_table(title, of_one, accepted)
    return len(found)


def _show_table(title: str, found: Sequence[Answer], accepted: Mapping[tuple[str, str], str]) -> None:
    from rich.text import Text

    from onrecord.cli.table import new_table, print_table, short, when, who, with_act, worded, words

    table = new_table(title, lines=True)
    table.add_column("ids", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("does", ratio=2)
    table.add_column("in these words", ratio=5)
    table.add_column("what was said", ratio=6, overflow="fold")
    for answer in found:
        dispute = answer.disputes[0]
        by, of, link = dispute.by, dispute.of, dispute.link
        answered = who(of).append(": ").append_text(worded(of))
        answered.append("\n").append_text(words(f"{_outlets(answer.of)}, ", "dim")).append_text(when(of))
        how = Text(DOES[link.how or link.relation], style="bold red" if link.how else "yellow")
        if link.relation == "may_conflict":
            how.append(f" ({link.score:.2f})")
        pairs = [(it.link.by, it.link.of) for it in answer.disputes]
        judge = next((accepted[it] for it in map(_in_order, pairs) if it in accepted), None)
        if judge:
            how.append("\n").append_text(words(f"accepted by {judge}", "not bold green"))
        table.add_row(
            Text(f"{short(link.by)}\n{short(link.of)}"),
            when(by),
            who(by).append("\n").append_text(words(_outlets(answer.by), "not bold dim")),
            how,
            with_act(by),
            answered,
        )
    print_table(table, len(found))


def _in_order(pair: tuple[str, str]) -> tuple[str, str]:
    return min(pair), max(pair)


def _outlets(reports: Sequence[Told]) -> str:
    """Name the outlets that report a remark, the first report's first."""
    from onrecord.cli.table import outlet

    return ", ".join(dict.fromkeys(map(outlet, reports)))
