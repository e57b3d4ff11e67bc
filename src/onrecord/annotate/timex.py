"""Find time expressions (TIMEX3) and their values, relative to the day of publication.

One scan: the text becomes tokens, each with a one-character class; the rules of `timex_grammar` are
regular expressions over that string of classes, and the longest match with a value function that
accepts it wins. After Pustejovsky et al., TimeML annotation guidelines 1.2.1 (2006).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from onrecord.annotate import timex_amounts as amounts
from onrecord.annotate import timex_dates as dates
from onrecord.annotate import timex_days as days
from onrecord.annotate import timex_quarters as quarters
from onrecord.annotate import timex_references as references
from onrecord.annotate import timex_spans as spans
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_found import Found, Valued
from onrecord.annotate.timex_grammar import RULES, grammar
from onrecord.annotate.timex_tokens import Token, tokenise
from onrecord.model import Timex

#: What values each rule's matches.
VALUERS: dict[str, Callable[[Found, Context], Valued | None]] = {
    "iso": dates.iso, "slash": dates.slash, "date": dates.date, "week_of": dates.week_of,
    "date_day_first": dates.date, "month_year": dates.month_of_year, "month": dates.month,
    "holiday": dates.holiday,
    "weekday": days.weekday, "weekday_of_week": days.weekday_of_week, "weekdays": days.weekdays,
    "every_weekday": days.weekdays, "deictic": days.deictic, "tonight": days.tonight,
    "part_of_day": days.part_of_day, "part_then_day": days.part_then_day, "noon": days.noon,
    "clock": days.clock,
    "relative": spans.relative, "part_of_span": spans.the_span, "the_span": spans.the_span,
    "year_end": spans.year_end, "ago": spans.ago, "next_few": spans.next_few, "year": spans.year,
    "year_in_words": spans.year_in_words, "decade": spans.decade, "century": spans.century,
    "season_of_year": spans.season, "season": spans.season,
    "quarter": quarters.quarter, "quarter_adjective": quarters.quarter, "year_ago": quarters.year_ago,
    "quarter_code": quarters.quarter_code, "relative_quarter": quarters.relative_quarter,
    "year_period": quarters.year_period, "latest_period": quarters.relative_quarter,
    "year_ago_period": quarters.year_ago, "fiscal_code": quarters.fiscal_code,
    "first_few": amounts.counted_period, "the_duration": amounts.counted_period,
    "duration": amounts.counted_plainly, "bare_units": amounts.bare_units, "half_unit": amounts.half_unit,
    "age": amounts.age, "every_unit": amounts.each_unit, "rate": amounts.rate,
    "frequency": amounts.frequency,
    "nth_day": references.nth_day, "several_ago": references.past,
    "recent": references.past, "current": references.present,
    "coming": references.future, "the_past": references.the_past, "the_future": references.the_future,
    "phrase": references.phrase, "reference": references.reference,
}  # fmt: skip
if VALUERS.keys() != RULES.keys():
    raise RuntimeError(f"rules and valuers differ: {sorted(VALUERS.keys() ^ RULES.keys())}")


def find_timexes(text: str, ranges: Sequence[tuple[int, int]], anchor: dt.date | None) -> tuple[Timex, ...]:
    """Find the time expressions inside `ranges` of `text`; time is linear in the ranges' length.

    Args:
        text: the article's whole text.
        ranges: `[start, end)` in code points, in order, not overlapping: the blocks that speak.
        anchor: the day of publication. Without it an expression that needs it has the value None;
            a date printed with its year has its value all the same.

    Returns:
        The expressions in order of `start`, not overlapping; `text[t.start:t.end] == t.text`.

    """
    context = Context(anchor=anchor)
    found = [timex for start, end in ranges for timex in _scan(text, tokenise(text, start, end), context)]
    return tuple(sorted(found, key=lambda timex: timex.start))


def _scan(text: str, tokens: list[Token], context: Context) -> Iterator[Timex]:
    codes = "".join(token.code for token in tokens)
    context.tokens = tokens
    at = 0
    while (place := grammar().finder.search(codes, at)) is not None:
        at = place.start()
        valued = _best(codes, tokens, at, context)
        if valued is None:
            at += 1
            continue
        kind, value = valued
        start, end = tokens[at].start, tokens[context.last - 1].end
        yield Timex(start=start, end=end, text=text[start:end], type=kind, value=value)
        at = context.last


def _best(codes: str, tokens: list[Token], at: int, context: Context) -> Valued | None:
    """Value the longest match at token `at` that its rule accepts; `context.last` is then its end."""
    matches = [(m.end(), name, m) for name, rule in grammar().rules.items() if (m := rule.match(codes, at))]
    for end, name, match in sorted(matches, key=lambda found: -found[0]):
        if end == at:
            continue
        context.first, context.last = at, end
        valued = VALUERS[name](Found(match, tokens), context)
        if valued is not None:
            return valued
    return None
