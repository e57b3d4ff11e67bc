"""The way of a remark: from who said it, by way of whom, to the pages that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Hop, HopKind, Polarity
from onrecord.pictures.graph import MOST_BOXES, Box, draw_graph
from onrecord.pictures.look import (
    BOX,
    BOX_DENIED,
    BOX_PLAIN,
    POLARITY_COLOUR,
    POLARITY_WORD,
    RULE,
    SAID,
    SOFT,
    UNSURE,
    words,
)
from onrecord.pictures.picture import Picture

_KINDS: dict[HopKind, str] = {
    "speaker": "speaker",
    "unnamed": "source without a name",
    "document": "document",
    "agency": "news agency",
    "publisher": "outlet",
    "page": "page",
}
_ORIGINS: tuple[HopKind, ...] = ("speaker", "unnamed", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one report came to its page."""

    #: Id of the statement.
    statement: str
    polarity: Polarity
    #: ISO 8601; None where it is not known.
    day: str | None
    #: From the origin to the page, under the names of the record.
    hops: Sequence[Hop]


def chain_picture(what: str, ways: Sequence[Way], independent: int | None = None) -> Picture | None:
    """Draw the ways of a remark's reports as one graph; None where no step is known.

    Args:
        what: the remark, as the title names it ("Olla Brandt, 2026-03-02").
        ways: its reports, the first one first.
        independent: how many sources heard it themselves, where that is known.

    """
    boxes, arrows, left_out = _boxes(ways)
    if not boxes:
        return None
    rows = tuple(
        (
            way.statement,
            way.day,
            POLARITY_WORD[way.polarity].lower(),
            " → ".join(f"{words(hop.name)} ({_KINDS[hop.kind]})" for hop in way.hops),
        )
        for way in ways
    )
    return Picture(
        title=f"From the origin to the page: {words(what, 100)}",
        description=_told(ways, independent, left_out),
        draw=lambda: draw_graph(boxes, arrows),
        columns=("statement", "day", "polarity", "way"),
        rows=rows,
    )


def _told(ways: Sequence[Way], independent: int | None, left_out: int) -> str:
    longest = max(ways, key=lambda way: len(way.hops))
    sources = ""
    if independent is not None:
        sources = f", {independent} independent {'source' if independent == 1 else 'sources'}"
    denials = [way.polarity for way in ways if way.polarity != "asserted"]
    told = "".join(f" {POLARITY_WORD[it].capitalize()} in {n} of them." for it, n in Counter(denials).items())
    more = f" {left_out} more steps are in the table." if left_out else ""
    way = " to ".join(words(hop.name, 60) for hop in longest.hops)
    reports = f"{len(ways)} {'report' if len(ways) == 1 else 'reports'}"
    return f"{reports}{sources}. The longest way: {way}.{told}{more}"


def _boxes(ways: Sequence[Way]) -> tuple[list[Box], list[tuple[str, str]], int]:
    hops: dict[str, Hop] = {}
    reports: Counter[str] = Counter()
    polarities: dict[str, Counter[Polarity]] = {}
    arrows: list[tuple[str, str]] = []
    for way in ways:
        keys = [_key(place, hop) for place, hop in enumerate(way.hops)]
        for key, hop in zip(keys, way.hops, strict=True):
            if (
                key not in hops or hops[key].kind == "speaker"
            ):  # one that passes on is told as an outlet if it is
                hops[key] = hop
        arrows += pairwise(keys)
        if keys:
            reports[keys[-1]] += 1
            polarities.setdefault(keys[0], Counter())[way.polarity] += 1
    shown = dict(list(hops.items())[:MOST_BOXES])
    boxes = [_box(key, hop, reports[key], polarities.get(key, Counter())) for key, hop in shown.items()]
    return boxes, arrows, len(hops) - len(shown)


def _key(place: int, hop: Hop) -> str:
    """Tell steps apart: an outlet is the same whether it publishes or is cited; who speaks is no outlet."""
    sort = "origin" if place == 0 and hop.kind in _ORIGINS else "way"
    return f"{sort} {words(hop.name).casefold()}"


def _box(key: str, hop: Hop, reports: int, polarities: Counter[Polarity]) -> Box:
    lines = [(_KINDS[hop.kind] + (f", {reports} reports" if reports > 1 else ""), SOFT)]
    denials: list[Polarity] = [it for it in ("denied", "not_confirmed") if polarities[it]]
    lines += [
        (POLARITY_WORD[it] + ("" if len(polarities) == 1 else f" in {polarities[it]}"), POLARITY_COLOUR[it])
        for it in denials
    ]
    stroke = POLARITY_COLOUR[denials[0]] if denials else RULE
    fill = BOX_PLAIN
    if hop.kind in _ORIGINS:
        stroke = stroke if denials else UNSURE if hop.kind == "unnamed" else SAID
        fill = BOX_DENIED if "denied" in denials else BOX
    return Box(
        key=key, name=hop.name, lines=tuple(lines), fill=fill, stroke=stroke, dashed=hop.kind == "unnamed"
    )
