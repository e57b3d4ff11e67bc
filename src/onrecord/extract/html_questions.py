"""Mark the questions of an interview that the page sets in bold, as headings or as terms of a list.

Nothing but how they are set tells some of them from answers ("The shopkeepers say that it ruined their
week."), and no later stage sees that. They become blocks of kind standfirst: words set off, behind which
somebody answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.visible import Line
from onrecord.model import BlockKind

#: Fewer questions set off alike are subheadings of a story.
FEWEST = 3
#: At least this share of the lines that are set alike ends with a question mark …
SHARE_OF_MARKS = 0.5
#: … and this share of those speaks to somebody, as the questions of an explainer do not.
SHARE_OF_YOU = 0.3
#: A longer line is no question, in characters.
LONGEST = 600

_MARK = re.compile(r"\?[\"'”’»)]*$")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_SPOKEN: frozenset[BlockKind] = frozenset(("body", "list", "quote", "standfirst", "boilerplate"))
_BOLD = ("b", "strong")
_SET_OFF = ("h2", "h3", "h4", "h5", "h6", "dt")


def with_questions(
    lines: Sequence[Line], pieces: Sequence[tuple[int, BlockKind]]
) -> list[tuple[str, BlockKind]]:
    """Give the words of each piece with its kind; the questions of an interview by themselves.

    Args:
        lines: of the page.
        pieces: number of a line and its kind, in order.

    """
    cuts = [_set_off(lines[number]) if kind in _SPOKEN else ("", 0) for number, kind in pieces]
    makes = {make for make, _ in cuts if make}
    asked = {make for make in makes if _asks(lines, pieces, cuts, make)}
    texts: list[tuple[str, BlockKind]] = []
    for (number, kind), (make, end) in zip(pieces, cuts, strict=True):
        text = lines[number].text
        if make not in asked:
            texts.append((text, kind))
            continue
        texts.append((text[:end].rstrip(), "standfirst"))
        if text[end:].strip():
            texts.append((text[end:].lstrip(), kind))
    return texts


def _asks(
    lines: Sequence[Line],
    pieces: Sequence[tuple[int, BlockKind]],
    cuts: Sequence[tuple[str, int]],
    make: str,
) -> bool:
    """Tell whether what is set off in one way are questions to somebody."""
    own = [
        lines[number].text[:end] for (number, _), (it, end) in zip(pieces, cuts, strict=True) if it == make
    ]
    marked = [text for text in own if _MARK.search(text)]
    if len(marked) < FEWEST or len(marked) < SHARE_OF_MARKS * len(own):
        return False
    return sum(bool(_YOU.search(text)) for text in own) >= SHARE_OF_YOU * len(own)


def _set_off(line: Line) -> tuple[str, int]:
    """Give how a line, or its beginning, is set off, and how far; "" where it is not."""
    text = line.text
    if len(text) <= LONGEST and line.element.tag in _SET_OFF:
        return str(line.element.tag), len(text)
    if not line.bold or not line.inner:
        return "", 0
    if line.bold >= 0.95 * len(text):
        return ("bold", len(text)) if len(text) <= LONGEST else ("", 0)
    first = line.inner[0]
    element = next((it for it in (first, first.getparent()) if it is not None and it.tag in _BOLD), None)
    words = " ".join("".join(element.itertext()).split()) if element is not None else ""
    # A name in bold before the words is a label, and stays with them.
    if words and len(words) <= LONGEST and text.startswith(words) and not words.endswith(":"):
        return "bold", len(words)
    return "", 0
