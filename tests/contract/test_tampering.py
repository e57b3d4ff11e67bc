"""One value of a store is changed by other hands, column by column: `verify` or `verify --again` finds it.

What neither can find stands in `UNNOTICED`, with the reason, and in docs/verify.md. The long version,
over all sample pages and several rows a column, is `trust/tamper.py`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.pipeline import link_waiting
from onrecord.store import open_store
from onrecord.store.raw_rows import table_names
from onrecord.verify import Problem, verify
from onrecord.verify.again import Remade, remake
from onrecord.verify.compare import GIVEN, LINKED, READ, Compared
from strategies.postgres import Server
from strategies.tampering import (
    FEW,
    UNNOTICED,
    Remembering,
    columns,
    made_again,
    make_store,
    notices,
    tamper,
)

#: Those where something can be noticed; nothing waits to be linked.
TABLES = sorted({table for table, name in columns() if f"{table}.{name}" not in UNNOTICED} - {"unlinked"})
PAGE = Path(__file__).parents[2] / "docs" / "verify.md"


@dataclass
class Made:
    """A store, and what was made again of it."""

    location: Path
    remade: Remade
    reader: Remembering


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("tampering")
    location = folder / "record.db"
    make_store(str(location), FEW)
    reader = Remembering()
    with open_store(str(location)) as store:
        remade = made_again(store, folder / "again", reader)
    with closing(sqlite3.connect(location)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield Made(location, remade, reader)
    remade.store.close()


def again(location: Path, remade: Remade) -> list[Problem]:
    with open_store(str(location)) as store:
        return list(Compared(store, remade).problems(Counter()))


def test_every_table_is_either_given_or_made() -> None:
    assert sorted((*GIVEN, *READ, *LINKED)) == sorted(table_names())


def test_a_store_that_nobody_changed_is_made_again_row_by_row(made: Made) -> None:
    compared: Counter[str] = Counter()
    with open_store(str(made.location)) as store:
        assert list(verify(store)) == []
        assert list(Compared(store, made.remade).problems(compared)) == []
        counts = store.counts()
    assert [table for table in (*READ, *LINKED) if not counts[table] and table != "unlinked"] == []
    assert {table: compared[table] for table in READ if table != "drops"} == {
        table: counts[table] for table in READ if table != "drops"
    }


@pytest.mark.parametrize("table", sorted({table for table, _ in columns()} - {"unlinked", "visits"}))
def test_a_value_changed_by_other_hands_is_noticed(table: str, made: Made, tmp_path: Path) -> None:
    for column in (name for of, name in columns() if of == table and f"{of}.{name}" not in UNNOTICED):
        changed = tmp_path / f"{column}.db"
        shutil.copy(made.location, changed)
        done = tamper(str(changed), table, column)
        assert done is not None, f"nothing to change in {table}.{column}"
        assert notices(changed, table, made.remade, made.reader), done


def test_a_store_on_a_server_is_made_again_just_so(made: Made, server: Server, tmp_path: Path) -> None:
    address = server.store()
    with open_store(str(made.location)) as store, open_store(address) as other:
        other.begin_activity(next(store.activities()))
        for result in store.results():
            other.add(result)
        for _ in link_waiting(other):
            pass
        assert list(verify(other)) == []
        remade = made_again(other, tmp_path / "again", made.reader)
        compared: Counter[str] = Counter()
        assert list(Compared(other, remade).problems(compared)) == []
        assert compared.total() > 1_000
        with server.connect(address) as connection:
            changed = connection.execute(
                "UPDATE groups SET record = replace(record, 'Northline', 'Southline')"
            )
            assert changed.rowcount > 0
        found = list(Compared(other, remade).problems(Counter()))
        remade.store.close()
    assert {(it.table, it.column) for it in found} == {("groups", "record")}
    assert len(found) <= changed.rowcount


def test_what_is_not_noticed_is_told_with_its_reason() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, reason in UNNOTICED.items():
        table, _, column = name.partition(".")
        (told,) = (
            line for line in page.splitlines() if line.startswith(f"| `{table}`") and f"`{column}`" in line
        )
        assert reason in told


@pytest.mark.parametrize(
    ("sql", "table", "row", "reason"),
    [
        (
            "UPDATE statements SET polarity = 'denied' WHERE id = ?",
            "statements",
            "{}",
            "its polarity is 'denied'",
        ),
        ("UPDATE statements SET speaker = 'Bo Quill' WHERE id = ?", "statements", "{}", "its speaker is 'Bo"),
        ("DELETE FROM hops WHERE statement = ? AND position = 0", "hops", "{}/0", "is missing"),
        ("DELETE FROM speaker_names WHERE statement = ?", "speaker_names", "{}", "is missing"),
        (
            "INSERT INTO hops SELECT statement, 77, name, kind, start, end, text, inferred FROM hops "
            "WHERE statement = ? AND position = 0",
            "hops",
            "{}/77",
            "is not made again",
        ),
    ],
)
def test_the_row_the_page_and_the_column_are_named(
    sql: str, table: str, row: str, reason: str, made: Made, tmp_path: Path
) -> None:
    changed = tmp_path / "record.db"
    shutil.copy(made.location, changed)
    with closing(sqlite3.connect(changed)) as connection:
        query = (
            "SELECT statements.id, path FROM statements JOIN articles ON articles.id = article "
            "JOIN speaker_names ON speaker_names.statement = statements.id "
            "WHERE polarity = 'asserted' ORDER BY statements.id"
        )
        statement, path = connection.execute(query).fetchone()
        assert connection.execute(sql, (statement,)).rowcount == 1
        connection.commit()
    (found,) = again(changed, made.remade)
    assert (found.table, found.row, found.path) == (table, row.format(statement), path)
    assert reason in found.reason


def test_a_page_read_by_another_model_is_named_and_its_rows_are_taken_as_they_stand(
    made: Made, tmp_path: Path
) -> None:
    changed = tmp_path / "record.db"
    shutil.copy(made.location, changed)
    with closing(sqlite3.connect(changed)) as connection:
        connection.execute(
            "INSERT INTO activities SELECT 'old', name, started, version, settings, 'ab' FROM activities"
        )
        connection.execute("UPDATE captures SET activity = 'old' WHERE path = 'digest-bridge.html'")
        connection.execute("UPDATE statements SET speaker = 'Bo' WHERE article IN "
                           "(SELECT id FROM articles WHERE path = 'digest-bridge.html')")  # fmt: skip
        connection.commit()
    with open_store(str(changed)) as store:
        plain = [it for it in verify(store) if it.table == "activities"]
        assert [(it.row, it.finding) for it in plain] == [("old", "unproved")]
        assert "1 pages" in plain[0].reason
        remade = Remade(open_store(str(tmp_path / "again.db")))
        told = list(remake(store, remade, made.reader))
        assert [(it.table, it.path, it.finding) for it in told] == [
            ("captures", "digest-bridge.html", "unproved")
        ]
        # What was made of it is not doubted for that; nor is what stands in other pages.
        assert {it.table for it in Compared(store, remade).problems(Counter())} <= set(LINKED)
        remade.store.close()
