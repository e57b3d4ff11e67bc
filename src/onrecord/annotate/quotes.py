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
_OPENING = re.compile(f"[{''.join(CLOSERS)}]")
_SINGLE_MARK = re.compile(f"[{''.join(sorted(SINGLE))}]")
#: What ends a quotation of double marks: one that closes it, or the same one opening another.
_DOUBLE_STOPS = {
    mark: re.compile(f"[{mark}{closers}]") for mark, closers in CLOSERS.items() if mark in DOUBLE
}
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
    beginning = len(text) - len(text.lstrip())
    last_single = _last_single_close(text)
    opening = _OPENING.search(text)
    while opening is not None:
        at, mark = opening.start(), opening.group()
        after = at + 1
        single = mark in SINGLE
        if _opens(text, at) and not (single and last_single <= at and at != beginning):
            end, closed = _find_close(text, at)
            if closed or not single or (at == beginning and text[at + 1].isupper()):
                after = end
                if end - at > 1:
                    found.append(Quote(start=at, end=end, closed=closed, mark=mark))
        opening = _OPENING.search(text, after)
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
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
    at = len(text)
    while (at := max(text.rfind("’", 0, at), text.rfind("'", 0, at))) >= 0:
        if _closes_single(text, at):
            break
    return at


def _find_close(text: str, start: int) -> tuple[int, bool]:
    """Give where the quotation opened at `start` ends, its closing mark included, and whether it has one."""
    mark = text[start]
    closers = CLOSERS[mark]
    if mark not in SINGLE:
        # The same opening mark again: the writer forgot to close the one before.
        stop = _DOUBLE_STOPS[mark].search(text, start + 1)
        if stop is None:
            return len(text), False
        return (stop.end(), True) if stop.group() in closers else (stop.start(), False)
    candidate = None
    for found in _SINGLE_MARK.finditer(text, start + 1):
        at = found.start()
        if candidate is not None and found.group() in "'‘" and _opens(text, at):
            return candidate + 1, True
        if not _closes_single(text, at):
            continue
        if text[at - 1] != "s":
            return at + 1, True
        # "the boys’ boat": a plural possessive; only a close if nothing better follows.
        candidate = candidate if candidate is not None else at
    return (len(text), False) if candidate is None else (candidate + 1, True)
