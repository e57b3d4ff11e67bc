"""Addresses of pages, of the JSON interface, of feeds and of pictures: the one place that knows them."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

FeedKind = Literal["entities", "stories", "publishers"]
PictureForm = Literal["svg", "png", "csv", "json"]

#: Characters of an address that a form leads back to.
MOST_BACK = 300

HOME = "/"
SEARCH = "/search"
ENTITIES = "/entities"
STORIES = "/stories"
DISPUTES = "/disputes"
PUBLISHERS = "/publishers"
CLAIMS = "/claims"
DECISIONS = "/decisions"
DROPS = "/drops"
ABOUT = "/about"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
API = "/api"


def article(identity: str, statement: str | None = None, part: int = 1) -> str:
    """Address an article, one statement in it where given, or a later part of a very long text."""
    query = _query(statement=statement, part=part if part > 1 else None)
    return f"/articles/{_part(identity)}{query}" + (f"#{anchor(statement)}" if statement else "")


def anchor(statement: str) -> str:
    """Name a statement's place in the page of its article."""
    return f"s-{statement}"


def statement(identity: str) -> str:
    """Address a statement; it leads to its place in its article."""
    return f"/statements/{_part(identity)}"


def entity(identity: str) -> str:
    """Address a person, a body or a place."""
    return f"{ENTITIES}/{_part(identity)}"


def utterance(identity: str) -> str:
    """Address an utterance with its versions."""
    return f"/utterances/{_part(identity)}"


def story(identity: str) -> str:
    """Address a story."""
    return f"{STORIES}/{_part(identity)}"


def dispute(by: str, of: str) -> str:
    """Address a dispute by the ids of the answer and of what it answers."""
    return f"{DISPUTES}/{_part(by)}/{_part(of)}"


def claim(text: str) -> str:
    """Address what is on record about a claim."""
    return f"{CLAIMS}{_query(text=text)}"


def publisher(name: str) -> str:
    """Address a publisher by its name."""
    return f"{PUBLISHERS}/{_part(name)}"


def search(**wanted: str | int | None) -> str:
    """Address a search by the fields of its form; those without a value are left out."""
    return f"{SEARCH}{_query(**wanted)}"


def page(path: str, **wanted: str | int | None) -> str:
    """Address a page with a query; fields without a value are left out."""
    return f"{path}{_query(**wanted)}"


def api(path: str) -> str:
    """Address the same thing in the JSON interface; `path` is that of its page."""
    return f"{API}{path}"


def feed(kind: FeedKind, identity: str) -> str:
    """Address the Atom feed of a person or body, a story or a publisher."""
    return f"/feeds/{kind}/{_part(identity)}.atom"


def search_feed(**wanted: str | int | None) -> str:
    """Address the Atom feed of a search, by the fields of its form."""
    return f"/feeds/search.atom{_query(**wanted)}"


def picture(kind: str, identity: str, form: PictureForm = "svg", **wanted: str | int | None) -> str:
    """Address a picture, or the table or the specification behind it."""
    return f"/pictures/{_part(kind)}/{_part(identity)}.{form}{_query(**wanted)}"


def static(name: str) -> str:
    """Address a file that comes with the pages."""
    return f"/static/{quote(name)}"


def outside(url: str | None) -> str | None:
    """Give a web address that may become a link; None for every scheme but http and https."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def own(address: str) -> str:
    """Give the address if it is a path of this server, else home: no page may send people elsewhere."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else HOME


def here(address: str) -> str:
    """Give the path and query of a page's address, to come back to it: without what was just decided there.

    A query too long for the field of a form is left out.
    """
    parts = urlsplit(address)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "decided"])
    whole = f"{parts.path}?{query}" if query else parts.path
    return whole if len(whole) <= MOST_BACK else parts.path


def with_query(address: str, **wanted: str | int | None) -> str:
    """Give a path of this server with these fields in its query in the place of those so called."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in wanted]
    given = [(name, str(value)) for name, value in wanted.items() if value not in (None, "")]
    query = urlencode([*kept, *given])
    return f"{parts.path}{'?' if query else ''}{query}"


def _part(value: str) -> str:
    return quote(value, safe="")


def _query(**wanted: str | int | None) -> str:
    given = {name: value for name, value in wanted.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
