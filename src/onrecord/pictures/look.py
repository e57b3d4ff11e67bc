"""How pictures look: colours for light and dark, type, and the words of hostile pages made fit to draw."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from onrecord.model import Act, Polarity

#: Text, secondary text, lines behind things; each colour has a partner for dark surroundings in `DARK`.
INK: Final = "#1b1f24"
SOFT: Final = "#57606a"
RULE: Final = "#d5dbe1"
#: What is said; what is denied; what is not confirmed. Never told apart by colour alone.
SAID: Final = "#2763a5"
DENIED: Final = "#b3261e"
UNSURE: Final = "#8a5a00"
#: Surfaces of boxes.
BOX: Final = "#eef3f9"
BOX_DENIED: Final = "#fbeae8"
BOX_PLAIN: Final = "#f4f5f6"
#: The three depths of quotation.
DIRECT: Final = "#1d4f7c"
MIXED: Final = "#4a85b8"
INDIRECT: Final = "#86a9c4"

#: What each colour becomes where the reader's surroundings are dark. Every ink has a contrast of 4.5 and more
#: on white and, as its partner, on a near-black page and on the partner of its box: tests/unit/pictures.
DARK: Final[dict[str, str]] = {
    INK: "#e9ecef",
    SOFT: "#a8b1bb",
    RULE: "#3b434c",
    SAID: "#82b7f2",
    DENIED: "#ff9087",
    UNSURE: "#e6b54a",
    BOX: "#1e2a37",
    BOX_DENIED: "#3a2120",
    BOX_PLAIN: "#24292e",
    DIRECT: "#a9cdf0",
    MIXED: "#6fa5d8",
    INDIRECT: "#4d7699",
}

POLARITY_COLOUR: Final[dict[Polarity, str]] = {"asserted": SAID, "denied": DENIED, "not_confirmed": UNSURE}
#: What somebody does with a content: a denial has its word everywhere.
POLARITY_WORD: Final[dict[Polarity, str]] = {
    "asserted": "says",
    "denied": "DENIES",
    "not_confirmed": "DOES NOT CONFIRM",
}

_ACTS: Final[dict[Act, str]] = {"deny": "denies"}

#: Arial, Liberation Sans, Arimo and Nimbus Sans have the same widths, and the renderer brings the second.
FONT: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Nimbus Sans', sans-serif"
#: How much of its room a line may fill as the renderer measures it: where none of those fonts is installed,
#: a reader's own may be a sixth wider (DejaVu Sans is).
FILL: Final = 0.85
#: Width of a drawing in pixels: fits a column of text, and a sheet of paper.
WIDTH: Final = 720

#: Controls, marks that turn the direction of writing, and what XML cannot hold.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)


def config() -> dict[str, Any]:
    """Give the Vega-Lite configuration of every picture: no ground of its own, quiet axes, one type."""
    axis = {
        "domain": False,
        "gridColor": RULE,
        "labelColor": SOFT,
        "labelFont": FONT,
        "labelFontSize": 12,
        "ticks": False,
        "titleColor": SOFT,
        "titleFont": FONT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    legend = {
        "labelColor": INK,
        "labelFont": FONT,
        "labelFontSize": 12,
        "orient": "top",
        "title": None,
        "symbolType": "square",
        "labelLimit": 240,
        "columnPadding": 34,
    }
    return {
        "aria": False,
        "background": "transparent",
        "font": FONT,
        "axis": axis,
        "legend": legend,
        "padding": {"left": 8, "right": 16, "top": 5, "bottom": 5},
        "view": {"stroke": None},
    }


def does(polarity: Polarity, act: Act) -> str:
    """Say what somebody does with a content, in the third person: "claims", "DENIES"."""
    return _ACTS.get(act, f"{act}s") if polarity == "asserted" else POLARITY_WORD[polarity]


def words(text: str, most: int = 200) -> str:
    """Make a page's words fit to draw: one line, no controls, at most `most` characters wide.

    What breaks off ends in "…". Wide characters (East Asian) count twice.
    """
    # Cut before anything else, so that a page's megabyte costs no more than a line.
    folded = " ".join(_UNFIT.sub(" ", text[: most * 8]).split())
    if width(folded) <= most and len(text) <= most * 8:
        return folded
    kept, used = 0, 0
    for kept, character in enumerate(folded):  # noqa: B007 (used after the loop)
        used += width(character)
        if used > most - 1:
            break
    return folded[:kept].rstrip(" ,;:.–-") + "…"


def width(text: str) -> int:
    """Measure text in characters: wide ones count two, marks that stand over others none."""
    return sum(
        0 if unicodedata.combining(it) else 2 if unicodedata.east_asian_width(it) in "WF" else 1
        for it in text
    )


def wrap(text: str, most: int, lines: int) -> list[str]:
    """Break words into at most `lines` lines of `most` characters; what is left over is cut with "…"."""
    rest = words(text, most * lines * 2)
    done: list[str] = []
    while rest and len(done) < lines - 1 and width(rest) > most:
        at = _break(rest, most)
        done.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*done, words(rest, most)] if rest else done


def _break(text: str, most: int) -> int:
    """Find where a line ends: behind the last word that fits, or within a word that is too long itself."""
    used = 0
    for place, character in enumerate(text):
        used += width(character)
        if used > most:
            space = text.rfind(" ", 0, place + 1)
            return space if space > 0 else max(place, 1)
    return len(text)
