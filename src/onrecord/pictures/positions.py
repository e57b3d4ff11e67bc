"""Somebody's position, remark by remark in order of day, with what speaks against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Act, How, Polarity
from onrecord.pictures.listing import Entry, Line, draw_listing
from onrecord.pictures.look import DENIED, POLARITY_COLOUR, SOFT, UNSURE, does, words
from onrecord.pictures.picture import Picture

#: Remarks drawn at most: a picture longer than some screens is a table.
MOST_REMARKS = 40
_ANSWERS = 3
#: How an answer is told beside what it answers, and how a remark answers another.
_ANSWERED: dict[How | None, str] = {
    "denies": "DENIED by",
    "contradicts": "CONTRADICTED by",
    "corrects": "CORRECTED by",
    "not_confirmed": "NOT CONFIRMED by",
    None: "may conflict with",
}
_ANSWERING: dict[How | None, str] = {
    "denies": "denies",
    "contradicts": "contradicts",
    "corrects": "corrects",
    "not_confirmed": "does not confirm",
    None: "may conflict with",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands against a remark, or what the remark stands against."""

    #: None for what is only inferred from the words.
    how: How | None
    #: Whether the other one answers this remark; else this remark answers the other one.
    answered: bool
    speaker: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One remark."""

    #: ISO 8601, the day it was said or else the latest it can have been; None where neither is known.
    day: str | None
    exact: bool
    polarity: Polarity
    act: Act
    content: str
    outlets: Sequence[str]
    answers: Sequence[Answer] = ()


def positions_picture(who: str, positions: Sequence[Position], about: str | None = None) -> Picture | None:
    """Draw somebody's remarks below one another; None where there are none.

    Args:
        who: whose they are.
        positions: in order of day; the first forty are drawn, all are in the table.
        about: what they are about, where that was asked.

    """
    if not positions:
        return None
    shown = positions[:MOST_REMARKS]
    on = f" on {words(about, 60)}" if about else ""
    return Picture(
        title=f"What {words(who, 80)} said{on}, in order",
        description=_told(positions, len(shown)),
        draw=lambda: draw_listing([_entry(it) for it in shown]),
        columns=("day", "exact", "polarity", "act", "content", "outlets", "answers"),
        rows=tuple(
            (
                it.day,
                "yes" if it.exact else "no",
                it.polarity,
                it.act,
                words(it.content, 2_000),
                "; ".join(words(outlet) for outlet in it.outlets),
                "; ".join(_answer(answer, 2_000) for answer in it.answers),
            )
            for it in positions
        ),
    )


def _told(positions: Sequence[Position], shown: int) -> str:
    sorts = Counter(it.polarity for it in positions)
    parts = [f"{len(positions)} {'remark' if len(positions) == 1 else 'remarks'}"]
    parts += [f"{sorts['denied']} of them denials"] if sorts["denied"] else []
    parts += [f"{sorts['not_confirmed']} that do not confirm"] if sorts["not_confirmed"] else []
    against = sum(bool(it.answers) for it in positions)
    parts += [f"{against} with something against it"] if against else []
    days = sorted(it.day for it in positions if it.day)
    span = f" Days: {days[0]} to {days[-1]}." if days else ""
    left = f" The first {shown} are drawn." if shown < len(positions) else ""
    return f"{', '.join(parts)}.{span} A cross marks a denial, a ring what is not confirmed.{left}"


def _entry(position: Position) -> Entry:
    colour = POLARITY_COLOUR[position.polarity]
    lines = [
        Line(text=does(position.polarity, position.act), colour=colour, bold=True),
        Line(text=position.content, most=3),
        Line(text=_outlets(position.outlets), colour=SOFT),
    ]
    for answer in position.answers[:_ANSWERS]:
        ink = UNSURE if answer.how in (None, "not_confirmed") else DENIED
        lines.append(Line(text=_answer(answer, 300), colour=ink, answer=True, most=2))
    more = len(position.answers) - _ANSWERS
    if more > 0:
        lines.append(Line(text=f"and {more} more", colour=SOFT, answer=True))
    day = position.day or "no day"
    return Entry(
        day=day if position.exact or not position.day else f"≤ {day}", polarity=position.polarity, lines=lines
    )


def _outlets(outlets: Sequence[str]) -> str:
    names = list(dict.fromkeys(outlets))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(words(it, 50) for it in names[:3])}{more}"


def _answer(answer: Answer, most: int) -> str:
    how = (_ANSWERED if answer.answered else _ANSWERING)[answer.how]
    return f"{how} {words(answer.speaker, 80)}: {words(answer.content, most)}"
