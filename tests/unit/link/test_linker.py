"""The runner gives the same pairs and groups for any order and any portions of arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import linker
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Component, Group, Item, Pair, Stage, group_id
from onrecord.model import AnnotatedArticle, Annotations, Article, Verdicts, content_id


def article(name: str) -> AnnotatedArticle:
    """Give an article whose text is a list of things, which the stages below read as their items."""
    head = Article(
        id=content_id("art", name), capture=content_id("cap", name), path=name, key=None, item=0,
        kind="article", url=None,
        publisher=None, title=None, authors=(), language="en", published=None, updated=None,
        text=name, sha256="", truncated=False, blocks=(),
    )  # fmt: skip
    return AnnotatedArticle(article=head, annotations=Annotations())


@dataclass(frozen=True)
class Letters(Stage):
    """Each capital letter of an article's name is an item; letters near in the alphabet may join."""

    name: ClassVar[str] = "letters"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        return [
            Item(
                id=content_id(self.name, letter),
                article=article.article.id,
                keys=frozenset({f"third {ord(letter) % 3}", f"half {ord(letter) % 2}"}),
                body={"letter": letter},
            )
            for letter in sorted(set(article.article.text))
        ]

    def score(self, a: Item, b: Item) -> Pair | None:
        gap = abs(ord(a.body["letter"]) - ord(b.body["letter"]))
        if gap > 6:
            return None
        return Pair(a=a.id, b=b.id, score=round(1 / gap, 2), joins=gap <= 3, data={"gap": gap})

    def group(self, component: Component) -> Sequence[Group]:
        members = tuple(item.id for item in component.items)
        record = {
            "letters": sorted(item.body["letter"] for item in component.items),
            "joins": [(pair.a, pair.b, pair.score) for pair in component.pairs],
            "relations": [(pair.a, pair.b) for pair in component.relations],
            "copies": [(pair.a, pair.b) for pair in component.copies],
            "articles": sorted(item.article for item in component.items),
        }
        return [Group(id=group_id("letters", members), members=members, record=record)]


class Whole(Letters):
    """The article itself is the item, and a copy of another where both have the same first letter."""

    name: ClassVar[str] = "copies"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        first = article.article.text[0]
        identity = content_id("whole", article.article.id)
        return [Item(id=identity, article=article.article.id, keys=frozenset(first), body={"letter": first})]

    def score(self, a: Item, b: Item) -> Pair | None:
        return Pair(a=a.id, b=b.id, score=1.0, joins=True)


STAGES: Sequence[Stage] = (Whole(), Letters())


def record(
    portions: Sequence[Sequence[str]], verdicts: Mapping[str, Verdicts] | None = None
) -> list[tuple[list[Pair], list[Group]]]:
    index = MemoryIndex(verdicts)
    for portion in portions:
        link([article(name) for name in portion], index, STAGES)
    return [(index.all_pairs(stage.name), index.groups(stage.name)) for stage in STAGES]


names = st.lists(st.text("ABCDEFGHJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6), max_size=9, unique=True)


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
