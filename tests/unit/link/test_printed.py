"""What one article prints for the names in it."""

from __future__ import annotations

from onrecord.link import printed_names
from strategies.reports import Telling, page


def counts(publisher: str, *names: str) -> dict[str, int]:
    annotated = page(
        "a.txt",
        [
            Telling(
                content="The herring will be back", speaker="Vera Sund", by_way_of=(("Northline", "agency"),)
            )
        ],
        publisher=publisher,
        names=names,
    )
    return {
        text: count for (_, form, text), count in printed_names(annotated).counts.items() if form == "name"
    }


def test_a_name_counts_as_often_as_the_text_prints_it() -> None:
    assert counts("The Lamp", "Vera Sund", "Little Sarn", "Little Sarn")["Little Sarn"] == 2
    assert counts("The Lamp", "Vera Sund")["Vera Sund"] == 1


def test_a_name_that_no_text_prints_is_known_and_counts_nothing() -> None:
    found = counts("The Lamp", "Vera Sund")
    assert (found["The Lamp"], found["Northline"]) == (0, 0)
