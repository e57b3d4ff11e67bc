"""A drawing of boxes, lines and words at places worked out beforehand, as layered Vega-Lite marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from onrecord.pictures.look import INK, RULE, config

Record = dict[str, Any]
Align = Literal["left", "center", "right"]

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
        drawn = alt.layer(*layers).properties(width=self.width, height=self.height).configure(**config())
        spec: dict[str, Any] = drawn.to_dict()
        return spec

    def _draw_boxes(self) -> list[alt.Chart]:
        return [
            alt.Chart(inline(boxes))
            .mark_rect(cornerRadius=6, strokeWidth=1.2, strokeDash=_DASHES if dashed else _UNBROKEN)
            .encode(
                **self._places(), x2="x2:Q", y2="y2:Q",
                fill=_as_it_is("fill"), stroke=_as_it_is("stroke", alt.Stroke),
            )
            for dashed in (False, True)
            if (boxes := [box for box in self._boxes if box["dashed"] is dashed])
        ]  # fmt: skip

    def _draw_lines(self) -> list[alt.Chart]:
        return [
            alt.Chart(inline(self._lines))
            .mark_line(interpolate="basis", strokeWidth=1.5)
            .encode(
                **self._places(), detail="line:N", order="place:Q", stroke=_as_it_is("colour", alt.Stroke)
            )
        ][: len(self._lines)]

    def _draw_marks(self) -> list[alt.Chart]:
        """Draw the signs, a layer a shape: a path is a constant of its layer."""
        shapes = dict.fromkeys(mark["shape"] for mark in self._marks)
        return [
            alt.Chart(inline([mark for mark in self._marks if mark["shape"] == shape]))
            .mark_point(shape=shape, opacity=1, strokeWidth=1.6)
            .encode(
                **self._places(), fill=_as_it_is("fill"), stroke=_as_it_is("stroke", alt.Stroke),
                size=alt.Size("size:Q", scale=None, legend=None),
            )
            for shape in shapes
        ]  # fmt: skip

    def _draw_texts(self) -> list[alt.Chart]:
        """Write the lines, a layer for each way of writing: type and width are constants of a layer."""
        ways = dict.fromkeys(tuple(text[name] for name in _WAY) for text in self._texts)
        return [
            alt.Chart(
                inline(
                    [
                        {name: text[name] for name in ("x", "y", "text", "colour")}
                        for text in self._texts
                        if tuple(text[name] for name in _WAY) == way
                    ]
                )
            )
            .mark_text(fontSize=way[0], fontWeight=way[1], align=way[2], limit=way[3], baseline="middle")
            .encode(**self._places(), text="text:N", fill=_as_it_is("colour"))
            for way in ways
        ]

    def _places(self) -> dict[str, Any]:
        across = alt.Scale(domain=[0, self.width], range=[0, self.width], nice=False, zero=False)
        down = alt.Scale(domain=[0, self.height], range=[0, self.height], nice=False, zero=False)
        return {"x": alt.X("x:Q", scale=across, axis=None), "y": alt.Y("y:Q", scale=down, axis=None)}


_WAY = ("size", "weight", "align", "limit")


def inline(records: Sequence[Record]) -> alt.Data:
    """Put records into a specification itself."""
    return alt.Data(values=list(records))  # type: ignore[no-untyped-call]


def _as_it_is(name: str, channel: type = alt.Fill) -> Any:
    return channel(f"{name}:N", scale=None, legend=None)
