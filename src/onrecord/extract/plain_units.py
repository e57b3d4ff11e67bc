"""Cut scraped plain text into units: a paragraph or a line each, whichever way the file was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

#: A single line longer than this is cut into sentences, because menus and prose may share it. The longest
#: real paragraphs of PolNeAR have 3,500 characters.
LONG_LINE = 4_000
#: A file of so few lines, longer than the second figure, has lost its line breaks and is cut, too.
FEW_LINES, UNBROKEN = 2, 300
#: Widths at which text is wrapped by hand or by tools; a wider line is a paragraph of its own.
NARROWEST, WIDEST = 36, 120
#: A file is wrapped where this share of its longer lines run on in lower case …
RUN_ON_SHARE = 0.1
#: … and lines too wide to be wrapped hold no more than this share of its characters.
WIDE_SHARE = 0.3
#: A line this many times as long as the longest that runs on is a title.
TITLE = 1.2

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_RULE = re.compile(r"[\W_]+")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
_FIRST_WORD = re.compile(r"\s*(\S+)")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,2}[A-Z0-9©\u00C0-\u00DE])")
#: "CITY (AGENCY) - " or "CITY, Country - " in mid-line: here the lead begins.
_LEAD = re.compile(
    r"\s(?=[A-Z]{3,}(?: [A-Z]{3,}){0,2}(?:, [A-Z][\w.]+){0,2}(?: \([A-Z]\w+\))? [—–-] [A-Z\"“])"
)
_GOES_ON = re.compile(r"[\"“‘'(«]{0,2}[a-z\u00DF-\u00FF]")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣∙·*–—-]|\d{1,2}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph or line of the text, without the white space around it; `[start, end)`."""

    start: int
    end: int
    #: Equals the text at `[start, end)`; it may hold newlines where the file was wrapped.
    text: str
    #: Blank lines stand before it (or it is the first).
    spaced: bool
    #: It goes on from the unit before on the same line (a long line that was cut into sentences).
    glued: bool = False


def split_units(text: str) -> list[Unit]:
    """Cut `text` into units in order; every character that is not white space lies in exactly one.

    A line is a unit, unless the file is wrapped: then lines that were filled up to its width are joined with
    the line after. The width is read off lines that go on in lower case. Time is linear in the length.
    """
    lines = list(_lines(text))
    longest = UNBROKEN if len(lines) <= FEW_LINES else LONG_LINE
    width = _wrap_width(lines)
    blank_between = any(line.spaced for line in lines[1:])
    units: list[Unit] = []
    start = 0
    for i, line in enumerate(lines):
        if (
            i + 1 < len(lines)
            and not lines[i + 1].spaced
            and _runs_on(line, lines[i + 1], width, blank_between)
        ):
            continue
        first, raw = lines[start], text[lines[start].start : line.end]
        if len(raw) > longest and start == i:
            units.extend(_sentences(line))
        else:
            units.append(Unit(first.start, line.end, raw, first.spaced))
        start = i + 1
    return units


def _lines(text: str) -> Iterator[Unit]:
    """Yield the lines that are not blank, stripped, each saying whether blank lines stand before it."""
    end = 0
    for found in _LINE.finditer(text):
        raw = found.group()
        if not (stripped := raw.strip()):
            continue
        start = found.start() + len(raw) - len(raw.lstrip())
        breaks = text.count("\n", end, start) or text.count("\r", end, start) + text.count(
            "\u2029", end, start
        )
        yield Unit(start, start + len(stripped), stripped, breaks > 1 or end == 0)
        end = start + len(stripped)


def _wrap_width(lines: list[Unit]) -> int:
    """Give the width to which the file was wrapped, or 0 where a line is a paragraph."""
    sizes = [len(line.text) for line in lines]
    if sum(size for size in sizes if size > WIDEST) > WIDE_SHARE * sum(sizes):
        return 0
    broken = [
        (len(line.text), bool(_GOES_ON.match(after.text)))
        for line, after in pairwise(lines)
        if not after.spaced and NARROWEST <= len(line.text) <= WIDEST and _is_running(line.text)
    ]
    running = [size for size, runs_on in broken if runs_on]
    if len(running) < max(1, RUN_ON_SHARE * sum(size >= NARROWEST for size in sizes)):
        return 0
    # A line before a capital letter may be a little longer, but a title that was not wrapped is no measure.
    return max(size for size, _ in broken if size <= TITLE * max(running))


def _is_running(line: str) -> bool:
    return not (_COLUMNS.search(line) or _RULE.fullmatch(line) or _ENDS_SENTENCE.search(line))


def _runs_on(line: Unit, after: Unit, width: int, blank_between: bool) -> bool:
    """Tell whether `after` continues the paragraph of `line`: its first word no longer fitted in."""
    size = len(line.text)
    if not width or size > width or _BULLET.match(after.text):
        return False
    if any(_COLUMNS.search(x.text) or _RULE.fullmatch(x.text) for x in (line, after)):
        return False
    if not blank_between and _ENDS_SENTENCE.search(line.text) and not _GOES_ON.match(after.text):
        # Where no blank lines part the paragraphs, the end of a sentence at the end of a line does.
        return False
    found = _FIRST_WORD.match(after.text)
    filled = size + 1 + (len(found[1]) if found else 0) > width
    # Ragged wrapping: a line in lower case after one that does not end a sentence goes on in any case.
    return filled or (
        _GOES_ON.match(after.text) is not None
        and size >= 0.7 * width
        and not _ENDS_SENTENCE.search(line.text)
    )


def _sentences(line: Unit) -> Iterator[Unit]:
    """Cut a very long line at the ends of its sentences."""
    start = 0
    cuts = {m.end() for pattern in (_SENTENCE_END, _LEAD) for m in pattern.finditer(line.text)}
    for cut in sorted(cuts):
        yield _piece(line, start, cut)
        start = cut
    yield _piece(line, start, len(line.text))


def _piece(line: Unit, start: int, end: int) -> Unit:
    words = line.text[start:end].rstrip()
    return Unit(
        line.start + start, line.start + start + len(words), words, line.spaced and not start, start > 0
    )
