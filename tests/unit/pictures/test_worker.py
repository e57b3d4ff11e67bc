"""Drawing in a process of its own: the same drawings, and no harm where it dies."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from onrecord.errors import OnrecordError
from onrecord.pictures import worker as workers
from onrecord.pictures.over_time import Remark, statements_over_time
from onrecord.pictures.picture import Picture
from onrecord.pictures.worker import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def picture() -> Picture:
    remarks = [Remark(day="2031-05-02", polarity="denied", kind="direct")]
    found = statements_over_time("Inès Arkwéll ☂", remarks)
    assert found is not None
    return found


def test_it_draws_what_is_drawn_here(worker: Worker, picture: Picture) -> None:
    assert worker._process is None
    assert picture.svg(worker) == picture.svg()
    assert picture.png(worker) == picture.png()


def test_what_cannot_be_drawn_is_told_and_the_next_is_drawn(worker: Worker, picture: Picture) -> None:
    with pytest.raises(OnrecordError, match="could not be drawn"):
        worker.draw(json.dumps({"mark": "point", "data": {"url": "http://127.0.0.1:9/a.json"}}))
    process = worker._process
    assert picture.svg(worker) == picture.svg()
    assert worker._process is process


def test_a_process_that_died_is_started_again(worker: Worker, picture: Picture) -> None:
    picture.svg(worker)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert picture.svg(worker) == picture.svg()


def test_a_process_that_dies_over_a_drawing_takes_that_one_only(
    worker: Worker, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.0)
    with pytest.raises(OnrecordError, match="broke off"):
        picture.svg(worker)
    monkeypatch.undo()
    assert picture.svg(worker) == picture.svg()


def test_after_many_drawings_there_is_a_new_process(
    worker: Worker, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_DRAWINGS", 1)
    picture.svg(worker)
    first = worker._process
    picture.svg(worker)
    assert first is not None
    assert first.poll() is not None
    assert worker._process is not first


def test_it_can_be_started_before_it_is_needed(worker: Worker, picture: Picture) -> None:
    worker.warm_up()
    assert picture.svg(worker) == picture.svg()


def test_nobody_leaves_a_process_behind(picture: Picture) -> None:
    made = Worker()
    picture.svg(made)
    process = made._process
    assert process is not None
    del made
    assert process.poll() is not None
