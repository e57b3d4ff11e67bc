"""Vectors of contents."""

from __future__ import annotations

import numpy as np

from onrecord.annotate.encoder import Encoded
from onrecord.annotate.meaning import Meanings
from onrecord.model import Span

TEXT = "Rain fell. Snow came."


def window(offsets: list[tuple[int, int]], rows: list[list[float]]) -> Encoded:
    nothing = np.zeros((len(offsets), 1), dtype=np.float32)
    return Encoded(
        offsets=offsets, roles=nothing, names=nothing, link_from=nothing, link_to=nothing,
        meaning=np.array(rows, dtype=np.float32),
    )  # fmt: skip


def numbers(vector: bytes | None) -> list[int]:
    return [] if vector is None else np.frombuffer(vector, dtype=np.int8).tolist()


def test_a_vector_is_the_mean_of_the_pieces_in_the_spans_brought_to_length_one() -> None:
    meanings = Meanings()
    meanings.add(0, window([(0, 0), (0, 4), (5, 9), (0, 0)], [[9, 9], [3, 0], [0, 4], [9, 9]]))
    meanings.add(11, window([(0, 0), (0, 4), (5, 9), (0, 0)], [[9, 9], [0, 2], [0, 2], [9, 9]]))
    assert numbers(meanings.vector([Span.of(TEXT, 0, 4)])) == [127, 0]
    assert numbers(meanings.vector([Span.of(TEXT, 0, 9)])) == [round(127 * 0.6), round(127 * 0.8)]
    assert numbers(meanings.vector([Span.of(TEXT, 11, 20)])) == [0, 127]
    assert numbers(meanings.vector([Span.of(TEXT, 0, 4), Span.of(TEXT, 11, 15)])) == [106, 70]


def test_words_that_were_not_read_have_no_vector() -> None:
    meanings = Meanings()
    assert meanings.vector([Span.of(TEXT, 0, 4)]) is None
    meanings.add(0, window([(0, 0), (0, 4), (0, 0)], [[1, 1], [0, 0], [1, 1]]))
    assert meanings.vector([Span.of(TEXT, 11, 15)]) is None
    assert numbers(meanings.vector([Span.of(TEXT, 0, 4)])) == [0, 0]
