"""`onrecord judge`: people's decisions, kept with who and when, and reversible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.console import say
from onrecord.cli.judge_log import log
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath, check_day
from onrecord.cli.reading import link_rest, open_linked, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model import Judgement

_THING = "A name or an entity's id; or the id of an utterance or a statement; or of a story or an article."
One = Annotated[str, typer.Argument(metavar="ONE", help=_THING, show_default=False)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another of the same sort.", show_default=False)]
By = Annotated[
    str, typer.Argument(metavar="ONE", help="The id of a statement, or of an article.", show_default=False)
]
Of = Annotated[
    str,
    typer.Argument(
        metavar="OTHER", help="The id of the statement or article linked with it.", show_default=False
    ),
]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Whose decision it is.  [default: the login name]")
]

judge = typer.Typer(
    no_args_is_help=True, help="Decide what onrecord can't: kept with who and when, reversible."
)


@judge.command(epilog='Example: onrecord judge merge "Ilmar Dorn" "Ilmar Dorne"')
def merge(one: One, other: Other, who: Who = None, store: StorePath = DEFAULT_STORE) -> None:
    """Say that two names are one person or body, two statements one utterance, or two articles one story."""
    _decide("merge", one, other, who, store)


@judge.command(epilog='Example: onrecord judge split "Ilmar Dorn" "Igor Dorn"')
def split(one: One, other: Other, who: Who = None, store: StorePath = DEFAULT_STORE) -> None:
    """Say that two things are not one, also of things that nothing has put together yet."""
    _decide("split", one, other, who, store)


@judge.command(epilog="Example: onrecord judge accept st-1f0a93c2 st-77be4d01")
def accept(one: By, other: Of, who: Who = None, store: StorePath = DEFAULT_STORE) -> None:
    """Say that a link between two statements, or a copy between two articles, is right."""
    _decide("accept", one, other, who, store)


@judge.command(epilog="Example: onrecord judge reject st-1f0a93c2 st-77be4d01")
def reject(one: By, other: Of, who: Who = None, store: StorePath = DEFAULT_STORE) -> None:
    """Say that a link between two statements, or a copy between two articles, is wrong."""
    _decide("reject", one, other, who, store)


@judge.command(epilog='Example: onrecord judge correct st-1f0a93c2 --speaker "Vera Sund" --said 2031-05-01')
def correct(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id.", show_default=False)],
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who said it: a name, or an entity's id.")
    ] = None,
    said: Annotated[
        str | None, typer.Option("--said", metavar="DATE", callback=check_day, help="When it was said.")
    ] = None,
    who: Who = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Say who spoke, or when; what the page prints stays beside it."""
    from onrecord import judging
    from onrecord.store import open_store

    if speaker is None and said is None:
        raise typer.BadParameter("give --speaker, --said or both", param_hint="STATEMENT")
    if speaker is not None and not speaker.strip():
        raise typer.BadParameter("give a name", param_hint="--speaker")
    with open_store(store, create=False) as opened:
        link_rest(opened)
        if speaker is not None:
            _tell(judging.correct(opened, statement, "speaker", speaker, who=login_name(who), when=_now()))
        if said is not None:
            _tell(judging.correct(opened, statement, "said", said, who=login_name(who), when=_now()))


@judge.command(epilog="Example: onrecord judge undo jdg-5d2c8e10")
def undo(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="Of the decision; see `judge list`.", show_default=False)
    ],
    who: Who = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Take a decision back; it stays on record, and no longer stands."""
    from onrecord import judging
    from onrecord.model.audit import Signature
    from onrecord.store import open_store

    by = Signature(who=login_name(who), when=_now())
    with open_store(store, create=False) as opened:
        link_rest(opened)
        _tell(judging.take_back(opened, identity, by=by), "taken back")


judge.command(epilog="Example: onrecord judge log --format jsonl")(log)


@judge.command("list", epilog="Example: onrecord judge list --format csv")
def list_decisions(form: Format = "table", store: StorePath = DEFAULT_STORE) -> None:
    """List all decisions, the oldest first, those taken back among them."""
    from onrecord.export.corpus_lines import judgement_line

    with open_linked(store) as (_, record):
        found = list(record.judgements())
        names = record.item_names({it for judgement in found for it in (judgement.a, judgement.b) if it})
        lines = map(judgement_line, found)
        write(form, "judgements", lines, lambda: _show(found, names), "nobody has decided anything yet")


def _decide(
    decision: Literal["merge", "split", "accept", "reject"], one: str, other: str, who: str | None, store: str
) -> None:
    from onrecord import judging
    from onrecord.store import open_store

    with open_store(store, create=False) as opened:
        link_rest(opened)
        if decision == "merge" or decision == "split":
            made = judging.decide_group(opened, decision, one, other, who=login_name(who), when=_now())
        else:
            made = judging.decide_link(opened, decision, one, other, who=login_name(who), when=_now())
        _tell(made)


def _tell(judgement: Judgement, what: str = "decided") -> None:
    say(f"{what}: {judgement.id} ({judgement.decision}, {judgement.stage})")


def login_name(who: str | None) -> str:
    """Give the name that somebody gave, else the one he is logged in under."""
    import getpass

    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # Containers run users that have no name.
        raise typer.BadParameter("there is no login name here: say who decides", param_hint="--who") from None


def _now() -> str:
    """Give the time finely enough that no two decisions of one person have the same."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _show(found: Sequence[Judgement], names: dict[str, str]) -> int:
    from rich.text import Text

    from onrecord.cli.table import new_table, print_table, short, words

    table = new_table()
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=2)
    table.add_column("decision", no_wrap=True)
    table.add_column("about", ratio=2)
    table.add_column("of what", ratio=8)
    for judgement in found:
        ends = [it for it in (judgement.a, judgement.b) if it and judgement.decision != "correct"]
        told = " / ".join(names.get(it) or short(it) for it in ends or [judgement.a])
        given = f": {judgement.field} is {judgement.value}" if judgement.field else ""
        table.add_row(
            Text(short(judgement.id)),
            Text(judgement.when[:16].replace("T", " ")),
            words(judgement.who),
            Text(judgement.decision if judgement.stands else f"{judgement.decision} (taken back)"),
            Text(judgement.stage),
            words(told + given),
        )
    return print_table(table, len(found))
