"""Captures, articles and the spans and blocks in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.model.time import Date

BlockKind = Literal[
    "headline", "standfirst", "byline", "dateline", "body", "caption",
    "quote", "list", "related", "boilerplate", "teaser",
]  # fmt: skip
#: Kinds of block whose words are read for statements; nothing else ever speaks.
SPEAKING: frozenset[BlockKind] = frozenset(("headline", "standfirst", "body", "quote", "list", "teaser"))
ArticleKind = Literal["article", "listing", "teaser", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `[start, end)` of an article's text, in Unicode code points, with what they are."""

    start: int
    end: int
    #: Equals `article.text[start:end]`, always.
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut `[start, end)` out of `text`; ValueError where that lies outside it or is empty."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span [{start}, {end}) does not lie in a text of {len(text)} characters")
        return cls(start=start, end=end, text=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's text that is one kind of thing; blocks do not overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the input record itself says of a page (fields of a JSON line); None where it does not."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    #: As given; read as a date by extract.
    published: str | None = None

    @property
    def values(self) -> tuple[str | None, ...]:
        """Title, publisher, author and day, for the id of the capture."""
        return self.title, self.publisher, self.author, self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of one page as they came, with their address; never changed.

    The same bytes at the same address are the same capture.
    """

    #: Hash of the bytes, the address (URL, else key, else path) and what is declared.
    id: str
    content: bytes
    sha256: str
    #: "text/html" or "text/plain".
    media_type: str
    #: Where it stands, as given: a file's path, `x.zip!/m.html` for a member, "-" for stdin.
    path: str
    url: str | None = None
    key: str | None = None
    #: The charset that came with it (an HTTP header, a JSON line is "utf-8"); None where unknown.
    charset: str | None = None
    declared: Declared = field(default_factory=Declared)
    #: When it was captured, ISO 8601 in UTC; outside every id. None in `annotate`, which keeps nothing.
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was read off one capture, or one item of a listing."""

    id: str
    #: Id of the capture.
    capture: str
    path: str
    key: str | None
    #: 0 for the page itself, 1 … n for the items of a listing.
    item: int
    kind: ArticleKind
    url: str | None
    publisher: str | None
    title: str | None
    authors: tuple[str, ...]
    #: ISO 639-1, or None where the text is too short to tell.
    language: str | None
    published: Date | None
    updated: Date | None
    text: str
    #: SHA-256 of `text` in UTF-8.
    sha256: str
    #: The text breaks off (a teaser, a paywall).
    truncated: bool
    #: In order of `start`.
    blocks: tuple[Block, ...]

    def _repr_html_(self) -> str:
        from onrecord.model.notebook import show_article

        return show_article(self)
