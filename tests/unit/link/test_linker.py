"""The runner gives the same pairs and groups for any order and any portions of arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import linker
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Group, Pair
from onrecord.model import Verdicts, content_id
from strategies.letters import STAGES, article, names


def record(
    portions: Sequence[Sequence[str]], verdicts: Mapping[str, Verdicts] | None = None
) -> list[tuple[list[Pair], list[Group]]]:
    index = MemoryIndex(verdicts)
    for portion in portions:
        link([article(name) for name in portion], index, STAGES)
    return [(index.all_pairs(stage.name), index.groups(stage.name)) for stage in STAGES]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "MOST", 3)


@given(names, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=200)
def test_the_record_is_the_same_for_any_order_and_any_portions(
    found: list[str], rng: Random, size: int
) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    portions = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    assert record(portions) == record([found]) == record([[name] for name in found])


@given(names)
def test_bringing_an_article_in_again_changes_nothing(found: list[str]) -> None:
    assert record([found, found]) == record([found])


def test_a_full_block_keeps_the_smallest_ids_only() -> None:
    (_, _), (pairs, _) = record([["ADGJMPSVY"]])
    # One block of nine letters, of which three are compared; "half" blocks add pairs of their own.
    assert len(pairs) <= 3 + 3 + 3


def test_an_item_is_in_exactly_one_group() -> None:
    (_, _), (_, groups) = record([["ABC"], ["CDE"], ["XYZ"]])
    members = [member for group in groups for member in group.members]
    assert sorted(members) == sorted({content_id("letters", letter) for letter in "ABCDEXYZ"})


def letters(*pair: str) -> tuple[str, str]:
    first, second = sorted(content_id("letters", letter) for letter in pair)
    return first, second


def grouped(verdicts: Verdicts, *portions: list[str]) -> list[list[str]]:
    (_, _), (_, groups) = record(portions, {"letters": verdicts})
    return sorted(group.record["letters"] for group in groups)


def test_people_can_merge_what_no_score_joins() -> None:
    assert grouped({}, ["A"], ["Z"]) == [["A"], ["Z"]]
    assert grouped({letters("A", "Z"): True}, ["A", "Z"]) == [["A", "Z"]]
    assert grouped({letters("A", "Z"): True}, ["Z"], ["A"]) == [["A", "Z"]]


def test_what_people_set_apart_is_never_joined_not_even_by_way_of_a_third(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linker, "MOST", 64)
    assert grouped({}, ["ACE"]) == [["A", "C", "E"]]
    apart = grouped({letters("A", "E"): False}, ["ACE"])
    assert len(apart) == 2
    assert not any({"A", "E"} <= set(group) for group in apart)


def test_later_stages_see_the_copies_among_their_articles() -> None:
    (_, _), (_, groups) = record([["ABD"], ["ACD"]])
    (group,) = [group for group in groups if "B" in group.record["letters"]]
    assert len(group.record["copies"]) == 1
