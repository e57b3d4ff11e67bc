"""What ran, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: "decode": characters were lost on the way from bytes to text; always partial, since the rest is used.
Stage = Literal["capture", "decode", "extract", "annotate", "store", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """An input, or a part of one, that could not be used. Every drop is shown to the user."""

    stage: Stage
    #: The input: a path as given, a member, a line (`x.jsonl:12`).
    item: str
    #: Why, in a sentence that says what to do where something can be done.
    reason: str
    #: True where something of the input was used all the same (a byte replaced, a quote skipped).
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One run of a stage (PROV): which software, with which settings and model."""

    id: str
    name: str
    #: ISO 8601 in UTC.
    started: str
    version: str
    #: JSON text of the settings.
    settings: str
    #: SHA-256 of the model's weights.
    model: str | None
