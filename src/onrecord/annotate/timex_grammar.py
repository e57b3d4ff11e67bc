"""The rules that recognise time expressions: regexes over token classes, `<class>`, with `{macros}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.timex_tokens import BREAK, OTHER, lexicon

#: Parts that several rules share.
MACROS = {
    # What may stand before a calendar expression: "the end of", "early", "mid-", "around".
    "pre": "(?P<pre>(?:<the>?<boundary><of>)?(?:<early>|<earlier>|<later>|<mid><hyphen>?|<approx>)?)",
    "approx": "(?P<approx>(?:<approx>|<bound>)?)",
    "month": "(?P<month><month>|<month_word>|<month_short><dot>?)",
    "weekday": "(?P<weekday><weekday>|<weekday_short><dot>?)",
    "deictic": "(?P<deictic><deictic>)",
    "year": "(?P<year><year4>|<short_year>)",
    # "this year", "last year", "of that year"
    "relyear": "(?P<relyear><of>?<the>?(?P<yearshift><this>|<last>|<next>|<that>|<following>|<same>)<year>)",
    "digits": "(?:<number>|<day>|<year4>)(?:<and>?<a>?<half>|<fraction>)?",
    "words": "(?:<a>?<scale>|<count>)(?:<hyphen>?(?:<count>|<scale>)){0,4}(?:<and><a><half>)?",
    "num": "(?P<num>{digits}|<fraction>|{words})",
    "few": "(?P<few><a>?<few><of>?)",
    # "12 to 18 months", "two or three days": the first number gives the value.
    "range": "(?:(?:<or>|<to>)(?:{digits}|{words}))?",
    "unit": "(?P<unit><unit>|<units>|<year>|<week>|<month_unit>|<second>|<quarter>|<weekend>)",
    "span": "<unit>|<year>|<week>|<month_unit>|<weekend>",
    "nth": "(?P<nth><ordinal>|<nth>|<second>)",
    "part": "(?P<part><part>)",
    "season": "(?P<season><season>|<season_word>)",
    "year_ago": "<year><hyphen>?(?:<ago>|<earlier>)",
    # Years of a quarter: "the 1988 third quarter", "this year's third quarter"; "of 1990", "of last year".
    "whose_year": "(?:{year}|(?P<relyear><this>|<last>|<next>)<year><possessive>)?",
    "of_year": "(?:<of>?<fiscal>?(?P<year_after><year4>)"
    "|<of>?(?P<relyear_after><this>|<last>|<next>)<year>)?",
}

#: Rule name to pattern; of several rules that match at one place the longest match wins.
RULES = {
    "iso": "<iso>",
    "slash": "<slash>",
    "date": "{pre}(?P<rel><this><next>?|<last>|<next>)?(?:{weekday}<comma>?)?{month}<the>?"
    "(?P<day><day>|<nth>|<ordinal>|<second>)(?:<comma>?{year}|<comma>?{relyear})?",
    "week_of": "<the><week>(?:<of>|<prep>){month}(?P<day><day>)(?:<comma>?{year})?",
    "date_day_first": "{pre}(?:{weekday}<comma>?)?(?:<the>(?=<nth>|<ordinal>))?"
    "(?P<day><day>|<nth>|<ordinal>(?=<of>))<of>?{month}(?:<comma>?{year})?",
    "month_year": "{pre}{month}<comma>?(?:<of>?{year}|{relyear})",
    "month": "{pre}(?P<rel><this>|<last>|<next>|<following>)?{month}",
    "weekday": "{pre}(?P<rel><the>?(?:<this><next>?|<this>?<last>|<next>|<following>))?{weekday}{part}?",
    "weekday_of_week": "{weekday}{part}?<of>?(?P<rel><last>|<next>|<this>)<week>",
    "weekdays": "<weekday_plural>|{weekday}(?P<parts><parts>)",
    "every_weekday": "<every>{weekday}{part}?",
    "deictic": "{pre}{deictic}{part}?",
    "tonight": "{pre}(?:<tonight>|<overnight>)",
    "part_of_day": "{pre}(?:<in>?<the>)?(?P<rel><this>|<last>){part}",
    "part_then_day": "(?:<early>|<mid><hyphen>?)?{part}(?:{weekday}|{deictic})?",
    "noon": "{approx}(?P<noon><noon>)(?:<in>?(?:{weekday}|{deictic}))?",
    "clock": "{approx}(?P<clock>(?:<clock>|<day>|<number>)<meridiem>|<clock>|(?:<day>|<count>)<oclock>)"
    "<timezone>?(?:<comma>?<in>?(?:{weekday}|{deictic}))?(?:<comma>?{month}(?P<day><day>))?",
    "holiday": "{pre}(?P<rel><this>|<last>|<next>)?(?P<holiday><holiday>)(?:<comma>?<year4>)?",
    "relative": "{pre}<the>?(?P<rel><this>|<last>|<next>|<current>|<following>|<same>|<that>)"
    "(?P<rel2><last>|<next>|<current>|<same>)?<fiscal>?(?P<span>{span}|<season>|<season_word>)",
    "part_of_span": "(?:<early>|<earlier>|<later>)<in><the>(?P<span>{span})",
    "the_span": "{pre}<the>(?:<more>|<fiscal>|<latest><fiscal>?)?"
    "(?P<span><year>|<week>|<weekend>|<month_unit>)",
    "year_end": "{pre}<year>(?:<hyphen>|<possessive>)?<boundary>",
    "ago": "{approx}(?:{num}|{few}|<a>)<more>?{unit}"
    "(?:<or>(?:<so>|<count>))?(?P<ago><ago>|<earlier>|<hence>)",
    "several_ago": "<units><ago>",
    "year_ago": "{year_ago}",
    "year_ago_period": "(?:<the><same>?|<a>)?{year_ago}<fiscal>?{nth}?<hyphen>?(?:<quarter>|<period>)",
    "next_few": "<bound>?<the>?(?P<rel><last>|<next>|<following>)"
    "(?:{num}|{few}){range}<more>?{unit}(?:<or><so>)?",
    "nth_day": "<the>?{nth}(?P<unit><unit>)",
    "first_few": "<the><ordinal>(?:{num}|{few}){unit}",
    "duration": "{approx}(?:{num}|{few}|<a>){range}<hyphen>?<more>?{unit}(?P<half><and><a><half>)?",
    "the_duration": "(?:<the>(?:<latest>|<same>)?|<the>?{year_ago}){num}<more>?(?P<unit><units>)",
    "bare_units": "<units>(?:<or><units>)?",
    "half_unit": "{approx}<a>?<half><hyphen>?(?:<a>|<of>)?{unit}",
    "age": "{num}<hyphen>?{unit}<hyphen>?<old>",
    "every_unit": "<every>(?:{num}|{nth})?{unit}",
    "rate": "(?:<once>|{num}<times>|{few}<times>)(?:<a>|<per>|<every>){unit}",
    "frequency": "<frequency>",
    "quarter": "{pre}<the>?{whose_year}<fiscal>?<hyphen>?{nth}(?P<span><quarter>|<half>){of_year}",
    "quarter_adjective": "<fiscal>?{nth}<hyphen>(?P<span><quarter>|<half>)",
    "quarter_code": "{year}?(?P<code><quarter_code>)(?:<of>?(?P<year_after><year4>|<short_year>))?",
    "relative_quarter": "{pre}<the>?(?P<rel><this>|<last>|<next>|<current>|<latest>|<that>|<same>)?"
    "<fiscal>?<quarter>",
    "year_period": "<the>{year}(?P<span><quarter>|<period>)",
    "latest_period": "<the><latest><fiscal>?<period>",
    "year": "{pre}(?:<the><year>)?(?P<fiscal><fiscal><year>?)?{year}",
    "year_in_words": "(?:<the><year>)?(?P<words>{words})",
    "fiscal_code": "<fiscal_code>",
    "decade": "{pre}<the>?(?:<early>|<mid><hyphen>?)?(?P<decade><decade>|<decade_word>)",
    "century": "{pre}<the>?{nth}<hyphen>?<unit>",
    "season_of_year": "{pre}<the>?{season}(?:<of>?{year}|{relyear})",
    "season": "{pre}<the>?{season}",
    "recent": "<recent>(?:<units>(?:<and><units>)?|<quarter>)?",
    "current": "<current>",
    "coming": "<next><units>|<the>?<units><ahead>",
    "the_past": "<the><recent>?<last>",
    "the_future": "<the>?<remote>?<future>",
    "phrase": "<phrase>",
    "reference": "<present>|<past_word>|<future_word>",
}


@dataclass(frozen=True)
class Grammar:
    """The rules, compiled over the code string of a token list."""

    #: Finds the next place where some rule matches.
    finder: re.Pattern[str]
    rules: dict[str, re.Pattern[str]]


@cache
def grammar() -> Grammar:
    """Compile `RULES`; every repetition in them is bounded, so that a match looks at a few tokens only."""
    sources = {name: _expand(rule) for name, rule in RULES.items()}
    finder = "|".join(f"(?:{re.sub(r'[?]P<[^>]*>', '?:', source)})" for source in sources.values())
    return Grammar(
        # No rule begins with a word of no class, and most words have none.
        finder=re.compile(f"(?![{OTHER}{BREAK}])(?:{finder})"),
        rules={name: re.compile(source) for name, source in sources.items()},
    )


def _expand(rule: str) -> str:
    while "{" in re.sub(r"\{\d", "", rule):
        rule = re.sub(r"\{(\w*[a-z]\w*)\}", lambda m: MACROS[m[1]], rule)
    return re.sub(r"(?<!\?P)<(\w+)>", lambda m: lexicon().codes[m[1]], rule)
