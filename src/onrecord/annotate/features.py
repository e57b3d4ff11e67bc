"""What the encoder is told of a word piece beside its vocabulary number: case, and whether quoted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.quotes import find_quotes

#: Case classes; the vocabulary is lower-cased, so that capitals reach the encoder only here.
CASE_NONE, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_DIGIT = range(6)
#: Quotation classes.
QUOTE_OUT, QUOTE_IN, QUOTE_OPEN, QUOTE_CLOSE, QUOTE_RUNNING = range(5)
CASES, QUOTES = 6, 5


def piece_features(
    text: str, offsets: Sequence[tuple[int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the case class and the quotation class of each piece, two arrays of shape (pieces,).

    `offsets` are the `[start, end)` of the pieces in `text`; special pieces have `(0, 0)`.
    """
    state = np.zeros(len(text) + 1, dtype=np.int64)
    for quote in find_quotes(text):
        state[quote.start : quote.end] = QUOTE_IN if quote.closed else QUOTE_RUNNING
        state[quote.start] = QUOTE_OPEN
        if quote.closed:
            state[quote.end - 1] = QUOTE_CLOSE
    case = np.zeros(len(offsets), dtype=np.int64)
    quoted = np.zeros(len(offsets), dtype=np.int64)
    word_end, word_case = -1, CASE_NONE
    for number, (start, end) in enumerate(offsets):
        if start == end:
            continue
        quoted[number] = state[start]
        if start >= word_end:
            word_end = _word_end(text, start)
            word_case = _case(text[start:word_end])
        case[number] = word_case
    return case, quoted


def _word_end(text: str, start: int) -> int:
    """Give the end of the word that begins at `start`; at least one character on, at most 64."""
    end = start + 1
    limit = min(len(text), start + 64)
    if text[start].isalnum():
        while end < limit and text[end].isalnum():
            end += 1
    return end


def _case(word: str) -> int:
    if word[0].isdigit():
        return CASE_DIGIT
    if not word[0].isalpha():
        return CASE_NONE
    if word.islower():
        return CASE_LOWER
    if word.isupper():
        return CASE_UPPER if len(word) > 1 else CASE_TITLE
    return CASE_TITLE if word[0].isupper() and word[1:].islower() else CASE_MIXED
