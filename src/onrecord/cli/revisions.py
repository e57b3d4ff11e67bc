"""`onrecord revisions`: pages captured more than once, and what changed in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import counted
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.reading import open_linked, write
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.link.revisions import Rewording
    from onrecord.reading.finding import Told
    from onrecord.reading.record import Record
    from onrecord.reading.revisions import Order, Revised

Page = Annotated[
    str | None,
    typer.Argument(
        metavar="[URL|ARTICLE]",
        help="A page: its URL, its path, its key, or the id of one of its articles.",
        show_default=False,
    ),
]
#: Paragraphs of one revision that a table shows; the other formats have all.
_SHOWN = 12
_STYLES = {"added": "green", "removed": "red"}
_KNOWN: dict[Order, str] = {
    "captured": "",
    "dated": "captured at one time; in order of the days that the pages print",
    "unknown": "captured at one time: which is older is not known",
}


def revisions(page: Page = None, form: Format = "table", store: StorePath = DEFAULT_STORE) -> None:
    """Show what changed in pages that were captured more than once: their statements, titles and text."""
    from onrecord.export.corpus_lines import revision_line
    from onrecord.reading.finding import find_told
    from onrecord.reading.revisions import read_revisions

    with open_linked(store) as (opened, record):
        found = list(read_revisions(record, None if page is None else _articles(record, page)))

        def show() -> int:
            new_and_gone = {it for one in found for it in (*one.revision.added, *one.revision.removed)}
            return _show(found, find_told(opened, record, new_and_gone))

        nothing = "no page on record was captured again" if page is None else f"{page}: captured once"
        write(form, "revisions", map(revision_line, found), show, nothing)


def _articles(record: Record, page: str) -> list[str]:
    """Give the articles of a page; OnrecordError where nothing on record is called or stands so."""
    from onrecord.reading.finding import find_id
    from onrecord.reading.revisions import captures_at

    found = captures_at(record, page)
    if found:
        return found
    article = find_id(record, page)
    if not article.startswith("art-"):
        raise OnrecordError(page, "is no page: give its URL, its path, its key, or the id of an article")
    return [article]


def _show(found: Sequence[Revised], told: dict[str, Told]) -> int:
    from rich.text import Text

    from onrecord.cli.table import new_table, print_table, short, words

    table = new_table(lines=True)
    table.add_column("ids", no_wrap=True, style="dim")
    table.add_column("captured", no_wrap=True)
    table.add_column("page", ratio=3, overflow="fold")
    table.add_column("statements", ratio=7)
    table.add_column("text", ratio=6)
    for one in found:
        head = words(one.after.title or "(no title)", "bold")
        head.append("\n").append_text(words(one.after.url or one.after.key or one.after.path, "not bold dim"))
        table.add_row(
            Text(f"{short(one.before.id)}\n{short(one.after.id)}"),
            _captures(one),
            head,
            _statements(one, told),
            _text(one),
        )
    return print_table(table, len(found))


def _captures(one: Revised) -> Text:
    from rich.text import Text

    times = (
        f"{time[:16].replace('T', ' ') if time else '–'}"
        for time in (one.captured_before, one.captured_after)
    )
    text = Text("\n→ ".join(times))
    return text.append(f"\n({_KNOWN[one.order]})", style="yellow") if _KNOWN[one.order] else text


def _statements(one: Revised, told: dict[str, Told]) -> Text:
    from rich.text import Text

    from onrecord.cli.table import who, with_act, words

    rows = [change_of(rewording) for rewording in one.revision.reworded]
    for sign, ids in (("added", one.revision.added), ("removed", one.revision.removed)):
        for it in (told[it] for it in ids if it in told):
            row = Text(f"{sign}: ", style=_STYLES[sign])
            rows.append(row.append_text(who(it)).append(": ").append_text(with_act(it)))
    if one.revision.notice:
        rows.append(words(f"the page says: {one.revision.notice}", "cyan"))
    return Text("\n").join(rows) if rows else Text("the same", style="dim")


def change_of(change: Rewording) -> Text:
    """Say how a statement reads before and after, and if a quote was changed without a word about it."""
    from rich.text import Text

    from onrecord.cli.table import words

    kind = "QUOTE CHANGED IN SILENCE" if change.silent else f"{change.what} changed"
    text = Text(kind, style="bold red" if change.silent else "yellow")
    text.append(": ").append_text(words(f"“{change.before_text}”", "red"))
    text.append(" → ").append_text(words(f"“{change.after_text}”", "green"))
    for what, pair in (("speaker", change.speakers), ("polarity", change.polarities)):
        if pair:
            text.append_text(words(f" ({what}: {pair[0]} → {pair[1]})"))
    return text


def _text(one: Revised) -> Text:
    from rich.text import Text

    from onrecord.cli.table import words

    rows = []
    for edit in one.revision.text[:_SHOWN]:
        row = Text(f"{edit.change}: ", style="yellow").append_text(words(_folded(edit.before), "red"))
        row.append(" → " if edit.change == "changed" else "").append_text(words(_folded(edit.after), "green"))
        rows.append(row)
    if len(one.revision.text) > _SHOWN:
        rows.append(Text(f"and {counted(len(one.revision.text) - _SHOWN, 'more change')}", style="dim"))
    return Text("\n").join(rows) if rows else Text("the same", style="dim")


def _folded(text: str) -> str:
    return " ".join(text.split())
