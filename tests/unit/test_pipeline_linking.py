"""Linking: one article that can't be linked does not keep the others from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.linking import Portions, count_waiting, fixed_part, next_size
from onrecord.model import AnnotatedArticle, Capture, CaptureResult, Item
from onrecord.pipeline import link_waiting
from onrecord.store import open_store
from strategies.letters import Letters, article


class Choosy(Letters):
    """Can't read the article named BAD."""

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        if article.article.path == "BAD":
            raise RecursionError("too deep")
        return super().items(article)


def test_an_article_that_cannot_be_linked_is_told_and_the_others_are_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "STAGES", (Choosy(),))
    with open_store(str(tmp_path / "record.db")) as store:
        for name in ("ABC", "BAD", "XYZ"):
            annotated = article(name)
            capture = Capture(
                id=annotated.article.capture, content=b"", sha256="0", media_type="text/plain", path=name
            )
            store.add(CaptureResult(capture=capture, articles=(annotated,)))
        list(link_waiting(store))
        with store.linked() as linkage:
            assert linkage.count_unlinked() == 0
            letters = [letter for group in linkage.groups("letters") for letter in group.record["letters"]]
        assert sorted(letters) == sorted("ABCXYZ")
        (drop,) = store.drops()
        assert (drop.stage, drop.item) == ("link", "BAD")
        assert "too deep" in drop.reason
        assert list(link_waiting(store)) == []


def test_counting_what_waits_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STAGES", (Letters(),))
    with open_store(str(tmp_path / "record.db")) as store:
        annotated = article("ABC")
        capture = Capture(
            id=annotated.article.capture, content=b"", sha256="0", media_type="text/plain", path="ABC"
        )
        store.add(CaptureResult(capture=capture, articles=(annotated,)))
        assert list(link_waiting(store)) == [1]
        monkeypatch.setattr(type(store), "linking", lambda _: pytest.fail("written to"))
        assert list(link_waiting(store)) == []


def test_what_another_version_linked_is_linked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STAGES", (Letters(),))
    with open_store(str(tmp_path / "record.db")) as store:
        annotated = article("ABC")
        capture = Capture(
            id=annotated.article.capture, content=b"", sha256="0", media_type="text/plain", path="ABC"
        )
        store.add(CaptureResult(capture=capture, articles=(annotated,)))
        assert list(link_waiting(store)) == [1]
        monkeypatch.setattr("onrecord.linking.VERSION", "another")
        assert list(link_waiting(store)) == [1]
        assert list(link_waiting(store)) == []


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(5.0, [10, 5, 9]), (0.01, [10, 14]), (0.7, [10, 10, 4])],
    ids=["slow, whatever its size", "quick", "neither"],
)
def test_portions_grow_where_that_costs_no_time(seconds: float, wanted: list[int], tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        for number in range(24):
            annotated = article(f"A{number:02}")
            capture = Capture(
                id=annotated.article.capture,
                content=b"",
                sha256="0",
                media_type="text/plain",
                path=f"{number}",
            )
            store.add(CaptureResult(capture=capture, articles=(annotated,)))
        portions = Portions(store, (Letters(),), 50, count(0, seconds).__next__)
        linked = []
        while waiting := count_waiting(store):
            portions.link_next()
            linked.append(waiting - count_waiting(store))
    assert linked == wanted


@pytest.mark.parametrize(
    ("each", "fixed", "wanted"),
    [(0.5, 0.0, [10, 5, 2, 2, 2]), (0.06, 4.5, [10, 5, 10, 20, 40, 50, 50]), (0.06, 0.1, [10, 10, 10])],
    ids=["each is slow", "any is slow", "neither"],
)
def test_no_portion_is_larger_than_who_waits_for_it_must_bear(
    each: float, fixed: float, wanted: list[int]
) -> None:
    sizes, last, known = [10], None, 0.0
    while len(sizes) < len(wanted):
        size = sizes[-1]
        seconds = fixed + each * size
        if last is not None and last[0] != size:
            known = fixed_part(last, (size, seconds))
            assert known == pytest.approx(fixed)
        last = size, seconds
        sizes.append(next_size(size, seconds, known, 50))
    assert sizes == wanted
