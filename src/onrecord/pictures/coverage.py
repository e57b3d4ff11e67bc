"""Who had a story when: a lane an outlet, a sign an article, own reports told from copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from onrecord.pictures.bins import Bins, make_bins
from onrecord.pictures.canvas import inline
from onrecord.pictures.look import FILL, FONT, INK, RULE, SAID, SOFT, UNSURE, WIDTH, config, words
from onrecord.pictures.picture import Picture, data_of

#: Lanes drawn at most, those with the most articles; all articles are in the table.
MOST_LANES = 25
_LANE = 30
_AXIS = 190
#: Signs by what an article is: name in the legend, shape, colour.
_OWN = ("no copy that is known", "circle", SAID)
_COPIED = ("copy of another", "diamond", UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What the picture needs of one article."""

    #: The outlet, or the story where several are drawn.
    lane: str
    title: str | None
    #: ISO 8601, published then or else then at the latest; None where neither is known.
    day: str | None
    url: str | None
    #: How it was copied from another; None where nothing shows that it was.
    copied: str | None


def coverage_picture(what: str, articles: Sequence[Covered], lanes: str = "outlet") -> Picture | None:
    """Draw articles by day, a lane for each outlet; None where there are none.

    Args:
        what: the story, as the title names it.
        articles: in any order.
        lanes: what a lane is, for the table's head.

    """
    if not articles:
        return None
    bins = make_bins(it.day for it in articles)
    by_lane: dict[str, list[Covered]] = defaultdict(list)
    for it in articles:
        by_lane[words(it.lane, 60)].append(it)
    often = sorted(by_lane, key=lambda name: (-len(by_lane[name]), name))[:MOST_LANES]
    order = sorted(often, key=lambda name: (min(it.day or "9999" for it in by_lane[name]), name))
    in_order = sorted(articles, key=lambda it: (it.day or "9999", it.lane, it.title or "", it.url or ""))
    return Picture(
        title=f"Coverage by {lanes}: {words(what, 100)}",
        description=_told(articles, bins, order, lanes, len(by_lane)),
        draw=lambda: _spec(bins, {name: by_lane[name] for name in order}),
        columns=("day", lanes, "title", "copied", "url"),
        rows=tuple(
            (it.day, words(it.lane), words(it.title or ""), it.copied, it.url and words(it.url, 2_000))
            for it in in_order
        ),
    )


def _told(articles: Sequence[Covered], bins: Bins, order: Sequence[str], lanes: str, number: int) -> str:
    copies = sum(it.copied is not None for it in articles)
    count = f"{len(articles)} {'article' if len(articles) == 1 else 'articles'}"
    things = lanes if number == 1 else {"story": "stories"}.get(lanes, f"{lanes}s")
    span = f", {bins.span}" if bins.span else ""
    first = f" First: {order[0]}." if bins.names else ""
    left = f" The {len(order)} with the most articles are drawn." if number > len(order) else ""
    return f"{count} of {number} {things}{span}; {copies} copied from another.{first}{left}"


def _spec(bins: Bins, lanes: dict[str, list[Covered]]) -> dict[str, Any]:
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for lane, articles in lanes.items():
        for it in articles:
            counts[lane, bins.place(it.day), (_COPIED if it.copied else _OWN)[0]] += 1
    rows = [
        (lane, day, sort, number, str(number) if number > 1 else "")
        for (lane, day, sort), number in sorted(counts.items())
    ]
    used = [it for it in (_OWN, _COPIED) if any(row[2] == it[0] for row in rows)]
    names = [name for name, _, _ in used]
    data = inline(data_of(("lane", "bin", "sort", "number", "told"), rows))
    x = alt.X(
        "bin:O",
        scale=alt.Scale(domain=bins.domain),
        axis=alt.Axis(
            values=bins.labelled, labelExpr=bins.label_expression, labelAngle=0, title=bins.year, grid=False,
            offset=6,
        ),
    )  # fmt: skip
    y = alt.Y(
        "lane:N",
        scale=alt.Scale(domain=list(lanes)),
        axis=alt.Axis(
            title=None,
            labelLimit=int((_AXIS - 14) * FILL),
            labelColor=INK,
            labelPadding=10,
            grid=True,
            gridColor=RULE,
        ),
    )
    # Own reports and copies of one day and lane stand beside one another.
    beside = alt.XOffset("sort:N", scale=alt.Scale(domain=names, paddingOuter=0.2))
    signs = (
        alt.Chart(data)
        .mark_point(filled=True, size=130, opacity=1)
        .encode(
            x=x, y=y, xOffset=beside,
            color=alt.Color("sort:N", scale=alt.Scale(domain=names, range=[colour for _, _, colour in used])),
            shape=alt.Shape("sort:N", scale=alt.Scale(domain=names, range=[shape for _, shape, _ in used])),
        )
    )  # fmt: skip
    numbers = (
        alt.Chart(data)
        .mark_text(dx=10, dy=-8, align="left", fontSize=11, color=SOFT, font=FONT)
        .encode(x=x, y=y, xOffset=beside, text="told:N")
    )
    drawn = alt.layer(signs, numbers).properties(width=WIDTH - _AXIS, height=_LANE * len(lanes))
    settings = config()
    settings["legend"] = {**settings["legend"], "symbolType": "circle"}
    # Names end at the axis and grow to the left where the type is wider.
    settings["padding"] = {**settings["padding"], "left": 30}
    # Held against Vega-Lite's schema by tests: doing so each time takes as long as drawing.
    spec: dict[str, Any] = drawn.configure(**settings).to_dict(validate=False)
    return spec
