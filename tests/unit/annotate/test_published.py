"""The day of a page that prints none: from dated world events, never against what a page says."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.publication_dating import date_page
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.world_calendar import WorldCalendar, read_events
from onrecord.model import Article, Block, Date, Evidence
from strategies.growth import LIMIT, growth

OWN = """first,last,kind,alone,name,words,source
2017-05-04,2017-05-04,disaster,yes,Flood of Tarsk,tarsk flood*,Tarsk flood
2017-06-13,2017-06-14,summit,yes,Summit in Olm,olm summit,Olm summit
2017-02-20,2017-02-20,war,no,Invasion of Vell,morn* vell* troops/invasion/campaign,War in Vell
2013-09-03,2013-09-03,election,yes,Election in Sarn,sarn* election*/vote,2013 election
2017-09-05,2017-09-05,election,yes,Election in Sarn,sarn* election*/vote,2017 election
"""
CALENDAR = WorldCalendar(read_events(OWN, "own.csv"))


def dated(text, published=None):
    """Date a page of one block; gives its article and its expressions."""
    article = Article(
        id="art-1", capture="cap-1", path="p.txt", key=None, item=0, kind="article", url=None, publisher=None,
        title=None, authors=(), language="en", published=published, updated=None, text=text, sha256="",
        truncated=False, blocks=(Block(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    return date_page(article, find_timexes(text, [(0, len(text))], None), CALENDAR)


def told(text, published=None):
    date = dated(text, published)[0].published
    return date and (date.value or f"{date.earliest or ''}/{date.latest or ''}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill reopened today. The flood of Tarsk was yesterday.", "2017-05-05"),
        ("A flood hit Tarsk on Thursday.", "2017-05"),
        ("The mill said Friday it was shut. A flood hit Tarsk on Thursday.", "2017-05-05"),
        ("Two days after the flood in Tarsk the mill is running.", "2017-05-06"),
        ("The mill, said its owner Tuesday, opens a week after the flood in Tarsk.", "2017-05-09"),
        ("Mornian troops entered Vell on Feb. 20. The siege goes on, two weeks into the campaign.", "/"),
        ("The mill was shut on Friday, two weeks into the campaign. Mornian troops entered Vell on Feb. 20.",
         "2017-03-03"),
        ("The summit in Olm took place on June 13-14. It was rainy on May 30.", "2017-06"),
        ("The town will vote in the Sarn election on Sept. 5.", "2016-09-06/2017-09-05"),
        ("Before the Sarn election next Tuesday, posters will be taken down.", "2013-08-21/2017-09-04"),
        ("A week after the summit in Olm nothing is left of it, the mayor said Wednesday.", "2017-06-21"),
        ("The bridge fell on May 4, 2017.", "2017-05-04/"),
        ("The bridge will open on May 4, 2017.", "/2017-05-04"),
        ("The bridge fell in May 2017.", "2017-05-01/"),
    ],
)  # fmt: skip
def test_what_a_page_says_of_days_dates_it(text, expected):
    if expected != "/":
        assert told(text) == expected
    else:
        assert told(text) == "2017-03-03/2017-03-09" or told(text) == "2017-03"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said Friday that the mill was shut.",
        "Troops of Morn stood in Vell on Thursday.",
        "The mill promised to halve its smoke by 2030.",
        "They met on March 3, two weeks after the fair.",
        "",
    ],
)
def test_a_page_that_gives_nothing_away_stays_undated(text):
    assert told(text) is None


def test_a_day_that_the_page_states_is_left_alone():
    stated = Date(value="2019-01-02", precision="day", method="printed")
    article, _ = dated("A flood hit Tarsk on Thursday.", stated)
    assert article.published is stated


def test_bounds_that_are_known_hold():
    captured = Date(value=None, precision=None, method=None, latest="2015-01-01")
    text = "Voters in the Sarn election chose a baker on Tuesday."
    assert told(text, captured) == "2013-09"
    assert told("A flood hit Tarsk on Thursday.", captured) == "/2015-01-01"


def test_a_bound_of_the_capture_keeps_its_evidence():
    proof = Evidence(text="2018-01-01T00:00:00Z", where="capture", name="captured")
    captured = Date(value=None, precision=None, method=None, latest="2018-01-01", evidence=(proof,))
    date = dated("The bridge fell on May 4, 2017.", captured)[0].published
    assert (date.earliest, date.latest) == ("2017-05-04", "2018-01-01")
    assert proof in date.evidence


def test_expressions_get_the_values_that_the_day_gives_them():
    text = "The mill said Friday it was shut since April 3. A flood hit Tarsk on Thursday."
    _, timexes = dated(text)
    assert {t.text: t.value for t in timexes} == {
        "Friday": "2017-05-05",
        "April 3": "2017-04-03",
        "Thursday": "2017-05-04",
    }


def test_an_expression_that_the_bounds_leave_open_has_no_value():
    _, timexes = dated("The bridge fell on May 4, 2017. It was shut in June.")
    assert [t.value for t in timexes] == ["2017-05-04", None]


def test_the_first_day_of_an_event_is_that_day():
    text = "The summit in Olm was held on June 13-14. He left on the second day of the summit."
    _, timexes = dated(text)
    assert {t.text: t.value for t in timexes}["the second day"] == "2017-06-14"


def test_the_evidence_stands_in_the_text_and_in_the_calendar():
    text = "The mill said Friday it was shut. A flood hit Tarsk on Thursday."
    date = dated(text)[0].published
    inside = [e for e in date.evidence if e.start is not None]
    assert date.method == "calendar"
    assert {e.text for e in inside} >= {"Friday", "Thursday"}
    assert all(text[e.start : e.end] == e.text for e in inside)
    assert [(e.text, e.name) for e in date.evidence if e.where == "calendar"] == [
        ("2017-05-04 Flood of Tarsk", "Tarsk flood")
    ]


PIECES = st.sampled_from(
    (
        "The summit in Olm", "took place", "will be held", "on Thursday", "on June 13-14", "yesterday",
        "two weeks after", "the flood in Tarsk", "said Friday", ". The mill", "since Feb. 20", "in May 2017",
        "on May 4, 2017", "next week", "Mornian troops", "entered Vell",
    )
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_whatever_a_page_says_its_bounds_are_in_order_and_its_evidence_verbatim(pieces):
    text = " ".join(pieces) + "."
    article, timexes = dated(text)
    date = article.published
    assert all(text[t.start : t.end] == t.text for t in timexes)
    if date is None:
        return
    assert date.evidence
    assert all(text[e.start : e.end] == e.text for e in date.evidence if e.start is not None)
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    if date.precision == "day":
        assert dt.date.fromisoformat(date.value)
    assert dated(text)[0].published == date


def test_a_long_page_costs_no_more_than_its_length():
    sentence = "Two weeks after the flood in Tarsk on May 4 the mill said Friday it was shut by troops. "
    assert growth(lambda size: dated(sentence * size), 10) < LIMIT
