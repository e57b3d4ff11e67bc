"""`onrecord judge` as its user meets it, and where its decisions show."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store import open_store
from strategies.commands import lines, rows_of, run
from strategies.pier import DORN, claim, denial, fill, pages, statement_of


@pytest.fixture
def own_store(tmp_path: Path) -> str:
    location = str(tmp_path / "record.db")
    with open_store(location) as opened:
        fill(opened)
    return location


def test_entities_tell_candidates_and_why_names_are_one(own_store: str) -> None:
    assert "? Ilmar Dorne" in run(own_store, "entities", DORN).stdout
    run(own_store, "judge", "merge", DORN, "Ilmar Dorne", "--who", "Ada")
    assert "decided" not in run(own_store, "entities", DORN).stdout
    [row] = rows_of(run(own_store, "entities", "Dorne", "--why").stdout)
    assert "somebody decided so" in row


def test_a_decision_is_listed_with_who_and_undone_by_its_id(own_store: str) -> None:
    told = run(own_store, "judge", "merge", DORN, "Ilmar Dorne", "--who", "Ada").stderr
    [line] = lines(own_store, "judge", "list")
    assert line["id"] in told
    assert (line["decision"], line["who"], line["stands"]) == ("merge", "Ada", True)
    assert f"{DORN}" in run(own_store, "judge", "list").stdout
    run(own_store, "judge", "undo", line["id"])
    assert "merge (taken back)" in run(own_store, "judge", "list").stdout
    assert len(lines(own_store, "entities", "Ilmar")) == 2


def test_a_correction_is_shown_with_what_is_printed(own_store: str) -> None:
    click = statement_of(pages()[2])
    run(own_store, "judge", "correct", click, "--speaker", DORN, "--said", "2031-05-02", "--who", "Ada")
    [line] = [it for it in lines(own_store, "statements") if it["id"] == click]
    assert (line["speaker"]["name"], line["speaker"]["method"]) == (DORN, "given")
    assert line["speaker"]["as_printed"] == "Ilmar Dorne"
    assert (line["said"]["value"], line["said"]["method"]) == ("2031-05-02", "given")
    shown = run(own_store, "statements", "--publisher", "clicks").stdout
    assert "(given; printed: “Ilmar Dorne”)" in " ".join(rows_of(shown))
    assert click in {it["id"] for it in lines(own_store, "timeline", DORN)}


def test_an_accepted_link_says_who_accepted_it(own_store: str) -> None:
    run(own_store, "judge", "accept", denial(), claim(), "--who", "Ada")
    explicit, inferred = run(own_store, "disputes").stdout.split("Only inferred")
    assert "accepted by Ada" in " ".join(rows_of(explicit))
    assert "accepted" not in inferred
    run(own_store, "judge", "reject", claim(), denial(), "--who", "Ada")
    assert [line["relation"] for line in lines(own_store, "disputes")] == ["may_conflict"]
