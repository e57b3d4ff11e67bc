"""`onrecord report`: a dossier about a person, a story or a claim, as one page to print, send or publish."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.console import counted, say
from onrecord.cli.options import DEFAULT_STORE, From, Publisher, StorePath, To
from onrecord.cli.picture import write_whole
from onrecord.cli.reading import open_linked

Subject = Annotated[
    str,
    typer.Argument(
        metavar="NAME|STORY|CLAIM",
        help="Whom or what it is about: a name, a story's title, an id, or a claim as a sentence.",
        show_default=False,
    ),
]
Sort = Annotated[
    Literal["person", "story", "claim"] | None,
    typer.Option("--as", metavar="SORT", help="Take it for a person (or body), a story or a claim."),
]
About = Annotated[
    str | None,
    typer.Option("--about", metavar="TEXT", help="Of a person: only what was said of this, in any form."),
]
Out = Annotated[
    Path,
    typer.Option("--out", metavar="FILE.html", help="Where it is written; - for stdout.", dir_okay=False),
]


def report(
    subject: Subject,
    out: Out,
    sort: Sort = None,
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write a dossier: every quote in its place with address and hash, pictures, disputes and sources.

    One HTML file with everything in it: it loads nothing, runs nothing, and prints well.
    """
    from onrecord.cli.run import now
    from onrecord.store import StatementFilter
    from onrecord.web.report.dossier import read_dossier
    from onrecord.web.report.subject import find_subject
    from onrecord.web.report.write import write_dossier

    wanted = StatementFilter(publisher=publisher, from_day=from_day, to_day=to_day)
    with open_linked(store) as (opened, record):
        dossier = read_dossier(opened, record, find_subject(record, subject, sort), wanted, about)
    page = write_dossier(dossier, now())
    if str(out) == "-":
        sys.stdout.write(page)
        return
    write_whole(out, page.encode())
    remarks = sum(len(part.remarks) for part in dossier.parts)
    say(f"{out}: {dossier.title}: {counted(remarks, 'remark')}, {counted(len(dossier.sources), 'source')}")
