"""What every index of the corpus stages promises: the store's keeps what the one in memory keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.link import blocks
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Stage
from onrecord.model import (
    AnnotatedArticle,
    Capture,
    CaptureResult,
    Group,
    Judgement,
    Pair,
    group_id,
)
from onrecord.model.audit import Signature
from onrecord.store import Store, open_store
from strategies.letters import DATED, STAGES, article, names

BY = Signature(who="Ada", when="2031-01-01T08:00:00Z")
Record = list[tuple[list[Pair], list[Group]]]


def added(store: Store, name: str) -> AnnotatedArticle:
    """Bring an article of letters into the store."""
    annotated = article(name)
    capture = Capture(
        id=annotated.article.capture, content=b"", sha256="0", media_type="text/plain", path=name
    )
    store.add(CaptureResult(capture=capture, articles=(annotated,)))
    return annotated


def plain(group: Group) -> Group:
    """Give a group with its record as JSON values, as a store gives it back."""
    return replace(group, record=json.loads(json.dumps(group.record)))


def in_memory(portions: Sequence[Sequence[str]], stages: Sequence[Stage]) -> Record:
    index = MemoryIndex()
    for portion in portions:
        link([article(name) for name in portion], index, stages)
    return [(index.all_pairs(s.name), [plain(group) for group in index.groups(s.name)]) for s in stages]


def in_store(store: Store, portions: Sequence[Sequence[str]], stages: Sequence[Stage] = STAGES) -> Record:
    for portion in portions:
        for name in portion:
            added(store, name)
        with store.linking() as linkage:
            waiting = linkage.unlinked(100)
            link(waiting, linkage, stages)
            linkage.mark_linked(annotated.article.id for annotated in waiting)
    with store.linked() as linkage:
        assert linkage.count_unlinked() == 0
        return [(list(linkage.all_pairs(s.name)), list(linkage.groups(s.name))) for s in stages]


@pytest.mark.parametrize("most", [2, 64])
@pytest.mark.parametrize("stages", [STAGES, DATED], ids=["letters", "dated"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=15,
)
@given(found=names, rng=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_the_store_keeps_what_memory_keeps_in_any_order(
    location: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    stages: Sequence[Stage],
    found: list[str],
    rng: Random,
    size: int,
) -> None:
    monkeypatch.setattr(blocks, "MOST", most)
    shuffled = list(found)
    rng.shuffle(shuffled)
    portions = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    with open_store(location()) as store:
        assert in_store(store, portions, stages) == in_memory([found], stages)
        assert list(store.faults()) == []


@pytest.fixture
def store(location: Callable[[], str]) -> Iterator[Store]:
    with open_store(location()) as store:
        yield store


def test_a_group_is_found_by_each_id_that_it_ever_had(store: Store) -> None:
    seen: set[str] = set()
    for name in ("AD", "DG", "GJ", "AGJ"):
        ((_, _), (_, groups)) = in_store(store, [[name]])
        seen |= {group.id for group in groups}
    with store.linked() as linkage:
        (last,) = linkage.groups("letters")
        assert {linkage.resolve(identity) for identity in seen} == {last.id}
        assert all(linkage.group("letters", identity) == last for identity in seen)
        assert linkage.resolve(group_id("letters", ["never"])) is None
        assert linkage.group("letters", last.members[0]) is None
        assert linkage.group("copies", last.id) is None


def test_what_goes_wrong_in_between_leaves_nothing_behind(store: Store) -> None:
    added(store, "ABC")

    def link_and_break() -> None:
        with store.linking() as linkage:
            link(linkage.unlinked(10), linkage, STAGES)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        link_and_break()
    with store.linked() as linkage:
        assert list(linkage.groups("letters")) == []
        assert linkage.count_unlinked() == 1


def decided(decision: str, a: str, b: str, *, when: str, stands: bool = True) -> Judgement:
    return Judgement(
        id=f"{decision}{when}", decision=decision, stage="letters", a=a, b=b,  # type: ignore[arg-type]
        field=None, value=None, who="Ada", when=when, stands=stands,
    )  # fmt: skip


def test_the_newest_decision_that_stands_counts(store: Store) -> None:
    with store.linking() as linkage:
        linkage.judge(decided("merge", "b", "a", when="2031-01-01"), BY)
        assert linkage.verdicts("letters", ["a"]) == {("a", "b"): True}
        linkage.judge(decided("split", "a", "b", when="2031-01-02"), BY)
        assert linkage.verdicts("letters", ["b"]) == {("a", "b"): False}
        linkage.judge(decided("split", "a", "b", when="2031-01-02", stands=False), BY)
        assert linkage.verdicts("letters", ["b"]) == {("a", "b"): True}
        assert linkage.verdicts("letters", ["c"]) == {}
        assert linkage.verdicts("copies", ["a"]) == {}
    with store.linked() as linkage:
        assert [judgement.stands for judgement in linkage.judgements()] == [True, False]


def test_clearing_keeps_decisions_and_lets_every_article_wait_again(store: Store) -> None:
    before = in_store(store, [["ABC", "XYZ"]])
    with store.linking() as linkage:
        linkage.judge(decided("merge", "a", "b", when="2031-01-01"), BY)
        linkage.clear()
        assert linkage.count_unlinked() == 2
        assert len(list(linkage.judgements())) == 1
    assert in_store(store, [[]]) == before
