"""A page of plain text while it is judged: its units, their measures, their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_units import Unit
from onrecord.model import BlockKind


@dataclass(slots=True)
class Page:
    """The units of a page with their measures and kinds; `kinds` is filled in by `classify`."""

    units: Sequence[Unit]
    traits: Sequence[Traits]
    kinds: list[BlockKind] = field(default_factory=list)
    headline: int | None = None
    authors: tuple[str, ...] = ()
    #: The stretch `[first, last)` of units where the story stands; None on a page without prose.
    story: tuple[int, int] | None = None
    #: Where it prints a conversation, turn by turn.
    turns: range = range(0)
