"""Direct, mixed or indirect: how much of a content stands between quotation marks."""

from __future__ import annotations

import re
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
            for low, high in quoted
            if low < span.end and start < high
        )
        inside += within
        outside += total - within
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * (inside + outside) else "mixed"


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
