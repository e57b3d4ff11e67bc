"""What the encoder is told of a word piece beside its vocabulary number: case, and whether quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.quotes import find_quotes

#: Case classes; the vocabulary is lower-cased, so that capitals reach the encoder only here.
CASE_NONE, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_DIGIT = range(6)
#: Quotation classes.
QUOTE_OUT, QUOTE_IN, QUOTE_OPEN, QUOTE_CLOSE, QUOTE_RUNNING = range(5)
CASES, QUOTES = 6, 5


def piece_features(text: str, offsets: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Give the case class and the quotation class of each piece, two lists as long as `offsets`.

    `offsets` are the `[start, end)` of the pieces in `text`; special pieces have `(0, 0)`.
    """
    return piece_cases(text, offsets), piece_quotes(text, offsets)


def piece_cases(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Give the case class of each piece: that of its whole word."""
    case = [CASE_NONE] * len(offsets)
    word_end, word_case = -1, CASE_NONE
    for number, (start, end) in enumerate(offsets):
        if start == end:
            continue
        if start >= word_end:
            word_end = _word_end(text, start)
            word_case = _case(text[start:word_end])
        case[number] = word_case
    return case


def piece_quotes(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Give the quotation class of each piece: that of its first character."""
    quotes = find_quotes(text)
    if not quotes:
        return [QUOTE_OUT] * len(offsets)
    state = bytearray(len(text) + 1)
    for quote in quotes:
        length = quote.end - quote.start
        state[quote.start : quote.end] = bytes([QUOTE_IN if quote.closed else QUOTE_RUNNING]) * length
        state[quote.start] = QUOTE_OPEN
        if quote.closed:
            state[quote.end - 1] = QUOTE_CLOSE
    return [QUOTE_OUT if start == end else state[start] for start, end in offsets]


#: Letters and digits without a gap, at most 64 of them.
_WORD = re.compile(r"[^\W_]{1,64}")


def _word_end(text: str, start: int) -> int:
    """Give the end of the word that begins at `start`; at least one character on, at most 64."""
    word = _WORD.match(text, start)
    return word.end() if word else start + 1


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
