"""Tables in Parquet: each row a page, whatever its columns are called, and none of a file that is damaged."""

import datetime
from pathlib import Path

import pyarrow
from pyarrow import parquet

from onrecord.capture import read_inputs
from onrecord.model import Capture, Drop
from onrecord.settings import Settings


def read(path: Path, **settings: int) -> tuple[list[Capture], list[Drop]]:
    items = list(read_inputs([str(path)], settings=Settings(**settings)))
    return [it for it in items if isinstance(it, Capture)], [it for it in items if isinstance(it, Drop)]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=2)
    return path


def test_each_row_is_a_page_with_what_its_columns_say(tmp_path: Path) -> None:
    rows = [
        {"Text": "The quay is shut.", "publisher": "The Lamp", "published": datetime.date(2031, 4, 3)},
        {"Text": None, "publisher": "The Lamp", "published": None},
        {"Text": "The ferry sails.", "publisher": None, "published": None},
    ]
    (first, last), (drop,) = read(written(tmp_path / "x.parquet", rows))
    assert first.content == b"The quay is shut."
    assert (first.declared.publisher, first.declared.published) == ("The Lamp", "2031-04-03")
    assert first.path == str(tmp_path / "x.parquet")
    assert last.content == b"The ferry sails."
    assert drop.item == f"{tmp_path}/x.parquet:2"


def test_bytes_of_pages_are_read_by_the_name_that_the_user_gives(tmp_path: Path) -> None:
    path = written(tmp_path / "crawl", [{"body": "<p>Läuft".encode(), "address": "https://lamp.example/a"}])
    columns = {"html": "body", "url": "address"}
    (page,) = read_inputs([str(path)], settings=Settings(), columns=columns)
    assert isinstance(page, Capture)
    assert (page.content, page.media_type, page.url) == (
        "<p>Läuft".encode(), "text/html", "https://lamp.example/a",
    )  # fmt: skip


def test_a_table_without_a_text_says_what_it_has(tmp_path: Path) -> None:
    pages, (drop,) = read(written(tmp_path / "x.parquet", [{"station": "Quay", "trains": 3}]))
    assert pages == []
    assert "station, trains" in drop.reason


def test_a_file_that_is_cut_off_or_changed_is_a_drop(tmp_path: Path) -> None:
    whole = written(tmp_path / "x.parquet", [{"text": f"Page {n}."} for n in range(9)]).read_bytes()
    for number in range(0, len(whole), 7):
        for content in (whole[:number], whole[:number] + b"\xff" + whole[number + 1 :]):
            (tmp_path / "y.parquet").write_bytes(content)
            pages, drops = read(tmp_path / "y.parquet")
            assert len(pages) < 10
            assert drops or len(pages) == 9


def test_a_file_that_unpacks_to_far_more_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    parquet.write_table(pyarrow.table({"text": ["x" * 60_000_000]}), path, compression="zstd")
    pages, (drop,) = read(path)
    assert pages == []
    assert "max_unpacked_ratio" in drop.reason
