"""Vega-Lite to SVG and PNG on this machine: nothing is fetched, and the same drawing is made once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from onrecord.pictures.look import DARK, words

#: Drawings kept: some 30 kB each, so some 10 MB when full.
_KEPT = 256
#: Pixels of a PNG for each of the SVG: sharp on dense screens and in print.
_SCALE = 2.0
_LONGEST_TEXT = 2_000
_ROOT = "<svg "
_CLIP = re.compile(r'(?<=url\(#)clip\d+|(?<=id=")clip\d+')


class Renderer(Protocol):
    """Draws: here, or in a process of its own (`pictures.worker`)."""

    def draw(self, spec: str) -> str:
        """Give the SVG of a Vega-Lite specification, JSON text with its data inside."""

    def rasterise(self, drawn: str) -> bytes:
        """Give the PNG of an SVG."""


class Here:
    """Draws in this process, which does nothing else meanwhile: the engine holds Python's lock."""

    def draw(self, spec: str) -> str:
        """Give the SVG of a specification; the first one takes most of a second, others some hundredths."""
        return _draw(spec)

    def rasterise(self, drawn: str) -> bytes:
        """Give the PNG of an SVG."""
        return _rasterise(drawn)


#: Draws in this process.
HERE = Here()


def svg(spec: str, title: str, description: str, renderer: Renderer = HERE) -> str:
    """Draw a Vega-Lite specification as SVG.

    Args:
        spec: JSON text with its data inside; an address in it is not followed.
        title: the name of the picture for whoever can't see it.
        description: what it shows.
        renderer: what draws.

    """
    drawn = renderer.draw(spec)
    head, body = drawn[: drawn.index(">") + 1], drawn[drawn.index(">") + 1 :]
    name, told = words(title, _LONGEST_TEXT), words(description, _LONGEST_TEXT)
    head = head.replace(_ROOT, f'<svg role="img" aria-label={quoteattr(f"{name}. {told}")} ', 1)
    return f"{head}<title>{escape(name)}</title><desc>{escape(told)}</desc><style>{_STYLE}</style>{body}"


def png(spec: str, renderer: Renderer = HERE) -> bytes:
    """Draw a Vega-Lite specification as PNG on white."""
    drawn = renderer.draw(spec)
    start = drawn.index(">") + 1
    white = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return renderer.rasterise(f"{drawn[:start]}{white}{drawn[start:]}")


@lru_cache(maxsize=_KEPT)
def _draw(spec: str) -> str:
    import vl_convert  # a hundred megabytes that only whoever draws needs

    return _numbered(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


@lru_cache(maxsize=_KEPT)
def _rasterise(drawn: str) -> bytes:
    import vl_convert

    return vl_convert.svg_to_png(drawn, scale=_SCALE)


def _numbered(drawn: str) -> str:
    """Give the clips of a drawing new numbers: Vega counts on from drawing to drawing of a process."""
    names: dict[str, str] = {}
    return _CLIP.sub(lambda found: names.setdefault(found[0], f"clip{len(names)}"), drawn)


def _dark_style() -> str:
    """Say which colour each becomes on a dark screen; print stays dark on white."""
    rules = "".join(
        f'[{of}="{light}"]{{{of}:{dark}}}' for light, dark in DARK.items() for of in ("fill", "stroke")
    )
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}"


_STYLE = _dark_style()
