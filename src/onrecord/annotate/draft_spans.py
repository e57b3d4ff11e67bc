"""Trim the spans of an attribution in the making: space, commas and quotation marks around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.annotate.quotes import CLOSERS, MARKS, find_quotes
from onrecord.model import Span

#: What stays around a content when its marks are taken off.
_EDGE = " \t\n\r\u00a0,"


def trimmed(text: str, pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Give spans in order, without the space and the commas around them; nothing for an empty one."""
    found = (_trim(text, start, end, _EDGE) for start, end in sorted(pairs))
    return tuple(Span.of(text, start, end) for start, end in found if start < end)


def _trim(text: str, start: int, end: int, what: str) -> tuple[int, int]:
    while start < end and text[start] in what:
        start += 1
    while end > start and text[end - 1] in what:
        end -= 1
    return start, end


def bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take the outer quotation marks off; None where no word is left."""
    start, end = _trim(text, start, end, _EDGE)
    inner = text[start:end]
    if inner and inner[0] in CLOSERS:
        quote = next(iter(find_quotes(inner)), None)
        if quote is not None and quote.start == 0:
            if quote.closed and quote.end >= len(inner.rstrip(".")):
                # "It is “so”." keeps nothing outside the marks but the stop.
                end = start + quote.end - 1
                start += 1
            elif not quote.closed:
                start += 1
    elif inner and inner[-1] in MARKS and not find_quotes(inner):
        end -= 1
    start, end = _trim(text, start, end, _EDGE)
    return (start, end) if re.search(r"\w", text[start:end]) else None
