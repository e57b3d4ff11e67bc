"""The versions of a remark, the first one first, and what each changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Change, Polarity
from onrecord.pictures.listing import Entry, Line, draw_listing
from onrecord.pictures.look import POLARITY_COLOUR, POLARITY_WORD, SOFT, UNSURE, words
from onrecord.pictures.picture import Picture

MOST_VERSIONS = 30
_CHANGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One version, and what changed from the first."""

    #: ISO 8601; None where it is not known.
    day: str | None
    polarity: Polarity
    text: str
    outlets: Sequence[str]
    #: What changed, with the words before and after; empty for the first version.
    changes: Sequence[tuple[Change, str, str]] = ()


def versions_picture(what: str, wordings: Sequence[Wording]) -> Picture | None:
    """Draw the versions of a remark below one another; None where there are none."""
    if not wordings:
        return None
    shown = wordings[:MOST_VERSIONS]
    counts = Counter(change.replace("_", " ") for it in wordings for change, _, _ in it.changes)
    told = ", ".join(f"{number} × {change}" for change, number in sorted(counts.items())) or "no change"
    number = f"{len(wordings)} {'version' if len(wordings) == 1 else 'versions'}"
    left = f" The first {len(shown)} are drawn." if len(shown) < len(wordings) else ""
    return Picture(
        title=f"Versions: {words(what, 100)}",
        description=f"{number}, the first one on top: {told}.{left}",
        draw=lambda: draw_listing([_entry(it, first=it is wordings[0]) for it in shown]),
        columns=("day", "polarity", "text", "outlets", "changes"),
        rows=tuple(
            (
                it.day,
                it.polarity,
                words(it.text, 2_000),
                "; ".join(words(outlet) for outlet in it.outlets),
                "; ".join(_change(*change, most=400) for change in it.changes),
            )
            for it in wordings
        ),
    )


def _entry(wording: Wording, *, first: bool) -> Entry:
    lines = []
    if wording.polarity != "asserted":
        word = POLARITY_WORD[wording.polarity]
        lines.append(Line(text=word, colour=POLARITY_COLOUR[wording.polarity], bold=True))
    lines.append(Line(text=wording.text, most=4))
    lines.append(Line(text=", ".join(words(it, 50) for it in wording.outlets), colour=SOFT))
    changes = wording.changes[:_CHANGES]
    lines += [Line(text=_change(*it, most=120), colour=UNSURE, answer=True, most=2) for it in changes]
    if first:
        lines.append(Line(text="the first report", colour=SOFT))
    elif not changes:
        lines.append(Line(text="the same words but for signs", colour=SOFT))
    return Entry(day=wording.day or "no day", polarity=wording.polarity, lines=lines)


def _change(change: Change, before: str, after: str, *, most: int) -> str:
    name = change.replace("_", " ")
    if change == "paraphrased":
        return f"{name}: other words throughout"
    return f"{name}: {_quoted(before, most)} → {_quoted(after, most)}"


def _quoted(text: str, most: int) -> str:
    folded = words(text, most)
    return f"“{folded}”" if folded else "(nothing)"
