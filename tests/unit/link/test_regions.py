"""A stage that groups region by region makes the groups that it would make of everything at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.link.stories.linkage import Division, average_link
from onrecord.model import AnnotatedArticle, Verdicts
from strategies.letters import article
from strategies.linking import GivenCopies

#: What two articles count that are not compared, and the mean from which two groups are one.
UNLIKE, LEAST = 0.1, 0.3

NAMES = [f"{first}{second}" for first in "ABCDEFGH" for second in "abc"]
Likeness = Mapping[tuple[str, str], float]


@dataclass
class Drawn:
    """A stage whose pairs are as like as a table says."""

    name: ClassVar[str] = "stories"
    likeness: Likeness
    days: Mapping[str, int]
    #: The largest region that was asked about.
    largest: int = field(default=0)

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        head = article.article
        day = self.days.get(head.text)
        return [Item(id=head.id, article=head.id, keys=frozenset("x"), body={"day": day, "name": head.text})]

    def score(self, a: Item, b: Item) -> Pair | None:
        score = self.likeness.get((a.body["name"], b.body["name"])) or self.likeness.get(
            (b.body["name"], a.body["name"])
        )
        return Pair(a=a.id, b=b.id, score=score, joins=True) if score else None

    def divided(self, region: Component) -> Division:
        families: dict[str, list[str]] = {}
        for descent in region.copies:
            families.setdefault(descent.family, []).append(descent.article)
        judged = sorted(region.verdicts.items())
        return average_link(
            [item.id for item in region.items],
            {(pair.a, pair.b): pair.score for pair in region.pairs},
            least=LEAST,
            unlike=UNLIKE,
            together=[*(pair for pair, one in judged if one), *families.values()],
            apart=[pair for pair, one in judged if not one],
            days={
                it.id: (it.body["day"], it.body["day"]) for it in region.items if it.body["day"] is not None
            },
            furthest=3,
            around=region.around,
        )

    def beyond(self, region: Component) -> Collection[str]:
        self.largest = max(self.largest, len(region.items))
        return self.divided(region).beyond

    def group(self, component: Component) -> Sequence[Group]:
        return [
            Group(id=group_id("story", it), members=it, record=it) for it in self.divided(component).groups
        ]


tables = st.dictionaries(
    st.sampled_from(list(combinations(NAMES, 2))),
    st.integers(40, 100).map(lambda hundredths: hundredths / 100),
    max_size=60,
)


def ids(*names: str) -> tuple[str, str]:
    one, other = sorted(article(name).article.id for name in names)
    return one, other


#: Some within a family of copies, so that it may fall into several parts.
JUDGED = [
    ids(*pair)
    for pair in (("Aa", "Bb"), ("Aa", "Ab"), ("Aa", "Ac"), ("Ab", "Ac"), ("Ba", "Ca"), ("Da", "Dc"))
]


def linked(
    portions: Sequence[Sequence[str]],
    stage: Drawn,
    copied: Sequence[tuple[str, str]] = (),
    verdicts: Verdicts | None = None,
) -> list[tuple[str, ...]]:
    """Give the groups after portions of articles were linked."""
    index = MemoryIndex({"stories": verdicts or {}})
    copies = GivenCopies([(article(one), article(other)) for one, other in copied])
    for portion in portions:
        link([article(name) for name in portion], index, [copies, stage])
    return [group.members for group in index.groups("stories")]


@given(
    tables,
    st.dictionaries(st.sampled_from(NAMES), st.integers(1, 6)),
    st.lists(st.sampled_from([("Aa", "Ab"), ("Aa", "Ac"), ("Ba", "Ca"), ("Ea", "Hb")]), unique=True),
    st.dictionaries(st.sampled_from(JUDGED), st.booleans()),
    st.randoms(use_true_random=False),
    st.integers(1, 9),
)
@settings(max_examples=250, deadline=None)
def test_portions_give_the_groups_of_everything_at_once(
    table: Likeness,
    days: dict[str, int],
    copied: list[tuple[str, str]],
    verdicts: dict[tuple[str, str], bool],
    rng: Random,
    size: int,
) -> None:
    shuffled = list(NAMES)
    rng.shuffle(shuffled)
    portions = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    at_once = linked([NAMES], Drawn(table, days), copied, verdicts)
    assert sorted(member for group in at_once for member in group) == sorted(
        article(it).article.id for it in NAMES
    )
    assert linked(portions, Drawn(table, days), copied, verdicts) == at_once
    assert linked([[it] for it in shuffled], Drawn(table, days), copied, verdicts) == at_once
    assert not any({a, b} <= set(group) for group in at_once for (a, b), one in verdicts.items() if not one)


def test_a_region_stays_small_where_everything_hangs_together() -> None:
    # Three of a letter are one story; each is like the next letter's first, so that one component holds all.
    inner = {pair: 0.9 for pair in combinations(NAMES, 2) if pair[0][0] == pair[1][0]}
    chain = {(f"{one}c", f"{other}a"): 0.45 for one, other in zip("ABCDEFG", "BCDEFGH", strict=True)}
    stage = Drawn(inner | chain, {})
    groups = linked([[name] for name in NAMES], stage)
    assert len(groups) == 8
    assert all(len(group) == 3 for group in groups)
    assert stage.largest < 12


def test_a_family_that_people_divide_is_held_together_as_far_as_they_did_not() -> None:
    table = {("Ab", "Ac"): 0.4, ("Ab", "Ba"): 0.45}
    copied = [("Aa", "Ab"), ("Aa", "Ac")]
    apart = {ids("Aa", "Ab"): False, ids("Aa", "Ac"): False}
    names = ["Aa", "Ab", "Ac", "Ba"]
    at_once = linked([names], Drawn(table, {}), copied, apart)
    assert linked([names[:3], names[3:]], Drawn(table, {}), copied, apart) == at_once
    assert linked([names[2:], names[:2]], Drawn(table, {}), copied, apart) == at_once
    assert any({article("Ab").article.id, article("Ac").article.id} <= set(group) for group in at_once)
