"""Dates with their precision, the way they were found and the evidence for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]
DateMethod = Literal[
    "metadata", "url", "printed", "timex", "inferred", "calendar", "corpus", "given"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a value: a span of the article's text, or something outside it.

    Within the text `start` and `end` are set, `[start, end)` in code points, and `where` and `name`
    are None. Outside it `where` says where ("meta", "json-ld", "time" and "page" of the HTML, "url",
    "input", "calendar", "capture", "article") and `name` which (the meta tag's name, the other article's id).
    """

    text: str
    start: int | None = None
    end: int | None = None
    where: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as far as it is known: `value` at its precision, or null between two bounds."""

    #: ISO 8601 at `precision`: 2022-03-11, 2022-03 or 2022; None where only bounds are known.
    value: str | None
    precision: Precision | None
    method: DateMethod | None
    #: Bounds as days, both inclusive.
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[Evidence, ...] = ()
