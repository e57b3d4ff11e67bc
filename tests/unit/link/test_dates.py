"""Days that only other articles fix."""

from __future__ import annotations

import pytest

from onrecord.link.dates import Report, publication_of_copy, said_from_reports
from onrecord.model import Date, Evidence
from strategies import dam_story as dam
from strategies.news import news

TEXT = "The council of Tarrow met {when} and sold the ferry to a baker, Ada Quell, for 40 crowns."


def original(value: str = "2031-05-05"):
    return news(TEXT.format(when="on Monday"), day="2031-05-06", days=[("Monday", value)])


def day(value: str, method: str = "timex") -> Date:
    evidence = (Evidence(text="on that day", start=3, end=14),)
    return Date(value=value, precision="day", method=method, evidence=evidence)


def report(statement: str, said: Date | None = None, published: str | None = None) -> Report:
    known = Date(value=published, precision="day", method="printed") if published else None
    return Report(statement=statement, article=f"art-{statement}", said=said, published=known)


def test_yesterday_in_a_rewrite_is_dated_by_its_original():
    found = publication_of_copy(dam.rewrite(), dam.wire())
    assert found is not None
    assert (found.value, found.precision, found.method) == ("2031-10-08", "day", "corpus")
    here, there = found.evidence
    assert dam.rewrite().article.text[here.start : here.end] == here.text == "yesterday"
    assert (there.where, there.name) == ("article", dam.wire().article.id)


def test_a_copy_that_keeps_the_weekday_is_of_the_same_week():
    copy = news(TEXT.format(when="on Monday"), days=[("Monday", None)], path="copy")
    found = publication_of_copy(copy, original())
    assert found is not None
    assert (found.value, found.earliest, found.latest) == (None, "2031-05-06", "2031-05-11")


def test_a_copy_without_any_phrase_is_not_older_than_its_original():
    found = publication_of_copy(news(TEXT.format(when="again"), path="copy"), original())
    assert found is not None
    assert (found.value, found.earliest, found.latest) == (None, "2031-05-06", None)


def test_a_dated_copy_and_an_undated_original_are_left_alone():
    assert publication_of_copy(dam.copy(), dam.wire()) is None
    assert publication_of_copy(dam.wire(), dam.rewrite()) is None


def test_phrases_that_lead_to_two_days_fix_none():
    text = f"{TEXT.format(when='yesterday')}\n\nThe ferryman, Bo Tarn, wept today into 3 barrels of fish."
    source = news(
        f"{TEXT.format(when='on Monday')}\n\nThe ferryman, Bo Tarn, wept on Sunday into 3 barrels of fish.",
        day="2031-05-06",
        days=[("Monday", "2031-05-05"), ("Sunday", "2031-05-04")],
    )
    copy = news(text, days=[("yesterday", None), ("today", None)], path="copy")
    found = publication_of_copy(copy, source)
    assert found is not None
    assert found.value is None


def test_a_day_before_the_original_is_no_day_of_a_copy():
    copy = news(TEXT.format(when="today"), days=[("today", None)], path="copy")
    found = publication_of_copy(copy, original("2031-05-03"))
    assert found is None or found.value is None


def test_another_report_fixes_the_day_of_a_saying():
    found = said_from_reports([report("a", day("2031-05-05")), report("b", None, "2031-05-07")])
    assert set(found) == {"b"}
    assert (found["b"].value, found["b"].method) == ("2031-05-05", "corpus")
    assert found["b"].evidence[0].name == "art-a"
    assert found["b"].evidence[0].start is None


@pytest.mark.parametrize(
    "reports",
    [
        [report("a", day("2031-05-05")), report("b", day("2031-05-04")), report("c")],
        [report("a", day("2031-05-05")), report("b", None, "2031-05-04")],
        [
            report("a", day("2031-05-05")),
            report("b", Date(value=None, precision=None, method=None, latest="2031-05-04")),
        ],
        [report("a"), report("b")],
        [],
    ],
    ids=["they disagree", "published before", "bounded before", "nobody knows", "none"],
)
def test_a_day_is_not_passed_on(reports):
    assert said_from_reports(reports) == {}


def test_a_saying_is_not_later_than_its_first_report():
    found = said_from_reports([report("a", None, "2031-05-07"), report("b", None, "2031-05-06"), report("c")])
    assert {name: date.latest for name, date in found.items()} == dict.fromkeys("abc", "2031-05-06")
    assert all(date.value is None for date in found.values())
