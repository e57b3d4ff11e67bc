"""The runner gives the same pairs and groups for any order and any portions of arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import blocks
from onrecord.link.days import apart
from onrecord.link.index import MemoryIndex
from onrecord.link.keys import reach
from onrecord.link.linker import link
from onrecord.link.stage import Group, Pair, Stage
from onrecord.model import Verdicts, content_id
from strategies.letters import DATED, STAGES, Dated, article, names


def record(
    portions: Sequence[Sequence[str]],
    verdicts: Mapping[str, Verdicts] | None = None,
    stages: Sequence[Stage] = STAGES,
) -> list[tuple[list[Pair], list[Group]]]:
    index = MemoryIndex(verdicts)
    for portion in portions:
        link([article(name) for name in portion], index, stages)
    return [(index.all_pairs(stage.name), index.groups(stage.name)) for stage in stages]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST", 3)


@given(names, st.randoms(use_true_random=False), st.integers(1, 4), st.sampled_from([STAGES, DATED]))
@settings(max_examples=300)
def test_the_record_is_the_same_for_any_order_and_any_portions(
    found: list[str], rng: Random, size: int, stages: Sequence[Stage]
) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    portions = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    at_once = record([found], stages=stages)
    assert record(portions, stages=stages) == at_once == record([[name] for name in found], stages=stages)


def test_a_block_that_ends_with_its_days_compares_nothing_further_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocks, "MOST", 64)
    (_, _), (pairs, _) = record([["BCDEFGHJKL"]], stages=DATED)
    known = {item.id: item for item in Dated().items(article("BCDEFGHJKL"))}
    compared = {(known[pair.a].body["letter"], known[pair.b].body["letter"]) for pair in pairs}
    assert compared
    for one, other in compared:
        a, b = (known[content_id("letters", letter)] for letter in (one, other))
        assert any(reach(key) is None or apart(a.days, b.days) <= reach(key) for key in a.keys & b.keys)
    # Five days apart, in two blocks of four days and of two; and in one that compares whatever the days are.
    assert not {("B", "H"), ("H", "B")} & compared
    assert {("D", "J"), ("J", "D")} & compared


@given(names)
def test_bringing_an_article_in_again_changes_nothing(found: list[str]) -> None:
    assert record([found, found]) == record([found])


def test_a_full_block_compares_the_smallest_and_each_of_the_others_with_two_of_them() -> None:
    (_, _), (pairs, _) = record([["ADGJMPSVY"]])
    ids = {content_id("letters", letter): letter for letter in "ADGJMPSVY"}
    compared = set()
    for members in (list(ids.values()), list("AGMSY"), list("DJPV")):
        ordered = sorted(members, key=lambda letter: content_id("letters", letter))
        compared |= {frozenset((a, b)) for a in ordered[:3] for b in ordered[:3] if a != b}
        compared |= {frozenset((a, b)) for a in ordered[:2] for b in ordered if a != b}
    near = {pair for pair in compared if abs(ord(min(pair)) - ord(max(pair))) <= 6}
    assert {frozenset((ids[pair.a], ids[pair.b])) for pair in pairs} == near


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
    monkeypatch.setattr(blocks, "MOST", 64)
    assert grouped({}, ["ACE"]) == [["A", "C", "E"]]
    apart = grouped({letters("A", "E"): False}, ["ACE"])
    assert len(apart) == 2
    assert not any({"A", "E"} <= set(group) for group in apart)


def test_later_stages_see_the_copies_among_their_articles() -> None:
    (_, _), (_, groups) = record([["ABD"], ["ACD"]])
    (group,) = [group for group in groups if "B" in group.record["letters"]]
    assert len(group.record["copies"]) == 2
    assert len({family for _, family in group.record["copies"]}) == 1


def test_a_family_that_people_divide_is_two_for_the_later_stages() -> None:
    whole = sorted(content_id("whole", article(name).article.id) for name in ("AB", "AC"))
    apart = {"copies": {(whole[0], whole[1]): False}}
    for portions in ([["AB", "AC", "AD"]], [["AB"], ["AD"], ["AC"]], [["AD"], ["AC"], ["AB"]]):
        (_, families), (_, groups) = record(portions, apart)
        assert not any(set(whole) <= set(family.members) for family in families)
        (group,) = [group for group in groups if "B" in group.record["letters"]]
        known = dict(group.record["copies"])
        families_of = [known.get(article(name).article.id, name) for name in ("AB", "AC")]
        assert families_of[0] != families_of[1]


ALIKE = [f"A{first}{second}" for first in "BCDEFGHJ" for second in "KLMNPQRSTU"]


@pytest.mark.parametrize("most", [1, 2, 3, 64])
@pytest.mark.parametrize("portion", [1, 7, 80])
def test_what_is_alike_is_one_group_however_many_there_are(
    most: int, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "MOST", most)
    shuffled = list(ALIKE)
    Random(portion).shuffle(shuffled)
    portions = [shuffled[at : at + portion] for at in range(0, len(shuffled), portion)]
    (pairs, (family,)), _ = record(portions)
    assert len(family.members) == len(ALIKE) == 80
    ends = [end for pair in pairs for end in (pair.a, pair.b)]
    smallest = sorted(family.members)[:most]
    inner, anchors = len(smallest), min(most, 2)
    # All of the smallest with one another, and each of the others with the anchors.
    assert len(pairs) == inner * (inner - 1) // 2 + (80 - inner) * anchors
    assert [ends.count(member) for member in smallest[:anchors]] == [79] * anchors
