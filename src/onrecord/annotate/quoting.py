"""Direct, mixed or indirect: how much of a content stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.annotate.quotes import find_quotes
from onrecord.model import Block, Span, StatementKind

#: Share of the letters that must be quoted for "direct"; the rest is a slip of the marks.
DIRECT = 0.95
_LEAD = re.compile(r"\W*that\b", re.IGNORECASE)


def quoted_ranges(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Give what stands between quotation marks in the blocks, `[start, end)`, in order."""
    ranges = []
    for block in blocks:
        for quote in find_quotes(text[block.start : block.end]):
            low, high = quote.inner
            ranges.append((block.start + low, block.start + high))
    return ranges


def kind_of(content: Sequence[Span], quoted: Sequence[tuple[int, int]]) -> StatementKind:
    """Tell the kind of a content; a "that" before the quotation does not count."""
    inside = outside = 0
    for number, span in enumerate(content):
        lead = _LEAD.match(span.text) if number == 0 else None
        start = span.start + (lead.end() if lead else 0)
        total = _letters(span.text[start - span.start :])
        within = sum(
            _letters(span.text[max(low, start) - span.start : high - span.start])
            for low, high in overlapping(quoted, start, span.end)
        )
        inside += within
        outside += total - within
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * (inside + outside) else "mixed"


def overlapping(ranges: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Give those of the `ranges`, which are in order and apart, that share characters with `[start, end)`."""
    low = bisect_right(ranges, start, key=lambda r: r[1])
    return ranges[low : bisect_left(ranges, end, key=lambda r: r[0])]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
