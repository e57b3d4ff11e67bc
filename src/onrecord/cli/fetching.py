"""What commands that read from the web have in common: their options, and the visitor that they send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.capture.web import Visits, Web

Follow = Annotated[
    bool,
    typer.Option("--follow", help="Fetch what feeds and records only point to, and an article's next pages."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from this machine and its own network as well."),
]
Contact = Annotated[
    str,
    typer.Option(
        "--contact", metavar="WHO", help="Told to servers with every request: an e-mail or web address."
    ),
]


def settings_for(contact: str, calendar: Path | None = None) -> Settings:
    """Give the settings of a run; a usage error for a contact that no header can carry."""
    if not contact.isascii() or not contact.isprintable():
        raise typer.BadParameter("give it in plain letters", param_hint="--contact")
    return Settings(fetch_contact=contact, calendar=calendar)


def wants_web(inputs: Sequence[str], follow: bool) -> bool:
    """Tell whether anything is to be fetched: an input is a web address, or pages are to be followed."""
    from onrecord.capture import is_address

    return follow or any(map(is_address, inputs))


@contextmanager
def opened_web(
    settings: Settings,
    *,
    wanted: bool,
    visits: Visits | None = None,
    follow: bool,
    allow_private: bool,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Web | None]:
    """Open what fetches, where that is wanted; else None."""
    if not wanted:
        yield None
        return
    # Not at the top: httpx takes a while to import.
    from onrecord.capture.web import Web

    with Web(settings, visits=visits, follow=follow, allow_private=allow_private, columns=columns) as web:
        yield web
