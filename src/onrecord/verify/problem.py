"""What `verify` says of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: "fault": the row is not what it claims to be. "unproved": nothing is wrong with it as far as can be told,
#: but what made it is not installed, so that it can't be made again.
Finding = Literal["fault", "unproved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that could not be proved."""

    table: str
    #: The row by its id, or by its article's or statement's id and its place there: `st-…/content/0`.
    row: str
    #: The page that it belongs to; None where that is not known.
    path: str | None
    reason: str
    #: The column that is wrong, where it is one alone.
    column: str | None = None
    finding: Finding = "fault"
