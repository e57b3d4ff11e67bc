"""Find quotations by their marks: straight, curly, guillemets and low-high, double or single."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Opening mark to the marks that can close it.
CLOSERS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'"}
DOUBLE = frozenset('“”„«»"')
SINGLE = frozenset("‘’'")
MARKS = DOUBLE | SINGLE
#: What an apostrophe can stand before at the start of a word: the '90s, rock 'n' roll, 'tis.
_ELISION = re.compile(r"\d\ds\b|n['’]|t(?:is|was)\b|em\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation in a paragraph; offsets are `[start, end)` in code points, marks included."""

    start: int
    end: int
    #: False where the paragraph, or another opening mark, comes before a closing one.
    closed: bool
    #: The opening mark as printed.
    mark: str

    @property
    def inner(self) -> tuple[int, int]:
        """The words without their marks, `[start, end)`."""
        return self.start + 1, self.end - 1 if self.closed else self.end


@lru_cache(maxsize=256)
def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the outermost quotations of one paragraph, left to right; time is linear in its length.

    An apostrophe is no mark: a single mark opens only before a word and after a space or a
    bracket, and closes only after a word or a stop and before none. One that is never closed
    counts only where it opens the paragraph (a quote that goes on in the next). The last few answers
    are kept, since several readers ask for the same paragraph in turn.
    """
    found: list[Quote] = []
    at = 0
    beginning = len(text) - len(text.lstrip())
    last_single = _last_single_close(text)
    while at < len(text):
        mark = text[at]
        single = mark in SINGLE
        if not _opens(text, at) or (single and last_single <= at and at != beginning):
            at += 1
            continue
        end, closed = _find_close(text, at)
        if not closed and single and not (at == beginning and text[at + 1].isupper()):
            at += 1
            continue
        if end - at > 1:
            found.append(Quote(start=at, end=end, closed=closed, mark=mark))
        at = end
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in CLOSERS:
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "'‘":
        if _ELISION.match(text, at + 1):
            return False
        return not before.isalnum() and before not in "’'" and (after.isalnum() or after in "([$£€…")
    if mark == '"':
        return not after.isspace() or not before.isalnum()
    return True


def _closes_single(text: str, at: int) -> bool:
    if text[at] not in "’'":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _last_single_close(text: str) -> int:
    for at in range(len(text) - 1, -1, -1):
        if _closes_single(text, at):
            return at
    return -1


def _find_close(text: str, start: int) -> tuple[int, bool]:
    """Give where the quotation opened at `start` ends, its closing mark included, and whether it has one."""
    mark = text[start]
    closers = CLOSERS[mark]
    if mark not in SINGLE:
        for at in range(start + 1, len(text)):
            if text[at] in closers:
                return at + 1, True
            # The same opening mark again: the writer forgot to close the one before.
            if text[at] == mark:
                return at, False
        return len(text), False
    candidate = None
    for at in range(start + 1, len(text)):
        if candidate is not None and text[at] in "'‘" and _opens(text, at):
            return candidate + 1, True
        if text[at] not in "’'" or not _closes_single(text, at):
            continue
        if text[at - 1] != "s":
            return at + 1, True
        # "the boys’ boat": a plural possessive; only a close if nothing better follows.
        candidate = candidate if candidate is not None else at
    return (len(text), False) if candidate is None else (candidate + 1, True)
