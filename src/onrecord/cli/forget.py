"""`onrecord forget`: take pages out of the record for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import counted, printable, say
from onrecord.cli.options import DEFAULT_STORE, StorePath
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.forgetting import Kept

#: So many pages are named before they are forgotten.
_SHOWN = 20


def forget(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PATH|ENTITY",
            help="A page's path, address or key; a folder or archive with all in it; else a person or body: "
            "every page that names it.",
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", help="Who forgets, for the log.  [default: the login name]"),
    ] = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Take pages out of the record, with their bytes and all that was made of them; this can't be undone.

    Digests of the pages stay, from which nothing can be read, so that adding them again changes nothing.
    `onrecord judge log` shows who forgot how many pages and when.
    """
    from onrecord.cli.judge import login_name
    from onrecord.cli.reading import link_rest, link_waiting
    from onrecord.cli.run import now
    from onrecord.model.audit import Signature
    from onrecord.store import open_store

    by = Signature(who=login_name(who), when=now())
    with open_store(store, create=False) as opened:
        link_rest(opened)
        found = opened.captures_at(what) or _naming(opened, what)
        if not found:
            raise OnrecordError(
                what, "no page of this path, address or key, and nobody of this name, is on record"
            )
        for kept in found[:_SHOWN]:
            say(f"{kept.path}{f' ({kept.url})' if kept.url else ''}")
        if len(found) > _SHOWN:
            say(f"… and {len(found) - _SHOWN:,} more")
        if not yes and not typer.confirm(f"Forget {counted(len(found), 'page')} for good?", err=True):
            raise typer.Exit(1)
        count = opened.forget([kept.id for kept in found], by)
        link_waiting(opened)
    say(f"{printable(store)}: {counted(count, 'page')} forgotten")


def _naming(store: Store, name: str) -> list[Kept]:
    """Find the pages that name somebody; OnrecordError where more than one is called so."""
    from onrecord.reading.finding import find_entities, find_entity
    from onrecord.reading.record import open_record

    with open_record(store) as record:
        if not find_entities(record, name):
            return []
        entity = find_entity(record, name)
    with store.linked() as linkage:
        group = linkage.group("entities", entity.id)
    # A surname alone may be somebody else's.
    names = [it.text for it in entity.names if " " in it.text]
    return store.captures_naming(group.members, names) if group else []
