"""The day of saying: in the clause of the cue, never out of the content."""

import datetime as dt

import pytest

from onrecord.annotate.said import date_of_saying
from onrecord.annotate.timex import find_timexes
from onrecord.model import Attribution, Date, Span

WEDNESDAY = "2022-12-28"


def said(marked, published=WEDNESDAY, reported=False):
    """Date the statement marked `[source] {cue} <content>` in an invented sentence."""
    text, opened, spans = "", {}, {"[": [], "{": [], "<": []}
    for character in marked:
        if character in spans:
            opened[character] = len(text)
        elif character in "]}>":
            kind = {"]": "[", "}": "{", ">": "<"}[character]
            spans[kind].append((opened[kind], len(text)))
        else:
            text += character
    source, cue, content = (tuple(Span.of(text, a, b) for a, b in spans[kind]) for kind in "[{<")
    attribution = Attribution(source=source, cue=cue, content=content, score=1.0)
    day = Date(value=published, precision="day", method="given") if published else None
    anchor = dt.date.fromisoformat(published) if published else None
    timexes = find_timexes(text, [(0, len(text))], anchor)
    return date_of_saying(text, attribution, timexes, day, reported=reported)


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        (
            "[Orsk] {claimed} in an interview with harbour radio on Sunday that <the port is safe>.",
            "2022-12-25",
        ),
        ("[Orsk] {told} reporters on Friday that <the vote would be held on Monday>.", "2022-12-23"),
        ("On Tuesday, [Orsk] {said} <the bridge was closed>.", "2022-12-27"),
        ("[Orsk] on Tuesday {said} <the bridge was closed>.", "2022-12-27"),
        ("[Orsk] {said} Wednesday <the bridge was closed>.", "2022-12-28"),
        ('"<The bridge is closed>," [Orsk] {said} Sunday.', "2022-12-25"),
        ('[Orsk] {said} "<the bridge is closed>" on Sunday.', "2022-12-25"),
        ("[A statement issued on Monday] {said} <the bridge was closed>.", "2022-12-26"),
        ("[Orsk] {said} <fares would rise> in a report released Friday.", "2022-12-23"),
        ("[Orsk] {said} at Monday's meeting <the bridge was closed>.", "2022-12-26"),
        ("[Orsk] visited the pier on Monday and {said} <the bridge was closed>.", "2022-12-26"),
        ("[Orsk] {said} on Feb. 24 that <the bridge was closed>.", "2022-02-24"),
        ("[Orsk] {said} in March that <the bridge was closed>.", "2022-03"),
        ("[Orsk] {wrote} in 2014 that <the bridge was closed>.", "2014"),
    ],
)
def test_a_time_in_the_clause_of_the_cue_dates_the_statement(marked, value):
    date = said(marked)
    assert date.value == value
    assert date.precision == {10: "day", 7: "month", 4: "year"}[len(value)]
    assert date.method == "timex"
    assert [evidence.start is not None for evidence in date.evidence] == [True]


@pytest.mark.parametrize(
    "marked",
    [
        "[Orsk] {said} <the vote would be held on Monday>.",
        "[Orsk] {said} <the vote would be held> on Monday.",
        '"<The bridge is closed>," {said} [Orsk], elected in 2014.',
        '"<The bridge is closed>," {said} [Orsk], who arrived on Monday.',
        "[The sailor arrested on Monday] {said} <the bridge was closed>.",
        "[Orsk] {said} of the strike on Sunday that <it was over>.",
        "[Orsk] {said} about Monday's attack that <it was over>.",
        "Since Monday [Orsk] has {said} <the bridge was closed>.",
        "After the vote on Monday, [Orsk] {said} <the bridge was closed>.",
        "[Orsk] now {says} <the bridge is closed>.",
        "The pier burned on Sunday. [Orsk] {said} <the bridge was closed>.",
    ],
)
def test_a_time_of_another_clause_leaves_only_the_bound(marked):
    assert said(marked) == Date(value=None, precision=None, method=None, latest=WEDNESDAY)


def test_a_week_gives_bounds_and_no_day():
    date = said("[Orsk] {said} last week that <the ferry could sail without a captain>.")
    assert (date.value, date.earliest, date.latest) == (None, "2022-12-19", "2022-12-25")
    assert date.evidence[0].text == "last week"


def test_bounds_never_pass_the_day_of_publication():
    date = said("[Orsk] {said} this week that <the bridge was closed>.")
    assert (date.earliest, date.latest) == ("2022-12-26", WEDNESDAY)


def test_without_a_publication_day_only_a_full_date_counts():
    assert said("[Orsk] {said} on Sunday that <it was over>.", None) is None
    assert said("[Orsk] {said} on Dec. 23, 2021, that <it was over>.", None).value == "2021-12-23"


def test_nested_reports_take_their_own_day():
    outer = "[Orsk] {said} on Sunday that <Vell had told parliament on Friday that it was over>."
    inner = "Orsk said on Sunday that [Vell] had {told} parliament on Friday that <it was over>."
    assert (said(outer).value, said(inner).value) == ("2022-12-25", "2022-12-23")


def test_an_attribution_without_cue_or_source_keeps_the_bound():
    assert said("<It was over on Sunday.>").latest == WEDNESDAY
    assert said("<It was over on Sunday.>").value is None


def test_published_known_to_the_month_bounds_by_its_last_day():
    text = "Orsk said it was over."
    attribution = Attribution(
        source=(Span.of(text, 0, 4),), cue=(Span.of(text, 5, 9),), content=(Span.of(text, 10, 21),), score=1.0
    )
    published = Date(value="2024-02", precision="month", method="given")
    assert date_of_saying(text, attribution, (), published).latest == "2024-02-29"


def test_the_day_of_a_report_is_the_last_that_it_can_have_been_said_on():
    date = said("The Quay Herald {reported} on Friday, citing [a pilot], that <it was over>.", reported=True)
    assert (date.value, date.earliest, date.latest, date.method) == (None, None, "2022-12-23", "timex")
    assert date.evidence[0].text == "Friday"
