"""Values of time expressions of business: quarters, halves, fiscal years, "the year-ago period"."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.annotate import timex_calendar as cal
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_dates import full_year, year_of
from onrecord.annotate.timex_found import Found, Valued


def year_back(quarter: str) -> str:
    """Give the same quarter of the year before."""
    return f"{int(quarter[:4]) - 1:04}{quarter[4:]}"


def year_ago(found: Found, context: Context) -> Valued | None:
    """Value "year-ago" and "the year-earlier quarter": the period that the text speaks of, a year before."""
    if found.tokens[found.match.start()].code == context.codes["a"]:
        return None
    if found.has("nth") and context.anchor is not None:
        quarter = _quarter(int(found.token("nth").value), context.anchor, None)
        return "DATE", quarter and year_back(quarter)
    if context.quarter is not None:
        return "DATE", year_back(context.quarter)
    return "DATE", None if context.anchor is None else cal.shifted_value(context.anchor, "year", -1)


def quarter(found: Found, context: Context) -> Valued | None:
    """Value "the third quarter", "last year's first half", "the second quarter of 1990"."""
    nth = int(found.token("nth").value)
    halves = str(found.token("span").value) == "0.5"
    if nth > (2 if halves else 4) or context.anchor is None:
        return None if nth > (2 if halves else 4) else ("DATE", None)
    year = year_of(found, context) if found.has("year") else None
    if found.has("year_after"):
        year = int(found.token("year_after").value)
    for group in ("relyear", "relyear_after"):
        if found.has(group):
            year = context.anchor.year + (found.shift(group) or 0)
    if halves:
        return _half(context, nth, year)
    value = _quarter(nth, context.anchor, year)
    context.quarter = value
    return "DATE", value


def _half(context: Context, nth: int, year: int | None) -> Valued | None:
    """Value a half; without a year it must say so ("first half of the match" is none)."""
    if year is None or context.anchor is None:
        return None
    return "DATE", f"{year:04}-H{nth}"


def _quarter(nth: int, anchor: dt.date, year: int | None) -> str:
    """Find the quarter's year: the latest that has begun; results are spoken of more than plans."""
    if year is None:
        year = anchor.year - (nth > (anchor.month + 2) // 3)
    return f"{year:04}-Q{nth}"


def quarter_code(found: Found, context: Context) -> Valued | None:
    """Value "Q3", "Q3 2022", "H1 2021"."""
    code = found.token("code").text
    year = year_of(found, context) if found.has("year") else None
    if found.has("year_after"):
        year = full_year(int(re.sub(r"\D", "", found.token("year_after").text)), context)
    if year is None and context.anchor is None:
        return "DATE", None
    if year is None and context.anchor is not None:
        year = int(_quarter(int(code[1]) * (1 if code[0] == "Q" else 2), context.anchor, None)[:4])
    value = f"{year:04}-{code}"
    context.quarter = value if code[0] == "Q" else context.quarter
    return "DATE", value


def relative_quarter(found: Found, context: Context) -> Valued | None:
    """Value "the quarter", "the latest quarter", "last quarter", "this quarter"."""
    shift = found.shift("rel")
    if not found.has("rel") and found.first.code != context.codes["the"]:
        return None
    if context.anchor is None:
        return "DATE", None
    if shift is not None:
        return "DATE", cal.shifted_value(context.anchor, "quarter", shift)
    if context.quarter is None:
        context.quarter = cal.shifted_value(context.anchor, "quarter", -1)
    return "DATE", context.quarter


def year_period(found: Found, context: Context) -> Valued | None:
    """Value "the 1988 quarter", "the 1988 period"."""
    year = year_of(found, context)
    if year is not None and context.quarter is not None:
        return "DATE", f"{year:04}{context.quarter[4:]}"
    return "DATE", None if year is None else f"{year:04}"


def fiscal_code(found: Found, context: Context) -> Valued | None:
    """Value "FY2022", "FY22"."""
    return "DATE", f"{full_year(int(re.sub(r'[^0-9]', '', found.first.text)), context):04}"
