"""The local engine: what comes out whatever becomes of its processes, and that none is left."""

import multiprocessing
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.engine import InProcess
from onrecord.engine.local import LocalEngine
from onrecord.errors import OnrecordError
from onrecord.model import Capture, CaptureResult, Drop
from strategies.stages import Odd, dies_while_loading, no_model, page

#: Seconds. Long for stages that do nothing, however busy the machine is.
LIMIT = 60.0


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def mixed() -> list[Capture | str | Drop]:
    gone = Drop(stage="capture", item="gone", reason="no such file")
    return [
        page("refused a"),
        "mark",
        *(page(f"page {n}") for n in range(40)),
        gone,
        page("refused b"),
        "end",
    ]


def test_the_outcome_is_that_of_one_process_in_the_same_order() -> None:
    expected = list(InProcess(Odd()).run(mixed()))
    with LocalEngine(Odd, 2, LIMIT) as engine:
        assert engine.model == "weights"
        assert list(engine.run(mixed())) == expected
        assert list(engine.run(mixed())) == expected
    assert [item for item in expected if isinstance(item, str)] == ["mark", "end"]


def test_a_page_that_takes_its_process_down_costs_itself_alone() -> None:
    pages = [page(f"page {n}") for n in range(12)]
    items = [*pages[:4], page("killed"), *pages[4:8], page("segfault"), page("exit"), *pages[8:]]
    with LocalEngine(Odd, 2, LIMIT) as engine:
        outcomes = list(engine.run(items))
    dropped = {drop.item: drop.reason for drop in outcomes if isinstance(drop, Drop)}
    assert list(dropped) == ["killed", "segfault", "exit"]
    assert "SIGKILL" in dropped["killed"]
    assert "SIGSEGV" in dropped["segfault"]
    assert "status 3" in dropped["exit"]
    assert [done.capture for done in outcomes if isinstance(done, CaptureResult)] == pages


def test_a_page_whose_process_is_killed_by_chance_is_tried_again(tmp_path: Path) -> None:
    items = [page("page 1"), page("once b"), page("page 2"), page("once d")]
    with LocalEngine(partial(Odd, tmp_path), 2, LIMIT) as engine:
        outcomes = list(engine.run(items))
    assert [done.capture for done in outcomes if isinstance(done, CaptureResult)] == items


def test_a_page_that_hangs_is_given_up() -> None:
    pages = [page(f"page {n}") for n in range(6)]
    with LocalEngine(Odd, 2, 2.0) as engine:
        outcomes = list(engine.run([*pages[:3], page("hang"), *pages[3:]]))
    (drop,) = (item for item in outcomes if isinstance(item, Drop))
    assert drop.item == "hang"
    assert "took more than 2 seconds" in drop.reason
    assert [done.capture for done in outcomes if isinstance(done, CaptureResult)] == pages


def test_what_goes_wrong_while_loading_is_raised() -> None:
    with LocalEngine(no_model, 2, LIMIT) as engine:
        with pytest.raises(OnrecordError, match=r"encoder\.onnx: is missing"):
            _ = engine.model
        with pytest.raises(OnrecordError, match="is missing"):
            list(engine.run([page("page 1")]))


def test_processes_that_die_while_loading_end_the_run_with_a_reason() -> None:
    with LocalEngine(dies_while_loading, 2, LIMIT) as engine, pytest.raises(OnrecordError, match="SIGKILL"):
        list(engine.run([page("page 1")]))


def test_no_more_is_read_ahead_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.engine.local._EACH", 4)
    read = 0

    def pages() -> Iterator[Capture]:
        nonlocal read
        for number in range(60):
            read += 1
            yield page(f"page {number}")

    with LocalEngine(Odd, 2, LIMIT) as engine:
        for done, _ in enumerate(engine.run(pages()), 1):
            assert read - done <= 8
    assert read == 60


def test_large_pages_are_not_held_by_the_dozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.engine.local._MOST_BYTES", 1000)
    read = 0

    def pages() -> Iterator[Capture]:
        nonlocal read
        for number in range(20):
            read += 1
            yield page(f"page {number} {'x' * 600}", path=str(number))

    with LocalEngine(Odd, 2, LIMIT) as engine:
        for done, _ in enumerate(engine.run(pages()), 1):
            assert read - done <= 2


def test_a_run_that_is_broken_off_leaves_nobody_and_the_next_one_is_whole() -> None:
    with LocalEngine(Odd, 2, LIMIT) as engine:
        broken = engine.run(page(f"page {number}") for number in range(100))
        next(broken)
        broken.close()
        (again,) = engine.run([page("page again")])
    assert isinstance(again, CaptureResult)
    assert again.capture == page("page again")
