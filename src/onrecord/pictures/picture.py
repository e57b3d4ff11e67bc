"""A picture with its words: what it shows, the drawing, and the table behind it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.cells import cell
from onrecord.pictures import render
from onrecord.pictures.render import HERE, Renderer

#: What stands in one cell of the table behind a picture.
Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A Vega-Lite drawing, in words as well: nobody needs to see it to have what it says."""

    #: What it is a picture of, in a line.
    title: str
    #: What it shows, in a sentence or two: the text for whoever can't see it.
    description: str
    #: Makes the Vega-Lite specification: only who draws the picture pays for it, not who shows its words.
    draw: Callable[[], Mapping[str, Any]]
    #: Names of the table's columns.
    columns: tuple[str, ...]
    #: The table: as many values a row as there are columns.
    rows: tuple[tuple[Value, ...], ...]

    @property
    def spec(self) -> Mapping[str, Any]:
        """The Vega-Lite specification, with its data in it: it refers to nothing outside itself."""
        return self.draw()

    def svg(self, renderer: Renderer = HERE) -> str:
        """Draw it as SVG without a ground, in colours that follow light and dark surroundings."""
        return render.svg(self.json(), self.title, self.description, renderer)

    def png(self, renderer: Renderer = HERE) -> bytes:
        """Draw it as PNG on white, at twice its size: for slides, print and editing systems."""
        return render.png(self.json(), renderer)

    def _repr_svg_(self) -> str:
        """Show it in a notebook."""
        return self.svg()

    def csv(self) -> str:
        """Write the table as CSV (RFC 4180); no cell can run as a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([cell(value) for value in row] for row in self.rows)
        return out.getvalue()

    def json(self) -> str:
        """Write the Vega-Lite specification, for editors and libraries that draw it."""
        return json.dumps(self.spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def data_of(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[dict[str, Value]]:
    """Give a table as the records that a specification holds."""
    return [dict(zip(columns, row, strict=True)) for row in rows]
