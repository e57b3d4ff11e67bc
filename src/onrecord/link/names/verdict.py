"""What the comparison of two names comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: same: one name in other letters, spelling, transliteration or word order. short: a form that leaves
#: something out or stands for several (initials, short first names, no middle name, a surname alone,
#: an acronym): it is the other only where nobody else fits. candidate: may be a slip for the other.
Likeness = Literal["same", "short", "candidate"]


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """How two names are alike, how much (in [0, 1], two decimals), and why in words."""

    likeness: Likeness
    score: float
    reason: str
