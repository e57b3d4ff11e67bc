"""Visits come behind what they gave: who takes the stream keeps them when all before them is kept."""

from collections.abc import Iterator

from onrecord.capture.behind import Behind
from onrecord.capture.web.visits import OneRun
from onrecord.model import Visit


def visited(url: str) -> Visit:
    return Visit(url=url, address=url, visited="2031-04-03T08:00:00Z")


def test_a_visit_stands_behind_its_pages_and_before_the_next() -> None:
    behind = Behind(OneRun())

    def reading() -> Iterator[str]:
        yield from ("a1", "a2")
        behind.keep_visit(visited("a"))
        yield "b1"
        behind.keep_visit(visited("b"))

    assert list(behind.stream(reading())) == ["a1", "a2", visited("a"), "b1", visited("b")]


def test_a_visit_on_its_way_is_known_and_one_that_is_kept_is_asked_for() -> None:
    kept = OneRun()
    behind = Behind(kept)

    def reading() -> Iterator[str]:
        behind.keep_visit(visited("a"))
        assert behind.visit("a") == visited("a")
        assert kept.visit("a") is None
        yield "next"

    assert list(behind.stream(reading())) == [visited("a"), "next"]
    kept.keep_visit(visited("b"))
    assert behind.visit("b") == visited("b")
    list(behind.stream([]))
    assert behind.visit("a") is None
