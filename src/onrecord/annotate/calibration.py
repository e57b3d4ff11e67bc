"""From how sure the encoder is to how often it is right.

What the encoder multiplies up to a score is no probability. Measured on articles that it was not trained
on, a score and the kind of the content tell how often such a statement is right (the right words, given
to the right source); these tables hold that, and between their points a straight line is drawn.
`python evals/calibration.py --fit` writes them anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.annotate.lexicon import read_data
from onrecord.model import StatementKind

#: Points (score, share that is right), scores rising, for each kind of content.
Tables = Mapping[str, Sequence[Sequence[float]]]


class Calibration:
    """Turns scores into probabilities; without tables it leaves them as they are."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def probability(self, score: float, kind: StatementKind) -> float:
        """Give the share of statements of this score and kind that is right, in [0, 1], two decimals."""
        points = self._tables.get(kind)
        if not points:
            return score
        at = bisect_right(points, score, key=lambda point: point[0])
        if at in (0, len(points)):
            return round(points[min(at, len(points) - 1)][1], 2)
        (low, share), (high, next_share) = points[at - 1], points[at]
        return round(share + (next_share - share) * (score - low) / (high - low), 2)


@cache
def shipped_calibration() -> Calibration:
    """Load the tables that belong to the shipped encoder."""
    return Calibration(read_data("calibration.toml")["points"])
