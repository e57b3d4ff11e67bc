"""`onrecord disputes`: who denies, contradicts, corrects or does not confirm what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_STORE, About, Format, From, Publisher, StorePath, To
from onrecord.cli.reading import open_linked, write

if TYPE_CHECKING:
    from onrecord.model import How
    from onrecord.reading.views import Dispute

Speaker = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Words of the name of one of the two speakers."),
]

#: What an answer does to what it answers.
DOES: dict[How | None, str] = {
    "denies": "DENIES",
    "contradicts": "CONTRADICTS",
    "corrects": "CORRECTS",
    "not_confirmed": "DOES NOT CONFIRM",
    None: "may conflict with",
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

    A filter chooses where one of the two statements passes it.
    """
    from onrecord.export.corpus_lines import link_line
    from onrecord.reading.finding import find_statements
    from onrecord.reading.views import DISPUTES, read_disputes
    from onrecord.store import StatementFilter

    wanted = DISPUTES[:1] if explicit_only else DISPUTES
    with open_linked(store) as (opened, record):
        links = [link for link in record.links() if link.relation in wanted]
        filters = StatementFilter(
            speaker=speaker,
            about=about,
            publisher=publisher,
            from_day=from_day,
            to_day=to_day,
            ids=frozenset(end for link in links for end in (link.by, link.of)),
        )
        chosen = {told.statement.id for told in find_statements(opened, record, filters)}
        links = [link for link in links if not chosen.isdisjoint((link.by, link.of))]
        found = read_disputes(opened, record, links)
        found.sort(key=lambda dispute: DISPUTES.index(dispute.link.relation))
        write(
            form,
            "links",
            (link_line(dispute.link) for dispute in found),
            lambda: _show(found, record.accepted("disputes")),
            "no dispute on record fits",
        )


def _show(found: Sequence[Dispute], accepted: Mapping[tuple[str, str], str]) -> int:
    explicit = [dispute for dispute in found if dispute.link.relation == "disputes"]
    inferred = [dispute for dispute in found if dispute.link.relation != "disputes"]
    _show_table("Disputed in so many words", explicit, accepted)
    title = "Only inferred: nobody disputes it in so many words, but the two may conflict"
    _show_table(title, inferred, accepted)
    return len(found)


def _show_table(title: str, found: Sequence[Dispute], accepted: Mapping[tuple[str, str], str]) -> None:
    from rich.text import Text

    from onrecord.cli.table import new_table, outlet, print_table, short, when, who, with_act, worded, words

    table = new_table(title, lines=True)
    table.add_column("ids", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("does", ratio=2)
    table.add_column("in these words", ratio=5)
    table.add_column("what was said", ratio=6, overflow="fold")
    for dispute in found:
        by, of, link = dispute.by, dispute.of, dispute.link
        answered = who(of).append(": ").append_text(worded(of))
        answered.append("\n").append_text(words(f"{outlet(of)}, ", "dim")).append_text(when(of))
        how = Text(DOES[link.how], style="bold red" if link.how else "yellow")
        if link.how is None:
            how.append(f" ({link.score:.2f})")
        judge = accepted.get((min(link.by, link.of), max(link.by, link.of)))
        if judge:
            how.append("\n").append_text(words(f"accepted by {judge}", "not bold green"))
        table.add_row(
            Text(f"{short(link.by)}\n{short(link.of)}"),
            when(by),
            who(by).append("\n").append_text(words(outlet(by), "not bold dim")),
            how,
            with_act(by),
            answered,
        )
    print_table(table, len(found))
