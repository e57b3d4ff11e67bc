"""Opening: what is no store is refused and left alone, older stores are migrated, newer ones refused."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import onrecord.store
from onrecord.errors import StoreError
from onrecord.store import StatementFilter, open_store
from onrecord.store.connection import APPLICATION_ID, connect, writing
from onrecord.store.migrate import upgrade
from onrecord.store.schema import HEAD, metadata
from strategies.pages import corpus, page


def made_by(path: Path, *sql: str) -> bytes:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in sql:
            connection.execute(statement)
    return path.read_bytes()


def test_a_new_store_is_a_wal_file_with_our_name(tmp_path: Path) -> None:
    open_store(str(tmp_path / "record.db")).close()
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_a_path_without_a_store_is_refused_where_none_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store is there"):
        open_store(str(tmp_path / "record.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_kind_of_store_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreError, match="not a kind of store") as caught:
        open_store("mysql://user:hunter2@host/db")
    assert "hunter2" not in str(caught.value)


def test_another_kind_of_address_is_refused() -> None:
    with pytest.raises(StoreError, match="not a kind of store"):
        open_store("mysql://host/db")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere does not exist"):
        open_store(str(tmp_path / "nowhere" / "record.db"))


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to have a header of a hundred bytes " * 20)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="is not a store"):
        open_store(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    ["CREATE TABLE mine (x)", "PRAGMA application_id = 77", "CREATE TABLE alembic_version (version_num)"],
)
def test_a_database_of_another_application_is_left_alone(tmp_path: Path, sql: str) -> None:
    file = tmp_path / "other.db"
    before = made_by(file, sql)
    with pytest.raises(StoreError, match="another application"):
        open_store(str(file))
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    # What a process leaves that was killed before its first commit.
    file = tmp_path / "record.db"
    file.touch()
    with open_store(str(file)) as store:
        assert store.add(page())


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    open_store(str(file)).close()
    made_by(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer onrecord .*9999.*upgrade"):
        open_store(str(file))


def test_an_older_store_is_migrated_with_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    engine = connect(file)
    with writing(engine) as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        upgrade(connection, str(file), target="0001")
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO contents VALUES ('d', 0, 'zlib', x'')"))
        connection.execute(
            text("INSERT INTO captures (id, path, media_type, sha256) VALUES ('c', 'p', 'text/plain', 'd')")
        )
        connection.execute(
            text(
                "INSERT INTO articles (id, capture, path, item, kind, authors, truncated, sha256, text) "
                "VALUES ('a', 'c', 'p', 0, 'article', '[]', 0, 's', 'the lighthouse is dark')"
            )
        )
    engine.dispose()
    with open_store(str(file)) as store:
        assert [it.article.id for it in store.articles(about="lighthouse")] == ["a"]
        assert store.add(page())
        assert len(list(store.statements(StatementFilter(about="ferry")))) == 1
        assert list(store.faults()) == []


def test_a_failed_migration_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "record.db"

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.create_index", fails)
        with pytest.raises(RuntimeError, match="power"):
            open_store(str(file))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    with open_store(str(file)) as store:
        assert store.add(page())


def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    open_store(str(tmp_path / "record.db")).close()
    with connect(tmp_path / "record.db").connect() as connection:
        changes = compare_metadata(MigrationContext.configure(connection), metadata)
    # The full-text indexes are SQLite's own tables, of which the metadata knows nothing.
    assert [it for it in changes if not (it[0] == "remove_table" and "_search" in it[1].name)] == []


def test_the_newest_migration_is_the_head() -> None:
    folder = Path(onrecord.store.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_needs_no_migration_tools_where_nothing_is_to_migrate(tmp_path: Path) -> None:
    location = str(tmp_path / "record.db")
    open_store(location).close()
    code = (
        "import sys; from onrecord.store import open_store; "
        f"open_store({location!r}); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def _add_some(location: str, shift: int) -> None:
    with open_store(location) as store:
        results = list(corpus(20))
        for result in results[shift:] + results[:shift]:
            store.add(result)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_processes_that_make_and_fill_a_store_together_lose_nothing(tmp_path: Path) -> None:
    location = str(tmp_path / "record.db")
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_add_some, args=(location, shift)) for shift in (0, 7, 13)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    with open_store(location) as store:
        assert list(store.results()) == list(corpus(20))
        assert list(store.faults()) == []


@pytest.fixture
def plain(tmp_path: Path) -> sqlite3.Connection:
    """Open a store as Datasette does: by sqlite3 alone, read only."""
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(page(1, polarity="denied"))
        store.add(page(2, said="2031-03-31"))
    return sqlite3.connect(f"file:{tmp_path / 'record.db'}?mode=ro", uri=True)


def test_the_view_reads_in_one_line_and_shows_denials(plain: sqlite3.Connection) -> None:
    with closing(plain):
        rows = plain.execute(
            "SELECT day, publisher, speaker, cue, polarity, content, path FROM who_said_what "
            "WHERE content LIKE 'the ferry%' ORDER BY path"
        ).fetchall()
    ferry = "the ferry will run again in spring"
    assert rows == [
        ("2031-04-02", "Harbour Post", "Anna Vaskó", "told", "denied", ferry, "news/001.txt"),
        ("2031-03-31", "Harbour Post", "Anna Vaskó", "told", "asserted", ferry, "news/002.txt"),
    ]


def test_plain_sql_reads_spans_without_quoting_names(plain: sqlite3.Connection) -> None:
    with closing(plain):
        rows = plain.execute(
            "SELECT role, start, end, spans.text, substr(articles.text, start + 1, end - start), key "
            "FROM spans JOIN statements ON statements.id = spans.statement "
            "JOIN articles ON articles.id = article"
        ).fetchall()
    assert len(rows) == 20
    assert all(kept == cut for _role, _start, _end, kept, cut, _key in rows)
