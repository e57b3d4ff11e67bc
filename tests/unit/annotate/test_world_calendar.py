"""The calendar of world events: what ships is whole, and a user's own rows join it."""

import datetime as dt
from collections import Counter

import pytest

from onrecord.annotate.world_calendar import named, read_events, shipped_calendar, vocabulary, words_of
from onrecord.errors import SettingsError

HEAD = "first,last,kind,alone,name,words,source\n"


def events_in(text, calendar=None):
    calendar = calendar or shipped_calendar()
    rows = calendar.possible(vocabulary(text, [(0, len(text))]))
    return [(it.event.first.isoformat(), it.event.kind) for it in named(words_of(text, 0, len(text)), rows)]


def test_the_shipped_table_has_many_events_of_every_year_with_their_sources():
    events = shipped_calendar().events
    years = Counter(event.first.year for event in events)
    assert len(events) >= 200
    assert set(range(2000, 2027)) <= set(years)
    assert {"war", "election", "summit", "treaty", "death"} <= {event.kind for event in events}
    assert all(event.source and event.name and event.words for event in events)
    assert all(event.first <= event.last <= event.first + dt.timedelta(days=45) for event in events)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("the day the pope John Paul II died", ("2005-04-02", "death")),
        ("a referendum in which Britain voted to leave the EU", ("2016-06-23", "referendum")),
        ("Typhoon Haiyan flattened it", ("2013-11-08", "disaster")),
        ("the G-20 summit in Hangzhou", ("2016-09-04", "summit")),
        ("Juan Guaidó declared himself president", ("2019-01-23", "incident")),
    ],
)
def test_words_in_any_order_and_form_name_an_event(text, event):
    assert event in events_in(text)


@pytest.mark.parametrize("text", ["tell us of the president election", "a summit on a hill", "He died.", ""])
def test_common_words_name_none(text):
    assert events_in(text) == []


def test_events_of_one_name_are_all_found():
    assert len(events_in("the U.S. presidential election")) == 7


def test_own_rows_join_the_shipped_ones(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(HEAD + "2021-04-03,2021-04-04,fair,yes,Fair of Olm,olm fair,archive\n", encoding="utf-8")
    calendar = shipped_calendar(own)
    assert len(calendar.events) == len(shipped_calendar().events) + 1
    assert events_in("the fair at Olm", calendar) == [("2021-04-03", "fair")]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("first,last\n2021-04-03,2021-04-04\n", "needs the columns"),
        (HEAD + "2021-04-03,2021-04-04,fair,yes,Fair,,archive\n", "line 2: words is empty"),
        (HEAD + "3 April,2021-04-04,fair,yes,Fair,olm fair,archive\n", "line 2: a day is written"),
        (HEAD + "2021-04-05,2021-04-04,fair,yes,Fair,olm fair,archive\n", "line 2: last comes before first"),
        (HEAD + "2021-04-03,2021-04-04,fair,maybe,Fair,olm fair,archive\n", "neither yes nor no"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(table, reason):
    with pytest.raises(SettingsError, match=reason):
        read_events(table, "own.csv")


def test_a_calendar_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(SettingsError, match="can't be read"):
        shipped_calendar(tmp_path / "none.csv")
