"""The shapes of deeds, and of what changed between captures of a page; see `shapes`."""

from __future__ import annotations

from typing import Literal

from onrecord.model import Change
from onrecord.web.api.parameters import Listed
from onrecord.web.api.shapes import EventMarked, Shape
from onrecord.web.api.shapes_across import Copy


class Event(EventMarked):
    """A deed with its article, and with the happening that it is one report of."""

    article: str
    path: str
    key: str | None
    happening: str | None


class WordChange(Shape):
    """One change in the words."""

    change: Change
    before: str
    after: str


class Reworded(Shape):
    """A statement that stands in both captures, but not in the same way."""

    before: str
    after: str
    what: Literal["quote", "report"]
    silent: bool
    before_text: str
    after_text: str
    changes: list[WordChange]
    speakers: list[str | None] | None
    polarities: list[str] | None
    score: float


class Edit(Shape):
    """Paragraphs in the place of others."""

    change: Literal["added", "removed", "changed"]
    before: str
    after: str


class Revision(Shape):
    """What became of a page from one capture to the next."""

    before: str
    after: str
    path: str
    key: str | None
    url: str | None
    captured_before: str | None
    captured_after: str | None
    order: Literal["captured", "dated", "unknown"]
    title_before: str | None
    title_after: str | None
    added: list[str]
    removed: list[str]
    reworded: list[Reworded]
    notice: str | None
    text: list[Edit]


class Events(Listed):
    """A page of deeds."""

    items: list[Event]


class Copies(Listed):
    """A page of copies."""

    items: list[Copy]


class Revisions(Listed):
    """A page of revisions."""

    items: list[Revision]
