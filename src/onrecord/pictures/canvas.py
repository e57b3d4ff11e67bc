"""A drawing of boxes, lines and words at places worked out beforehand, as layered Vega-Lite marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

import altair as alt

from onrecord.pictures.look import INK, RULE, config

Record = dict[str, Any]
Align = Literal["left", "center", "right"]
Weight = Literal["normal", "bold"]

#: Shapes by name, as Vega has them or as SVG paths within [-1, 1].
CROSS = "M-.8,-1 L0,-.2 L.8,-1 L1,-.8 L.2,0 L1,.8 L.8,1 L0,.2 L-.8,1 L-1,.8 L-.2,0 L-1,-.8 Z"
ARROW = "triangle-right"
_DASHES, _UNBROKEN = [4, 3], [1, 0]


@dataclass(slots=True)
class Canvas:
    """Collects shapes in pixels from the upper left corner, and makes a specification of them."""

    width: int
    height: int = 0
    _boxes: list[Record] = field(default_factory=list)
    _lines: list[Record] = field(default_factory=list)
    _marks: list[Record] = field(default_factory=list)
    _texts: list[Record] = field(default_factory=list)
    _number: int = 0

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str, dashed: bool = False
    ) -> None:
        """Draw a rectangle with round corners."""
        self._boxes.append(
            {
                "x": x,
                "y": y,
                "x2": x + width,
                "y2": y + height,
                "fill": fill,
                "stroke": stroke,
                "dashed": dashed,
            }
        )

    def line(self, points: Sequence[tuple[float, float]], colour: str = RULE) -> None:
        """Draw a line through two points, or a curve that more of them pull."""
        self._number += 1
        self._lines += [
            {"line": self._number, "place": place, "x": x, "y": y, "colour": colour}
            for place, (x, y) in enumerate(points)
        ]

    def mark(self, x: float, y: float, shape: str, *, stroke: str, fill: str | None, size: int = 90) -> None:
        """Draw a sign; without a fill it is hollow."""
        self._marks.append(
            {"x": x, "y": y, "shape": shape, "stroke": stroke, "fill": fill or "transparent", "size": size}
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = INK,
        size: int = 13,
        bold: bool = False,
        align: Align = "left",
        limit: int = 0,
    ) -> None:
        """Write a line; `y` is its middle. Where it is wider than `limit` pixels it breaks off with "…"."""
        self._texts.append(
            {
                "x": x, "y": y, "text": text, "colour": colour, "size": size, "align": align,
                "weight": "bold" if bold else "normal", "limit": limit or self.width,
            }
        )  # fmt: skip

    def spec(self) -> dict[str, Any]:
        """Make the Vega-Lite specification."""
        layers = [*self._draw_lines(), *self._draw_boxes(), *self._draw_marks(), *self._draw_texts()]
        return {**_frame(), "width": self.width, "height": self.height, "layer": layers}

    def _draw_boxes(self) -> Iterator[Record]:
        for dashed in (False, True):
            boxes = [box for box in self._boxes if box["dashed"] is dashed]
            if boxes:
                yield {**_boxes(dashed), "data": {"values": boxes}}

    def _draw_lines(self) -> Iterator[Record]:
        if self._lines:
            yield {**_lines(), "data": {"values": self._lines}}

    def _draw_marks(self) -> Iterator[Record]:
        """Draw the signs, a layer a shape: a path is a constant of its layer."""
        for shape in dict.fromkeys(mark["shape"] for mark in self._marks):
            yield {**_marks(shape), "data": {"values": [it for it in self._marks if it["shape"] == shape]}}

    def _draw_texts(self) -> Iterator[Record]:
        """Write the lines, a layer for each way of writing: type and width are constants of a layer."""
        ways: dict[tuple[int, Weight, Align, int], list[Record]] = {}
        for text in self._texts:
            way = text["size"], text["weight"], text["align"], text["limit"]
            ways.setdefault(way, []).append({name: text[name] for name in ("x", "y", "text", "colour")})
        for way, texts in ways.items():
            yield {**_texts(*way), "data": {"values": texts}}


# Altair checks every layer against Vega-Lite's schema, which takes it some hundredths of a second: each kind
# of layer is made once, and drawings put their data into it.


@cache
def _frame() -> Record:
    made = alt.layer(alt.Chart(inline([])).mark_point()).configure(**config()).to_dict()
    return {name: made[name] for name in ("$schema", "config")}


@cache
def _boxes(dashed: bool) -> Record:
    chart = _chart().mark_rect(cornerRadius=6, strokeWidth=1.2, strokeDash=_DASHES if dashed else _UNBROKEN)
    return _layer(chart, x2="x2:Q", y2="y2:Q", fill=_own("fill"), stroke=_own("stroke", alt.Stroke))


@cache
def _lines() -> Record:
    chart = _chart().mark_line(interpolate="basis", strokeWidth=1.5)
    return _layer(chart, detail="line:N", order="place:Q", stroke=_own("colour", alt.Stroke))


@cache
def _marks(shape: str) -> Record:
    chart = _chart().mark_point(shape=shape, opacity=1, strokeWidth=1.6)
    size = alt.Size("size:Q", scale=None, legend=None)
    return _layer(chart, fill=_own("fill"), stroke=_own("stroke", alt.Stroke), size=size)


# A width is a constant of a layer; there are some hundreds of them at most.
@lru_cache(maxsize=512)
def _texts(size: int, weight: Weight, align: Align, limit: int) -> Record:
    chart = _chart().mark_text(fontSize=size, fontWeight=weight, align=align, limit=limit, baseline="middle")
    return _layer(chart, text="text:N", fill=_own("colour"))


def inline(records: Sequence[Record]) -> alt.Data:
    """Put records into a specification itself."""
    return alt.Data(values=list(records))  # type: ignore[no-untyped-call]


def _chart() -> alt.Chart:
    return alt.Chart(inline([]))


def _layer(chart: alt.Chart, **channels: Any) -> Record:
    """Make a layer without its data; places are pixels, without a scale between."""
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    made = chart.encode(x=x, y=y, **channels).to_dict()
    return {name: made[name] for name in ("mark", "encoding")}


def _own(name: str, channel: type = alt.Fill) -> Any:
    """Let a field of each record be its colour itself."""
    return channel(f"{name}:N", scale=None, legend=None)
