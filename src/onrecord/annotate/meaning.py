"""What contents mean: one short vector each, from the same pass of the encoder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from onrecord.annotate.encoder import Encoded, Floats
from onrecord.model import Span

#: A unit vector's numbers are kept as signed bytes: times this, rounded.
SCALE = 127


class Meanings:
    """The meaning rows of an article's word pieces, in order of the text."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._rows: list[Floats] = []

    def add(self, shift: int, encoded: Encoded) -> None:
        """Take one window of the paragraph that begins at `shift` in the text."""
        kept = [number for number, (start, end) in enumerate(encoded.offsets) if start < end]
        self._starts += [shift + encoded.offsets[number][0] for number in kept]
        self._ends += [shift + encoded.offsets[number][1] for number in kept]
        self._rows.append(encoded.meaning[kept])

    def vector(self, spans: Sequence[Span]) -> bytes | None:
        """Give the vector of the words in `spans` (`model.Statement.vector`); None where none was read."""
        if len(self._rows) > 1:
            self._rows = [np.concatenate(self._rows)]
        chosen = [
            self._rows[0][bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
            for span in spans
            if self._rows
        ]
        if not any(map(len, chosen)):
            return None
        mean = np.concatenate(chosen).mean(axis=0)
        length = float(np.linalg.norm(mean))
        vector: bytes = np.rint(mean / (length or 1.0) * SCALE).astype(np.int8).tobytes()
        return vector
