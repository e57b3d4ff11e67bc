"""Time expressions: where they begin and end, their type and their value on a given day."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.timex import find_timexes

FRIDAY = dt.date(2022, 3, 11)


def found(text, anchor=FRIDAY):
    return [(t.text, t.type, t.value) for t in find_timexes(text, [(0, len(text))], anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on Friday.", ("Friday", "DATE", "2022-03-11")),
        ("She arrived Saturday.", ("Saturday", "DATE", "2022-03-05")),
        ("The council will vote on Monday.", ("Monday", "DATE", "2022-03-14")),
        ("The talks are to resume Tuesday.", ("Tuesday", "DATE", "2022-03-15")),
        ("Voting was put off until Sunday.", ("Sunday", "DATE", "2022-03-13")),
        ("It began last Friday.", ("last Friday", "DATE", "2022-03-04")),
        ("They meet next Friday.", ("next Friday", "DATE", "2022-03-18")),
        ("It happened on Monday of last week.", ("Monday of last week", "DATE", "2022-02-28")),
        ("It rained late yesterday.", ("late yesterday", "DATE", "2022-03-10")),
        ("the day before yesterday", ("the day before yesterday", "DATE", "2022-03-09")),
        ("The ship sank on Feb. 24.", ("Feb. 24", "DATE", "2022-02-24")),
        ("The ship sank on 24 February 2021.", ("24 February 2021", "DATE", "2021-02-24")),
        ("on the 3rd of March, 2020", ("the 3rd of March, 2020", "DATE", "2020-03-03")),
        ("The war has gone on since Nov. 30.", ("Nov. 30", "DATE", "2021-11-30")),
        ("The mine will open on Nov. 30.", ("Nov. 30", "DATE", "2022-11-30")),
        ("A bonus will be paid Dec. 14.", ("Dec. 14", "DATE", "2022-12-14")),
        ("The fare rises effective June 1.", ("June 1", "DATE", "2022-06-01")),
        ("The loan runs through October.", ("October", "DATE", "2022-10")),
        ("A bomb exploded last April 3.", ("last April 3", "DATE", "2021-04-03")),
        ("on Saturday, April 25, 1998,", ("Saturday, April 25, 1998", "DATE", "1998-04-25")),
        ("It has been closed since October.", ("October", "DATE", "2021-10")),
        ("It opened in May 2019.", ("May 2019", "DATE", "2019-05")),
        ("It fell in March.", ("March", "DATE", "2022-03")),
        ("the end of next month", ("the end of next month", "DATE", "2022-04")),
        ("He quit two weeks ago.", ("two weeks ago", "DATE", "2022-W08")),
        ("He quit 10 days ago.", ("10 days ago", "DATE", "2022-03-01")),
        ("in three months from now", ("three months from now", "DATE", "2022-06")),
        ("They met last week.", ("last week", "DATE", "2022-W09")),
        ("They met over the weekend.", ("the weekend", "DATE", "2022-W09-WE")),
        ("Prices rose earlier this year.", ("earlier this year", "DATE", "2022")),
        ("The law dates from last year.", ("last year", "DATE", "2021")),
        ("It was built in 1974.", ("1974", "DATE", "1974")),
        ("music of the late 1990s", ("the late 1990s", "DATE", "199")),
        ("a novel of the 19th century", ("the 19th century", "DATE", "18")),
        ("a flood in spring 2020", ("spring 2020", "DATE", "2020-SP")),
        ("They parted last summer.", ("last summer", "DATE", "2021-SU")),
        ("profit in the third quarter", ("the third quarter", "DATE", "2021-Q3")),
        ("revenue of Q3 2021", ("Q3 2021", "DATE", "2021-Q3")),
        ("the first half of 2020", ("the first half of 2020", "DATE", "2020-H1")),
        ("a truce over Christmas weekend", ("Christmas weekend", "DATE", "2021-W51-WE")),
        ("a march on Easter Monday 2022", ("Easter Monday 2022", "DATE", "2022-04-18")),
        ("It starts at 10 a.m. Monday.", ("10 a.m. Monday", "TIME", "2022-03-07T10:00")),
        ("Sirens wailed last night.", ("last night", "TIME", "2022-03-10TNI")),
        ("Sirens wailed on Thursday evening.", ("Thursday evening", "TIME", "2022-03-10TEV")),
        ("a siege of nine months", ("nine months", "DURATION", "P9M")),
        ("a two-week truce", ("two-week", "DURATION", "P2W")),
        ("for the past three days", ("the past three days", "DURATION", "P3D")),
        ("It took 2 1/2 years.", ("2 1/2 years", "DURATION", "P2Y6M")),
        ("It took half an hour.", ("half an hour", "DURATION", "PT30M")),
        ("It took twenty-four hours.", ("twenty-four hours", "DURATION", "PT24H")),
        ("It took several years.", ("several years", "DURATION", "PXY")),
        ("Buses run every Thursday.", ("every Thursday", "SET", "XXXX-WXX-4")),
        ("They meet twice a week.", ("twice a week", "SET", "P1W")),
        ("Ferries sail daily.", ("daily", "SET", "P1D")),
        ("He now lives abroad.", ("now", "DATE", "PRESENT_REF")),
        ("She recently moved.", ("recently", "DATE", "PAST_REF")),
        ("We will see in the future.", ("the future", "DATE", "FUTURE_REF")),
    ],
)  # fmt: skip
def test_a_common_form_gets_its_extent_type_and_value(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "May I ask you to march on?",
        "He sat in the sun and may fall.",
        "The 52-year-old was 52 years old.",
        "Three-quarters of the vote went to a second party.",
        "the fall of the government",
        "The army lost about 2000 people and $1990.",
        "He paid 1,998 crowns.",
        "the future of the port",
        "World War II",
        "He finished on the second day and the first day was hot.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text):
    assert found(text) == []


def test_without_an_anchor_only_printed_dates_have_values():
    text = "On Friday he recalled Feb. 24, the flood of June 3, 2013, and two weeks after last summer."
    assert found(text, None) == [
        ("Friday", "DATE", None),
        ("Feb. 24", "DATE", None),
        ("June 3, 2013", "DATE", "2013-06-03"),
        ("two weeks", "DURATION", "P2W"),
        ("last summer", "DATE", None),
    ]


def test_a_counted_day_of_something_is_marked_without_a_value():
    assert found("They left on the first day of the summit.") == [("the first day", "DATE", None)]


def test_a_year_ago_after_a_quarter_is_that_quarter_of_the_year_before():
    text = "Profit rose in the fourth quarter of 2021 from a loss a year earlier."
    assert found(text)[-1] == ("a year earlier", "DATE", "2020-Q4")
    assert found("Profit rose from a loss a year earlier.")[-1][2] == "2021"


def test_that_year_points_back_to_the_year_named_before():
    text = "The bridge opened in 1998. It was closed the following year."
    assert found(text)[-1] == ("the following year", "DATE", "1999")


def test_only_the_ranges_are_read_and_nothing_crosses_them():
    text = "Friday menu\n\nThe last\n\nweek was calm on Monday."
    body = (text.index("The last"), len(text))
    assert [t.text for t in find_timexes(text, [body], FRIDAY)] == ["Monday"]
    split = text.index("Mon") + 3
    assert find_timexes(text, [(body[0], split), (split, len(text))], FRIDAY) == ()


def test_an_expression_may_run_over_a_line_end():
    assert found("It ended last\nweek.") == [("last\nweek", "DATE", "2022-W09")]


VOCABULARY = """
    the last next this two 10 31 1990 2022 of May March Monday Fri. Feb. 24 weeks year ago a.m. p.m. half a
    an third quarter every 9:30 ½ ' 's '90s century early - , . in by said will thousand 99999999999 Easter
    Christmas winter past decades year-ago 2022-13-45 30/30/30 00:99 first few FY22 Q3 tonight"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n"])


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=60),
    anchor=st.one_of(st.none(), st.dates()),
    cut=st.integers(0, 200),
)
def test_spans_are_verbatim_in_order_and_inside_their_range(words, anchor, cut):
    text = " ".join(words)
    middle = min(cut, len(text))
    ranges = [(0, middle), (middle, len(text))]
    last = 0
    for timex in find_timexes(text, ranges, anchor):
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= last
        assert any(a <= timex.start < timex.end <= b for a, b in ranges)
        last = timex.end


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_give_no_error(anchor):
    text = (
        "yesterday tomorrow last week next week two weeks ago a century ago in May last May next winter last "
        "year next year the weekend Monday of next week Monday Christmas Easter weekend Feb. 29 Q4 the third "
        "quarter last night the following decade next millennium 90000 years ago"
    )
    assert len(find_timexes(text, [(0, len(text))], anchor)) > 15
