"""When two events are one deed: type, sides, word and day; copies count as one report."""

import datetime as dt
from typing import Any

import pytest

from onrecord.link.deeds import Deeds
from onrecord.link.deeds.items import windows
from onrecord.link.deeds.score import NEAR
from onrecord.link.stage import Component, Descent
from onrecord.model import Happening, Item, Pair


def item(identity: str, article: str = "a", **changed: Any) -> Item:
    body = {
        "type": "ASSAULT", "word": "shell", "actor": ["osmar"], "recipient": ["vell"], "first": "2031-03-10",
        "last": "2031-03-10", "dated": True, "place": 10,
    }  # fmt: skip
    return Item(id=identity, article=article, keys=frozenset(("k",)), body=body | changed)


def joined(a: Item, b: Item) -> bool:
    pair = Deeds().score(a, b)
    assert pair == Deeds().score(a, b)
    return pair is not None and pair.joins


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"word": "attac"}, True),
        ({"recipient": []}, True),
        ({"recipient": [], "word": "attac"}, False),
        ({"recipient": ["tarn"]}, False),
        ({"actor": ["tarn"]}, False),
        ({"first": "2031-03-11", "last": "2031-03-11"}, False),
        ({"first": "2031-03-12", "last": "2031-03-12", "dated": False}, True),
        ({"first": "2031-03-20", "last": "2031-03-20", "dated": False}, False),
        ({"first": "2031-03-01", "last": "2031-03-31"}, True),
        ({"first": None, "last": None, "dated": False}, False),
        ({"type": "AID"}, False),
    ],
)
def test_two_of_three_must_be_the_same_and_none_another(changed: dict[str, Any], expected: bool) -> None:
    assert joined(item("ev-1"), item("ev-2", **changed)) is expected


def test_copies_of_one_text_are_one_report() -> None:
    items = (item("ev-1", "a"), item("ev-2", "b"), item("ev-3", "c"))
    copies = (
        Descent(article="a", family="a", originals=()),
        Descent(article="b", family="a", originals=("a",)),
    )
    pairs = (Pair(a="ev-1", b="ev-2", score=1.0, joins=True), Pair(a="ev-2", b="ev-3", score=1.0, joins=True))
    (group,) = Deeds().group(Component(items=items, pairs=pairs, copies=copies))
    assert isinstance(group.record, Happening)
    assert group.record.independent_reports == 2
    assert group.record.articles == ("a", "b", "c")
    assert (group.record.first_day, group.record.last_day) == ("2031-03-10", "2031-03-10")
    assert group.members == ("ev-1", "ev-2", "ev-3")


def test_what_is_done_every_day_is_no_single_happening() -> None:
    days = [f"2031-03-{day:02}" for day in range(1, 29)]
    items = tuple(
        item(f"ev-{day}", f"a-{day}", first=day, last=day, dated=False) for day in days
    )  # each joins its neighbours
    groups = Deeds().group(Component(items=items, pairs=()))
    records = [group.record for group in groups]
    assert len(groups) == 7
    assert sorted(member for group in groups for member in group.members) == sorted(it.id for it in items)
    for record in records:
        assert isinstance(record, Happening)
        assert record.first_day is not None
        assert record.last_day is not None
        assert days.index(record.last_day) - days.index(record.first_day) <= NEAR


def test_events_that_can_be_of_one_day_share_a_window_and_those_years_apart_none() -> None:
    days = [dt.date(2031, 3, 1) + dt.timedelta(days=after) for after in range(40)]
    for day in days:
        for other in days:
            found = [set(windows(it.isoformat(), it.isoformat())) for it in (day, other)]
            assert found[0] & found[1] or abs((day - other).days) > NEAR
    assert set(windows("2031-01-01", "2031-12-31")) > set(windows("2031-06-06", "2031-06-06"))
    assert not set(windows("2031-03-10", "2031-03-10")) & set(windows("2029-03-10", "2029-03-10"))
    assert not windows(None, None)
