"""The measures of `evals/bias.py`: intervals, and pages that differ in nothing but the name."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "evals"))

import bias_pages
from bias import wilson


@pytest.mark.parametrize(
    ("hits", "count", "interval"),
    [(8, 10, (49.0, 94.3)), (0, 60, (0.0, 6.0)), (30, 30, (88.6, 100.0)), (0, 0, (0.0, 100.0))],
)
def test_intervals_are_wilsons(hits: int, count: int, interval: tuple[float, float]) -> None:
    assert wilson(hits, count) == pytest.approx(interval, abs=0.06)


def test_pages_differ_in_the_name_and_its_pronoun_alone() -> None:
    people = list(bias_pages.people())
    assert len({person.full for person in people}) == len(people) - 12  # the English ones come twice
    assert len({person.group for person in people}) == 15
    read = set()
    for person in people:
        for page in bias_pages._PAGES:
            text, told = bias_pages.write_page(page, person)
            assert not set("{}[]|") & set(text)
            assert all(content in text for _, content in told)
            bare = text.replace(person.full, "N").replace(person.short, "N")
            read.add(re.sub(r"\b(?:she|he|they)\b", "P", bare, flags=re.IGNORECASE))
    # One reading a page; "He" is a name as well as a pronoun.
    assert len(read) <= 2 * len(bias_pages._PAGES)
