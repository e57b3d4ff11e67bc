"""Filters by day go by the days that only other articles fix, of statements and of undated copies."""

from __future__ import annotations

from pathlib import Path

from onrecord.model import AnnotatedArticle, Group, group_id
from onrecord.reading.finding import find_statements
from onrecord.reading.record import open_record
from onrecord.store import StatementFilter, Store, open_store
from strategies.pier import DORN, PLANK, fill
from strategies.reports import Telling, page

DATED = page("lamp.txt", [Telling(content=PLANK, speaker=DORN, said="2031-05-01")], publisher="The Lamp",
             published="2031-05-02", names=(DORN, "Little Sarn"))  # fmt: skip
#: Says neither when it was said nor when it was published.
UNDATED = page("herald.txt", [Telling(content=PLANK, speaker=DORN)], publisher="The Quay Herald",
               published=None, names=(DORN, "Little Sarn"))  # fmt: skip
#: Was published long after; its words could be of any day before.
LATE = page("fish.txt", [Telling(content=PLANK, speaker=DORN)], publisher="Sarn Clicks",
            published="2031-08-09", names=(DORN, "Little Sarn"))  # fmt: skip
ALONE = page("alone.txt", [Telling(content="The herring will be back", speaker="Vera Sund")],
             publisher="The Lamp", published=None, names=("Vera Sund",))  # fmt: skip


def found(store: Store, **asked: str) -> set[str]:
    with open_record(store) as record:
        wanted = StatementFilter(**asked)  # type: ignore[arg-type]
        return {told.row.path for told in find_statements(store, record, wanted)}


def store_of(folder: Path, *pages: AnnotatedArticle) -> Store:
    store = open_store(str(folder / "record.db"))
    fill(store, pages)
    return store


def test_a_statement_is_found_by_the_day_that_another_report_fixes(tmp_path: Path) -> None:
    with store_of(tmp_path, DATED, UNDATED, LATE, ALONE) as store:
        everywhere = {"lamp.txt", "herald.txt", "fish.txt"}
        assert found(store, from_day="2031-05-01", to_day="2031-05-01") == everywhere
        assert found(store, from_day="2031-05", to_day="2031-05", speaker=DORN) == everywhere
        assert found(store, to_day="2031-04-30") == set()


def test_a_statement_is_not_found_by_the_day_its_page_alone_would_allow(tmp_path: Path) -> None:
    with store_of(tmp_path, DATED, UNDATED, LATE) as store:
        assert found(store, from_day="2031-08") == set()
    alone = tmp_path / "alone"
    alone.mkdir()
    with store_of(alone, LATE) as store:
        assert found(store, from_day="2031-08") == {"fish.txt"}


def test_without_another_report_a_statement_without_a_day_has_none(tmp_path: Path) -> None:
    with store_of(tmp_path, UNDATED, ALONE) as store:
        assert found(store, from_day="1900", to_day="2100") == set()


def test_a_copy_without_a_day_is_of_the_day_of_its_original_or_later(tmp_path: Path) -> None:
    copy = page("copy.txt", [Telling(content="The herring will be back", speaker="Vera Sund")],
                publisher="Sarn Clicks", published=None, names=("Vera Sund",))  # fmt: skip
    with store_of(tmp_path, DATED, copy) as store:
        assert "copy.txt" not in found(store, to_day="2100")
        original, copied = DATED.article.id, copy.article.id
        row = {"original": original, "copy": copied, "type": "near", "score": 1.0, "evidence": []}
        members = tuple(sorted((original, copied)))
        family = Group(id=group_id("copies", members), members=members, record={"copies": [row]})
        with store.linking() as linkage:
            linkage.regroup("copies", members, [family])
        assert "copy.txt" in found(store, to_day="2031-05-02")
        assert "copy.txt" not in found(store, to_day="2031-05-01")
        with open_record(store) as record:
            [told] = [
                told
                for told in find_statements(store, record, StatementFilter())
                if told.row.path == "copy.txt"
            ]
        assert told.row.published is not None
        assert (told.row.published.earliest, told.row.published.method) == ("2031-05-02", "corpus")
