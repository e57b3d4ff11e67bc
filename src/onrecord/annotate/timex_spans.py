"""Values of time expressions longer than a day: "last week", "this summer", "1988", "two years ago"."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.annotate import timex_calendar as cal
from onrecord.annotate.timex_amounts import amount, number, unit
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_dates import full_year, year_of
from onrecord.annotate.timex_found import Found, Valued
from onrecord.annotate.timex_quarters import year_back

#: Years that a bare number of four digits is read as; outside it, news prints quantities.
FIRST_YEAR, LAST_YEAR = 1400, 2100


def relative(found: Found, context: Context) -> Valued | None:
    """Value "last week", "this summer", "earlier this year", "the following year", "that day"."""
    span = str(found.token("span").value)
    word = found.token("rel").value
    shift = found.shift("rel2") or found.shift("rel") or 0
    if span in ("minute", "second"):
        return "DATE", "PRESENT_REF"
    elsewhere = word == "that" or found.token("rel").code in (
        context.codes["following"],
        context.codes["same"],
    )
    base = (context.reference or context.anchor) if elsewhere else context.anchor
    if base is None:
        return "DATE", None
    if span in cal.SEASON_MONTHS:
        return "DATE", _season(base, span, shift)
    if span in ("decade", "century") and shift < 0:
        return "DATE", cal.shifted_value(base, span, 0 if span == "decade" else -1)
    return "DATE", cal.shifted_value(base, span, shift) if span != "hour" else None


def _season(base: dt.date, season: str, shift: int) -> str | None:
    """Find the season's turn: the last one that began before this one, this year's, or the next to begin."""
    if shift == 0:
        return f"{base.year:04}-{season}"
    now = cal.season_value(base)
    for step in range(5):
        moved = cal.shifted(base, "season", step * shift)
        value = None if moved is None else cal.season_value(moved)
        if value is not None and value.endswith(season) and value != now:
            return value
    return None


def the_span(found: Found, context: Context) -> Valued | None:
    """Value "the week", "the weekend": the one of the anchor; "the year ended …" is a year long."""
    span = str(found.token("span").value)
    after = context.following()
    if after is not None and after.code in (context.codes["hyphen"], context.codes["ago"]):
        return None
    if span == "year" and after is not None and after.text.lower() in ("ended", "ending", "to"):
        return "DURATION", "P1Y"
    if span == "weekend" and context.anchor is not None:
        return "DATE", _weekend(context.anchor, future=bool(context.tense()))
    return "DATE", None if context.anchor is None else cal.shifted_value(context.anchor, span, 0)


def year_end(_found: Found, context: Context) -> Valued | None:
    """Value "year-end", "around year end": the last day of the anchor's year."""
    return "DATE", None if context.anchor is None else f"{context.anchor.year:04}-12-31"


def _weekend(anchor: dt.date, *, future: bool) -> str | None:
    on_it = anchor.weekday() >= 5
    return cal.shifted_value(anchor, "weekend", 0 if future or on_it else -1)


def ago(found: Found, context: Context) -> Valued | None:
    """Value "two weeks ago", "a year earlier", "several years ago"."""
    count, name = amount(found), unit(found)
    direction = 1 if found.shift("ago") == 1 else -1
    if count is None:
        return None
    if isinstance(count, str) or name in ("hour", "minute", "second"):
        return "DATE", "PAST_REF" if direction < 0 else "FUTURE_REF"
    if name == "year" and count == 1 and direction < 0 and context.quarter is not None:
        return "DATE", year_back(context.quarter)
    since_anchor = found.token("ago").code != context.codes["earlier"]
    base = context.anchor if since_anchor else context.reference or context.anchor
    if base is None:
        return "DATE", None
    if count != int(count) and name == "year":
        count, name = count * 12, "month"
    return "DATE", cal.shifted_value(base, name, direction * int(count))


def next_few(found: Found, _context: Context) -> Valued | None:
    """Value "the past three months", "the next few days"."""
    count = amount(found)
    return None if count is None else ("DURATION", cal.duration(count, unit(found)))


def year(found: Found, context: Context) -> Valued | None:
    """Value "1988", "fiscal 1989", "early 1990"; a number that counts things is none."""
    token = found.token("year")
    if not found.has("fiscal") and not _is_year(token.text, context, found):
        return None
    value = full_year(int(re.sub(r"\D", "", token.text)), context)
    context.reference = cal.date_or_none(value, 1, 1)
    return "DATE", f"{value:04}"


def _is_year(text: str, context: Context, found: Found) -> bool:
    before, after = context.previous(), context.following()
    if not text.isdigit():
        return before is not None and before.code in (context.codes["in"], context.codes["prep"])
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        return False
    if before is not None and (
        before.code == context.codes["money"] or before.text in ("No", "%", "+", "<", ">")
    ):
        return False
    rounded = any(t.code == context.codes["approx"] for t in found.tokens_of("pre"))
    if after is None or context.after_preposition() or (found.has("pre") and not rounded):
        return True
    counts = after.code == context.codes["money"] or re.fullmatch(
        r"%|percent|per|[a-z]+s|people|km|m|kg|ft", after.text
    )
    return not counts or after.text in ("was", "is", "has", "elections")


def year_in_words(found: Found, context: Context) -> Valued | None:
    """Value "nineteen ninety-six", "the year two thousand"."""
    value = number(found.tokens_of("words"))
    named = found.first.code == context.codes["the"]
    words = len([t for t in found.tokens_of("words") if t.code == context.codes["count"]])
    if (
        value is None
        or value != int(value)
        or not (1700 <= value <= LAST_YEAR and (named or (words > 1 and value % 100)))
    ):
        return None
    if not named and not found.first.text.lower().startswith(("nineteen", "eighteen", "seventeen")):
        return None
    return "DATE", f"{int(value):04}"


def decade(found: Found, context: Context) -> Valued | None:
    """Value "the 1990s", "the late '80s", "the nineties": the first three digits of its years."""
    token = found.token("decade")
    spelled = token.code == context.codes["decade_word"]
    if spelled and found.first.code != context.codes["the"]:
        return None
    first = int(token.value) if spelled else int(re.sub(r"\D", "", token.text))
    if not spelled and first < 100 and token.text[0].isdigit() and found.first.code != context.codes["the"]:
        return None
    return "DATE", f"{full_year(first, context):04}"[:3]


def century(found: Found, _context: Context) -> Valued | None:
    """Value "the 20th century": the first two digits of its years."""
    if found.tokens[found.match.end() - 1].value != "century":
        return None
    nth = int(found.token("nth").value)
    return "DATE", f"{nth - 1:02}"


def season(found: Found, context: Context) -> Valued | None:
    """Value "the summer", "spring 2020", "the winter of 1994"."""
    token = found.token("season")
    name = str(token.value)
    if found.has("year") or found.has("relyear"):
        named = year_of(found, context)
        return "DATE", None if named is None else f"{named:04}-{name}"
    certain = found.first.code == context.codes["the"] or found.has("pre") or context.after_preposition()
    after = context.following()
    if not certain or (after is not None and after.code == context.codes["of"]):
        return None
    if token.code == context.codes["season_word"] and not context.after_preposition():
        return None
    if context.anchor is None:
        return "DATE", None
    if cal.season_value(context.anchor).endswith(name):
        return "DATE", cal.season_value(context.anchor)
    return "DATE", _season(context.anchor, name, 1 if context.tense() else -1)
