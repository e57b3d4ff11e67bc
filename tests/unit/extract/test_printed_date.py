"""Days printed on a page: formats, whose day it is, and what is never taken for one."""

from __future__ import annotations

import pytest

from onrecord.extract.printed_date import given_date, is_date_line, page_dates, printed_days
from onrecord.model import Block, BlockKind

STORY = "The council met on 3 March 2021 and agreed on nothing, the mayor said."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tue 10 Feb 2026", "2026-02-10"),
        ("10 February 2026 06:15 GMT", "2026-02-10"),
        ("Feb. 9, 2026", "2026-02-09"),
        ("Sept. 30, 2021", "2021-09-30"),
        ("March 3rd, 2025", "2025-03-03"),
        ("3rd of March 2025", "2025-03-03"),
        ("14-May-2024", "2024-05-14"),
        ("2022-12-28", "2022-12-28"),
        ("2022/12/28 10:00", "2022-12-28"),
        ("28/12/2022", "2022-12-28"),
        ("12/28/2022", "2022-12-28"),
        ("09.02.2026", "2026-02-09"),
        ("05/05/2024", "2024-05-05"),
        ("15/5/25, 11:20", "2025-05-15"),
        ("04.08.25 // Words: staff", "2025-08-04"),
        ("31.12.99", "1999-12-31"),
        # The weekday tells which figure is the day.
        ("Thursday 04/11/2021", "2021-11-04"),
        ("Mon, 05/06/2023", "2023-06-05"),
        ("Saturday, 05/06/2023", "2023-05-06"),
    ],
)
def test_forms(text: str, value: str) -> None:
    [day] = printed_days(text)
    assert day.value == value


@pytest.mark.parametrize(
    "text",
    [
        "09/02/2026",
        "Friday 09/02/2026",
        "version 1.2.03",
        "Exported 18.03.2025",
        "12/11/60",
        "31 February 2024",
        "February 2024",
        "5 hours ago",
        "Since July 1, 2023 we have kept the lights on",
        "Est. 4 May 1934",
        "version 1.2.2024.7",
        "© 12 May 2024",
    ],
)
def test_no_day(text: str) -> None:
    assert list(printed_days(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday, 10 February 2026", True),
        ("Published 10 February 2026 at 06:15 GMT", True),
        ("5 hours ago", True),
        ("Published 09/02/2026", True),
        (STORY, False),
        ("Mayor of Ardmore since 3 March 2021 resigns after vote", False),
        ("Home", False),
    ],
)
def test_lines_of_dates(text: str, expected: bool) -> None:
    assert is_date_line(text) is expected


def dates_of(*lines: tuple[BlockKind, str]) -> tuple[str | None, str | None]:
    text, blocks = "", []
    for kind, line in lines:
        blocks.append(Block(start=len(text), end=len(text) + len(line), kind=kind))
        text += line + "\n"
    published, updated = page_dates(blocks, text)
    for date in (published, updated):
        for evidence in date.evidence if date else ():
            assert text[evidence.start : evidence.end] == evidence.text
    return (published.value if published else None, updated.value if updated else None)


HEAD = ("headline", "Council agrees on nothing")


def test_published_and_updated_are_told_apart() -> None:
    line = "Published Dec. 2, 2023 at 6:00 a.m. | Updated Dec. 3, 2023 at 3:41 p.m."
    assert dates_of(HEAD, ("boilerplate", line), ("body", STORY)) == ("2023-12-02", "2023-12-03")


def test_the_articles_line_wins_over_the_mastheads_day() -> None:
    masthead = ("boilerplate", "Friday, 12 March 2021")
    assert dates_of(masthead, HEAD, ("dateline", "10 March 2021 06:15"), ("body", STORY))[0] == "2021-03-10"


@pytest.mark.parametrize("kind", ["body", "related", "caption", "teaser", "quote"])
def test_no_day_from_the_story_nor_from_other_stories(kind: BlockKind) -> None:
    assert dates_of(HEAD, ("body", STORY), (kind, "12 May 2024")) == (None, None)


def test_a_foot_line_needs_a_label_or_stands_alone() -> None:
    assert (
        dates_of(HEAD, ("body", STORY), ("boilerplate", "First published on 4 March 2021"))[0] == "2021-03-04"
    )
    assert dates_of(
        HEAD, ("body", STORY), ("boilerplate", "Gull returns ring, 12 May 2024, by a reader")
    ) == (None, None)


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("2022-03-11T08:00:00Z", "2022-03-11", "day"),
        ("March 2022", "2022-03", "month"),
        ("2022-03", "2022-03", "month"),
        ("2022", "2022", "year"),
    ],
)
def test_given_dates(words: str, value: str, precision: str) -> None:
    date = given_date(words)
    assert date is not None
    assert (date.value, date.precision, date.method) == (value, precision, "given")
    assert date.evidence[0].where == "input"


def test_what_is_no_date_is_not_guessed() -> None:
    assert given_date("last Tuesday") is None
