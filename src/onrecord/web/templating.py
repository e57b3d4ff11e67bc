"""The templates of the pages: what is escaped, how days and foreign words are written.

Everything on a page that comes from the record is hostile until shown otherwise: it is escaped, its
control characters are replaced, and it stands in <bdi>, so that a right-to-left override in a name can't
turn round the words beside it.
"""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from onrecord.model import Date
from onrecord.reading.changes import WordChanges, read_changes
from onrecord.reading.views import content_of, day_of
from onrecord.web import links
from onrecord.web.reading import MOST_WORDS
from onrecord.web.security import signed_in

#: Characters that no page should show as what they are: controls, except tab and line ends.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Embeddings, overrides and isolates (UAX 9).
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

#: A longer source is a description ("the minister who …"), which the page itself shows well enough.
_MOST_NAME_WORDS = 4
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "who"))


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Answer with a page.

    Args:
        request: what is answered; templates know it as `request`.
        template: its name, relative to `templates/`.
        status: of the answer.
        context: what the template shows.

    """
    shown = ENVIRONMENT.get_template(template).render(
        request=request,
        person=signed_in(request),
        writable=request.app.state.gate.token is not None,
        **context,
    )
    return HTMLResponse(shown, status_code=status)


def bidi(text: object) -> Markup:
    """Let a page's words stand by themselves, whatever direction they turn to."""
    return Markup(f"<bdi>{escape(clean(text))}</bdi>")


def clean(value: Any) -> Any:
    """Replace control characters by U+FFFD; applied to every value that a template prints."""
    if isinstance(value, Markup):
        return value
    return _CONTROLS.sub("\ufffd", value) if isinstance(value, str) else value


def undirected(text: str) -> str:
    """Take out marks that turn the direction of writing: for a line where nothing can keep them apart."""
    plain = _DIRECTION.sub("", text)
    return Markup(plain) if isinstance(text, Markup) else plain


def day(value: str | None) -> str:
    """Write a day, a month or a year as people do: 2031-05-04 as 4 May 2031."""
    if not value:
        return "no date"
    year, month, date = (*value.split("-"), "", "")[:3]
    if not (month and month.isdigit() and 1 <= int(month) <= 12):
        return value
    return " ".join(filter(None, (date.lstrip("0"), _MONTHS[int(month) - 1], year)))


def span_of(date: Date | None) -> str:
    """Write a date as far as it is known: a day, or its bounds."""
    if date is None:
        return "no date"
    if date.value:
        return day(date.value)
    if date.earliest and date.latest:
        return f"between {day(date.earliest)} and {day(date.latest)}"
    if date.latest:
        return f"by {day(date.latest)}"
    return f"{day(date.earliest)} or later" if date.earliest else "no date"


def moment(value: str | None) -> str:
    """Write a moment (ISO 8601) to the minute, in UTC."""
    if not value:
        return ""
    try:
        read = datetime.datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{day(read.date().isoformat())}, {read:%H:%M} UTC"


def site(url: str | None) -> str:
    """Give the host of a web address, to show what a link leads to."""
    return urlsplit(url).netloc if url and links.outside(url) else ""


def another_name(printed: str, name: str) -> bool:
    """Tell whether a page calls somebody by another name, not just by a part of it or a pronoun."""
    words = {word.casefold() for word in name.split()}
    own = {word.casefold() for word in printed.split()}
    return 0 < len(own) <= _MOST_NAME_WORDS and printed[:1].isupper() and not own & (words | _PRONOUNS)


def since(after: str, before: str) -> WordChanges:
    """Compare a wording with the one before it; `parts/changes.html` shows the result."""
    return read_changes(before, after)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Write a number with its thing: 1 page, 1,200 pages."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def _make() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # A server shows one version of itself, and looks at no file for each page.
        auto_reload=False,
        finalize=clean,
    )
    environment.filters.update(
        bidi=bidi,
        undirected=undirected,
        day=day,
        span_of=span_of,
        moment=moment,
        site=site,
        counted=counted,
        since=since,
        content=content_of,
    )
    environment.tests["another_name"] = another_name
    environment.globals.update(links=links, day_of=day_of, MOST_WORDS=MOST_WORDS)
    return environment


ENVIRONMENT = _make()
