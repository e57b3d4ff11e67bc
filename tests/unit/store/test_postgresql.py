"""A store on a server: opened, refused with what to do, migrated, written to by several at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from onrecord.errors import StoreError
from onrecord.model import Visit
from onrecord.pipeline import link_waiting
from onrecord.store import StatementFilter, open_store
from onrecord.store.migrate import upgrade
from onrecord.store.schema import HEAD, metadata
from onrecord.store.server import connect, parse, shown, writing
from strategies.pages import page
from strategies.postgres import Server

#: Longer than a row of an index of PostgreSQL, and no two stretches of it alike.
LONG = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(3_000))


@pytest.fixture
def location(server: Server) -> str:
    return server.store()


def sql(server: Server, location: str, *commands: str) -> list[tuple[object, ...]]:
    with server.connect(location) as connection:
        for command in commands:
            cursor = connection.execute(command)  # type: ignore[call-overload]
        return list(cursor.fetchall()) if cursor.description else []


def test_an_empty_database_becomes_a_store(server: Server) -> None:
    location = server.empty()
    with pytest.raises(StoreError, match="no store is there"):
        open_store(location, create=False)
    with open_store(location) as store:
        assert store.add(page())
    assert sql(server, location, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    with open_store(location.replace("postgresql:", "postgres:"), create=False) as store:
        assert list(store.results()) == [page()]


@pytest.mark.parametrize(
    "commands", [("CREATE TABLE alembic_version (version_num text)",), ("CREATE TABLE x (y int)",)]
)
def test_a_database_of_another_application_is_refused_and_left_alone(
    server: Server, commands: tuple[str, ...]
) -> None:
    location = server.empty()
    sql(server, location, *commands)
    with pytest.raises(StoreError, match="another application: give a database of its own, or a schema"):
        open_store(location)
    assert sql(server, location, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


def test_a_schema_of_its_own_is_a_store_of_its_own(server: Server) -> None:
    location = server.empty()
    sql(server, location, "CREATE SCHEMA talks", "CREATE TABLE x (y int)")
    with open_store(f"{location}&options=-csearch_path%3Dtalks") as store:
        assert store.add(page())
        assert list(store.faults()) == []


def test_a_newer_store_is_refused(server: Server, location: str) -> None:
    sql(server, location, "UPDATE alembic_version SET version_num = '9999'")
    try:
        with pytest.raises(StoreError, match=r"newer onrecord .*9999.*upgrade"):
            open_store(location)
    finally:
        sql(server, location, f"UPDATE alembic_version SET version_num = '{HEAD}'")


def test_a_database_without_every_character_is_refused(server: Server) -> None:
    sql(server, server.address("postgres"), "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(StoreError, match=r"keeps texts as LATIN1.*createdb --encoding=UTF8"):
        open_store(server.address("latin"))


def test_what_is_not_there_is_told_with_what_to_do(server: Server) -> None:
    for location, told in (
        (server.address("nothing"), "there is no such database: make it with"),
        (server.address("made").replace("onrecord@", "nobody@"), "does not know this user"),
        ("postgresql://u:hunter2@127.0.0.1:1/d", "no server answers there"),
        (f"postgresql://u@/d?host={server.folder}/none", "no server answers there"),
        ("postgresql://u@h:port/d", "is no address of a store"),
    ):
        with pytest.raises(StoreError, match=told) as caught:
            open_store(location)
        assert "hunter2" not in str(caught.value)


def test_a_password_that_is_wrong_or_missing_is_told_and_never_shown(server: Server) -> None:
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    sql(server, server.address("postgres"), "CREATE ROLE clerk LOGIN PASSWORD 'right'")
    rules.write_text(f"local all clerk scram-sha-256\n{before}")
    sql(server, server.address("postgres"), "SELECT pg_reload_conf()")
    place = server.address("made").partition("@")[2]
    with pytest.raises(StoreError, match="does not take this user name and password") as caught:
        open_store(f"postgresql://clerk:hunter2@{place}")
    assert "hunter2" not in str(caught.value)
    with pytest.raises(StoreError, match=r"asks for a password: put it into ~/\.pgpass or PGPASSWORD"):
        open_store(f"postgresql://clerk@{place}")
    with pytest.raises(StoreError, match="may not do that there"):
        open_store(f"postgresql://clerk:right@{place}")


def test_an_address_is_shown_without_its_password() -> None:
    for location in (
        "postgresql://ada:hunter2@db.example/talks",
        "postgresql+psycopg://ada@db.example/talks?password=hunter2&sslpassword=hunter2",
    ):
        told = shown(parse(location))
        assert "hunter2" not in told
        assert told.startswith("postgresql://ada")
        assert told.partition("@")[2].startswith("db.example/talks")


def test_without_its_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.backends.find_spec", lambda name: None)
    with pytest.raises(StoreError, match=r"pip install 'onrecord\[postgresql\]'"):
        open_store("postgresql://h/d")


# Migrations.


def fill_oldest(connection: Connection) -> None:
    """Put a page into a store as revision 0001 has it, with words that only a search finds later."""
    for command in (
        "INSERT INTO contents VALUES ('d', 0, 'zlib', '')",
        "INSERT INTO captures (id, path, media_type, sha256) VALUES ('c', 'p', 'text/plain', 'd')",
        "INSERT INTO articles (id, capture, path, item, kind, authors, truncated, sha256, text) "
        "VALUES ('a', 'c', 'p', 0, 'article', '[]', false, 's', 'the lighthouse is dark')",
        "INSERT INTO statements (id, article, position, kind, act, polarity, score, speaker, source, cue, "
        "content, addressee) VALUES ('s', 'a', 0, 'direct', 'say', 'asserted', 1, 'Zoë', '', '', 'dark', '')",
        "INSERT INTO spans VALUES ('s', 'content', 0, 18, 22, 'dark')",
    ):
        connection.execute(text(command))


@pytest.mark.parametrize("revision", ["0001", "0004"])
def test_an_older_store_is_migrated_with_what_is_in_it(server: Server, revision: str) -> None:
    location = server.empty()
    engine = connect(parse(location))
    with writing(engine) as connection:
        upgrade(connection, location, target="0001")
        fill_oldest(connection)
    if revision > "0001":
        with writing(engine) as connection:
            upgrade(connection, location, target=revision)
            connection.execute(text("INSERT INTO name_counts VALUES ('a', 'i', 'name', 'Zoë Winter', 2)"))
    engine.dispose()
    with pytest.raises(StoreError, match=rf"its schema is {revision}, .*pg_dump .*upgrade --backed-up"):
        open_store(location)
    assert sql(server, location, "SELECT version_num FROM alembic_version") == [(revision,)]
    with open_store(location, backed_up=True) as store:
        assert [it.article.id for it in store.articles(about="lighthouse")] == ["a"]
        assert [it.statement.id for it in store.statements(StatementFilter(speaker="zoe"))] == ["s"]
        with store.linked() as linkage:
            assert linkage.count_unlinked() == 1
            assert [it.text for it in linkage.names.count_names(["i"], "name")] == ["Zoë Winter"] * (
                revision > "0001"
            )
        assert store.add(page())
        assert list(store.faults()) == []


def test_a_failed_migration_leaves_the_database_as_it_was(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = server.empty()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.drop_index", fails)
        with pytest.raises(RuntimeError, match="power"):
            open_store(location)
    assert sql(server, location, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_the_migrations_lead_to_the_schema(location: str) -> None:
    engine = connect(parse(location))
    with engine.connect() as connection:
        changes = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    # Its indexes are of its own kind (see migrations/kinds.py), and so are the tables for full-text search.
    own = [it for it in changes if isinstance(it, tuple) and it[0].endswith(("_index", "_constraint"))]
    rest = [it for it in changes if it not in own]
    assert {it[1].name for it in rest} == {
        "articles_search", "name_totals_search", "search_totals", "statements_search"
    }  # fmt: skip
    assert {it[0] for it in rest} == {"remove_table"}


# What PostgreSQL has limits for.


def test_texts_that_no_index_holds_are_kept_and_found(location: str) -> None:
    with open_store(location) as store:
        assert store.add(page(1, path=LONG, publisher=LONG, speaker=LONG, key=LONG))
        assert store.add(page(2, path=LONG[:-1] + "x", publisher=LONG[:-1] + "x", speaker=LONG[:-1] + "x"))
        store.keep_visit(Visit(url=LONG, address=LONG, visited="2031-04-03"))
        for _ in link_waiting(store):
            pass
        assert [len(row.path) for row in store.statements(StatementFilter(publisher=LONG))] == [3_000] * 2
        assert store.visit(LONG) is not None
        with store.linked() as linkage:
            assert linkage.lists.publisher(LONG) == (LONG, 1, "2031-04-02", "2031-04-02")
        assert [it.path for it in store.captures_at(LONG)] == [LONG]
        assert list(store.faults()) == []


def test_order_is_by_code_point(location: str) -> None:
    paths = ["b", "a b", "ab", "B", "é", "a\0c", "a\x01", "a\0", "😀", "\uffff", "a/b"]
    with open_store(location) as store:
        for number, path in enumerate(paths):
            store.add(page(number, path=path))
        assert [capture.path for capture in store.captures()] == sorted(paths)


def test_a_page_that_is_refused_leaves_no_page_behind(location: str) -> None:
    """A text that no database holds is refused, and what comes behind it is added."""
    with open_store(location) as store:
        broken = page(1)
        with pytest.raises(StoreError, match="UTF-8"):
            store.add(replace(broken, capture=replace(broken.capture, key="\ud800")))
        assert store.add(page(2))
        assert len(list(store.results())) == 1
