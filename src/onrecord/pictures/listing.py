"""Entries below one another along a line of time: a day, a sign, and lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Polarity
from onrecord.pictures.canvas import CROSS, Canvas
from onrecord.pictures.look import INK, POLARITY_COLOUR, RULE, SOFT, WIDTH, wrap

_LINE, _BETWEEN, _TOP = 18, 16, 14
_DAY_ENDS, _AXIS, _TEXT = 96, 116, 138
#: Characters that fit a line of type of 13 pixels from `_TEXT` to the margin; wider ones the renderer cuts.
_CHARACTERS = 86
_INDENT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words of an entry, broken into as many lines as they need."""

    text: str
    colour: str = INK
    bold: bool = False
    #: Whether it stands further in, with a bar before it: an answer.
    answer: bool = False
    #: Lines at most; what is left over is cut.
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry."""

    #: As it is shown: "2026-03-02", "≤ 2026-03-03", "no day".
    day: str
    #: What the sign says: a disc, a cross for a denial, a ring for what is not confirmed.
    polarity: Polarity
    lines: Sequence[Line]


def draw_listing(entries: Sequence[Entry]) -> dict[str, Any]:
    """Make the specification of a list of entries, the first one on top."""
    canvas = Canvas(width=WIDTH)
    y, signs = float(_TOP), []
    for entry in entries:
        signs.append(y)
        canvas.text(_DAY_ENDS, y, entry.day, colour=SOFT, size=12, align="right")
        for line in entry.lines:
            y = _write(canvas, line, y)
        y += _BETWEEN
    canvas.height = int(y) - _BETWEEN
    if len(signs) > 1:
        canvas.line([(_AXIS, signs[0]), (_AXIS, signs[-1])], RULE)
    for entry, place in zip(entries, signs, strict=True):
        _sign(canvas, entry.polarity, place)
    return canvas.spec()


def _write(canvas: Canvas, line: Line, y: float) -> float:
    """Write the words of a line and give where the next one goes."""
    x = _TEXT + (_INDENT if line.answer else 0)
    start = y
    for text in wrap(line.text, _CHARACTERS - (3 if line.answer else 0), line.most):
        canvas.text(x, y, text, colour=line.colour, bold=line.bold, limit=WIDTH - x)
        y += _LINE
    if line.answer:
        canvas.line([(_TEXT + 4, start - 7), (_TEXT + 4, y - _LINE + 7)], line.colour)
    return y


def _sign(canvas: Canvas, polarity: Polarity, y: float) -> None:
    colour = POLARITY_COLOUR[polarity]
    if polarity == "denied":
        canvas.mark(_AXIS, y, CROSS, stroke=colour, fill=colour, size=120)
    elif polarity == "not_confirmed":
        canvas.mark(_AXIS, y, "circle", stroke=colour, fill=None, size=90)
    else:
        canvas.mark(_AXIS, y, "circle", stroke=colour, fill=colour, size=90)
