"""The day of a statement holds for what the same speaker goes on with, and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate.said_carried import with_carried_days
from onrecord.annotate.timex import find_timexes
from onrecord.model import Span
from strategies.reports import Telling, page

SUNDAY = "2031-05-04"
FIRST = Telling(content="the Tarn lock was shut", cue="said on Sunday", said=SUNDAY)


def days(*tellings: Telling, venue: bool = False) -> list[str | None]:
    """Date the statements of one page, each in a paragraph of its own."""
    made = page("a", tellings)
    text = made.article.text
    statements = list(made.annotations.statements)
    if venue:
        statements[-1] = replace(statements[-1], venue=Span.of(text, 0, 3))
    dated = with_carried_days(made.article, statements, find_timexes(text, [(0, len(text))], None))
    return [statement.said.value if statement.said else None for statement in dated]


def test_who_goes_on_does_so_on_the_same_day() -> None:
    after = [Telling(content="nobody was hurt", cue="added"), Telling(content="it will open soon")]
    assert days(FIRST, *after) == [SUNDAY] * 3


@pytest.mark.parametrize(
    "after",
    [
        Telling(content="nobody was hurt", speaker="Tom Hask"),
        Telling(content="nobody was hurt", cue="had said"),
        Telling(content="nobody was hurt", cue="has often said"),
        Telling(content="nobody was hurt", cue="said on Monday"),
        Telling(content="nobody was hurt", cue="said last month"),
        Telling(content="nobody was hurt", speaker=None),
    ],
)
def test_another_speaker_or_time_takes_no_day(after: Telling) -> None:
    assert days(FIRST, after) == [SUNDAY, None]


def test_another_speaker_between_ends_it() -> None:
    between = Telling(content="it was open", speaker="Tom Hask")
    assert days(FIRST, between, Telling(content="nobody was hurt")) == [SUNDAY, None, None]


def test_another_venue_takes_no_day() -> None:
    assert days(FIRST, Telling(content="nobody was hurt"), venue=True) == [SUNDAY, None]


def test_a_time_in_the_words_themselves_is_no_other_time() -> None:
    after = Telling(content="it would open again on Friday and had never leaked")
    assert days(FIRST, after) == [SUNDAY, SUNDAY]


def test_a_day_of_its_own_stays() -> None:
    assert days(FIRST, Telling(content="it is shut", said="2031-05-05")) == [SUNDAY, "2031-05-05"]


def test_no_day_is_carried_back() -> None:
    assert days(Telling(content="nobody was hurt"), FIRST) == [None, SUNDAY]
