"""Statements over time: what is said stands up, what is denied or not confirmed hangs down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from onrecord.model import Polarity, Stance, StatementKind
from onrecord.pictures.bins import Bins, make_bins
from onrecord.pictures.canvas import inline
from onrecord.pictures.look import DENIED, DIRECT, INDIRECT, MIXED, SAID, SOFT, UNSURE, WIDTH, config, words
from onrecord.pictures.picture import Picture, Value, data_of

By = Literal["polarity", "kind", "stance"]

#: What is stacked, upwards from the line first: name in the table, in the legend, colour.
_PARTS: dict[By, tuple[tuple[str, str, str], ...]] = {
    "polarity": (
        ("asserted", "say", SAID),
        ("denied", "deny", DENIED),
        ("not_confirmed", "do not confirm", UNSURE),
    ),
    "kind": (
        ("direct", "in quotation marks", DIRECT),
        ("mixed", "partly in quotation marks", MIXED),
        ("indirect", "in the page’s words", INDIRECT),
    ),
    "stance": (
        ("supports", "support it", SAID),
        ("reports", "only report it", INDIRECT),
        ("disputes", "dispute it", DENIED),
    ),
}
_BELOW: dict[By, str] = {
    "polarity": " Denials and what is not confirmed hang below the line.",
    "kind": "",
    "stance": " What disputes it hangs below the line.",
}
#: What hangs below the line.
_DOWN = ("denied", "not_confirmed", "disputes")
_HEIGHT = 220
_TICKS = 6
#: Room left of the bars for the numbers.
_AXIS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the picture needs of a statement, or of several that are alike in it."""

    #: ISO 8601, the day it was said or else the latest it can have been; None where neither is known.
    day: str | None
    polarity: Polarity
    kind: StatementKind
    #: What it says of a claim, where it was found for one.
    stance: Stance | None = None
    #: How many there are of it.
    times: int = 1


def statements_over_time(whose: str, remarks: Sequence[Remark], by: By = "polarity") -> Picture | None:
    """Draw how many statements there are of each day, month or year; None where there are none.

    Args:
        whose: a person, a body, an outlet: as the title names it.
        remarks: in any order.
        by: what the bars are made of.

    """
    if not remarks:
        return None
    bins = make_bins(it.day for it in remarks)
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for it in remarks:
        counts[bins.place(it.day), getattr(it, by)] += it.times
        totals[getattr(it, by)] += it.times
    parts = _PARTS[by]
    names = [name for name, _, _ in parts]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (day, *(counts[day, name] for name in names))
        for day in bins.domain
        if any(counts[day, name] for name in names)
    )
    title = f"Statements over time: {words(whose, 80)}"
    return Picture(
        title=title,
        description=_told(bins, totals, by),
        draw=lambda: _spec(bins, counts, by),
        columns=(bins.unit, *names),
        rows=rows,
    )


def _told(bins: Bins, totals: Counter[str], by: By) -> str:
    each = ", ".join(f"{totals[name]} {told}" for name, told, _ in _PARTS[by] if totals[name])
    number = totals.total()
    span = f", {bins.span}" if bins.span else ""
    below = _BELOW[by]
    undated = " What has no day stands apart on the right." if bins.undated and bins.names else ""
    told = f"{number} {'statement' if number == 1 else 'statements'} by {bins.unit}{span}"
    return f"{told}: {each}.{below}{undated}"


def _spec(bins: Bins, counts: Counter[tuple[str, str]], by: By) -> dict[str, Any]:
    parts = _PARTS[by]
    rows = [
        (day, told, -number if name in _DOWN else number, place)
        for place, (name, told, _) in enumerate(parts)
        for day in bins.domain
        if (number := counts[day, name])
    ]
    used = [part for part in parts if any(name == part[0] for _, name in counts)]
    bars = (
        alt.Chart(inline(data_of(("bin", "part", "number", "place"), rows)))
        .mark_bar(cornerRadius=1)
        .encode(
            x=alt.X(
                "bin:O",
                scale=alt.Scale(domain=bins.domain, paddingInner=0.25, paddingOuter=0.3),
                axis=alt.Axis(
                    values=bins.labelled, labelExpr=bins.label_expression, labelAngle=0, title=bins.year,
                    offset=6,
                ),
            ),
            y=alt.Y(
                "number:Q",
                stack="zero",
                axis=alt.Axis(values=_ticks(bins, rows), labelExpr="abs(datum.value)", title="statements"),
            ),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(
                    domain=[told for _, told, _ in used], range=[colour for _, _, colour in used]
                ),
            ),
            order="place:O",
        )
    )  # fmt: skip
    line = alt.Chart(inline([{"zero": 0}])).mark_rule(color=SOFT, strokeWidth=1).encode(y="zero:Q")
    drawn = alt.layer(bars, line).properties(width=WIDTH - _AXIS, height=_HEIGHT).configure(**config())
    # Held against Vega-Lite's schema by tests: doing so each time takes as long as drawing.
    spec: dict[str, Any] = drawn.to_dict(validate=False)
    return spec


def _ticks(bins: Bins, rows: Sequence[tuple[str, str, int, int]]) -> list[int]:
    """Give round numbers from the lowest to the highest bar, some six of them."""
    up = max(sum(it for day, _, it, _ in rows if day == place and it > 0) for place in bins.domain)
    down = max(-sum(it for day, _, it, _ in rows if day == place and it < 0) for place in bins.domain)
    least = (up + down) / _TICKS
    step = next(it * 10**power for power in range(12) for it in (1, 2, 5) if it * 10**power >= least)
    return list(range(-(down // step) * step, up + 1, step))
