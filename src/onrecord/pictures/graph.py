"""Boxes joined by arrows, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.pictures.canvas import ARROW, Canvas
from onrecord.pictures.layout import columns
from onrecord.pictures.look import BOX, FILL, INK, SAID, SOFT, WIDTH, words, wrap

#: Boxes of one picture; what is more is counted, not drawn.
MOST_BOXES = 40
_WIDEST, _NARROWEST, _BETWEEN = 208, 150, 46
_ABOVE, _LINE, _MARGIN = 14, 17, 8
_PADDING = 11
#: Pixels of a character in bold type of 13 pixels, on average; where a line is wider the renderer cuts it.
_CHARACTER = 7.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a graph."""

    key: str
    #: What stands in it in bold.
    name: str
    #: Lines below, as (words, colour).
    lines: tuple[tuple[str, str], ...] = ()
    fill: str = BOX
    stroke: str = SAID
    dashed: bool = False


def draw_graph(boxes: Sequence[Box], arrows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Make the specification of a graph.

    Args:
        boxes: in the order in which they shall stand where nothing else decides; `key` is one's own.
        arrows: pairs of keys.

    """
    known = {box.key: box for box in boxes}
    ranks = columns(list(known), [it for it in arrows if it[0] in known and it[1] in known])
    wide = max(1, len(ranks))
    across = max(_NARROWEST, min(_WIDEST, (WIDTH - (wide - 1) * _BETWEEN) // wide))
    names = {box.key: wrap(box.name, int((across - 2 * _PADDING) / _CHARACTER), 2) for box in boxes}
    high = 20 + _LINE * max((len(names[box.key]) + len(box.lines) for box in boxes), default=0)
    tall = max((len(rank) for rank in ranks), default=1)
    canvas = Canvas(
        width=max(WIDTH, wide * across + (wide - 1) * _BETWEEN + 2 * _MARGIN),
        height=tall * (high + _ABOVE) - _ABOVE + 2 * _MARGIN,
    )
    places: dict[str, tuple[float, float]] = {}
    for number, rank in enumerate(ranks):
        top = (canvas.height - len(rank) * (high + _ABOVE) + _ABOVE) / 2
        for row, key in enumerate(rank):
            places[key] = _MARGIN + number * (across + _BETWEEN), top + row * (high + _ABOVE)
            canvas.box(
                *places[key],
                across,
                high,
                fill=known[key].fill,
                stroke=known[key].stroke,
                dashed=known[key].dashed,
            )
            _write(canvas, known[key], names[key], *places[key], across, high)
    for start, end in dict.fromkeys(arrows):
        if start in places and end in places and start != end:
            _draw_arrow(canvas, places[start], places[end], across, high)
    return canvas.spec()


def _write(
    canvas: Canvas, box: Box, name: Sequence[str], x: float, y: float, across: float, high: float
) -> None:
    """Write the name and the lines of a box, in its middle."""
    room = int(across - 2 * _PADDING)
    lines = [(text, INK, 13, True) for text in name]
    lines += [(words(text, room), colour, 12, False) for text, colour in box.lines]
    middle = y + (high - _LINE * (len(lines) - 1)) / 2
    for number, (text, colour, size, bold) in enumerate(lines):
        place = middle + number * _LINE
        canvas.text(x + _PADDING, place, text, colour=colour, size=size, bold=bold, limit=int(room * FILL))


def _draw_arrow(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], across: float, high: float
) -> None:
    """Draw a curve from the right side of a box to the left side of another, level at both ends."""
    begin_x, begin_y = start[0] + across, start[1] + high / 2
    end_x, end_y = end[0] - 7, end[1] + high / 2
    pull = _BETWEEN / 2
    points = [(begin_x, begin_y), (begin_x + pull, begin_y), (end_x - pull, end_y), (end_x, end_y)]
    canvas.line(points, SOFT)
    canvas.mark(end_x + 1, end_y, ARROW, stroke=SOFT, fill=SOFT, size=40)
