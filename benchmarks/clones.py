"""Make a store of millions of statements from a small one, in the database itself.

A small linked store (`newsroom.py`) is made by the program's own means; then each of its rows is written
again and again, under other ids and on other days. In every second copy each letter of a text stands for
another one, by 25 keys: so the store has words of every frequency, from one in two statements to one in a
hundred thousand, and every span still holds the words of its place. Who speaks stays: each person says a
thousand times as much. What only the linker asks for (blocks of candidates) is left out, nothing is linked
anew, and the digests of texts are those of the small store.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from onrecord.store.schema import metadata
from onrecord.store.table_store import TableStore

_CASES = (string.ascii_lowercase, string.ascii_uppercase)
_LETTERS = "".join(_CASES)
#: Ids of what is copied; entities stay the same in all copies.
_IDS = r"\m((?:cap|art|st|utt|story|copies)-[0-9a-f]{20})"
#: Copies of the small store that are written in one transaction.
_AT_ONCE = 25
#: Days over which the copies are spread.
_DAYS = 3_000

#: What becomes of a column in a copy; others stay. {c} is the column, k the number of the copy.
_ID, _WORDS, _DAY, _JSON = "{c} || '-' || k", "{f}rotated({c}, k)", "{f}shifted({c}, k)", "{f}renamed({c}, k)"
_NUMBER = "{c} + k * :width"
#: Tables in the order in which they refer to one another, with the columns that change.
TABLES: Mapping[str, Mapping[str, str]] = {
    "captures": {"id": _ID, "path": _ID, "url": _ID},
    "articles": {
        "number": _NUMBER, "id": _ID, "capture": _ID, "path": _ID, "url": _ID, "title": _WORDS,
        "text": _WORDS, "published": _DAY, "published_latest": _DAY,
    },
    "blocks": {"article": _ID},
    "article_evidence": {"article": _ID},
    "statements": {
        "number": _NUMBER, "id": _ID, "article": _ID, "parent": _ID, "cue": _WORDS, "content": _WORDS,
        "said": _DAY, "first_day": _DAY, "last_day": _DAY,
    },
    "spans": {"statement": _ID, "text": _WORDS},
    "hops": {"statement": _ID},
    "statement_evidence": {"statement": _ID},
    "speaker_names": {"statement": _ID, "day": _DAY},
    "about_names": {"statement": _ID, "day": _DAY},
    "name_counts": {"article": _ID, "day": _DAY},
    "groups": {"id": _ID, "record": _JSON},
    "group_members": {"item": _ID, "group": _ID, "alias": _ID},
    "link_pairs": {"a": _ID, "b": _ID, "data": _JSON, "day": _DAY},
    "link_items": {"id": _ID, "article": _ID, "body": _JSON},
}  # fmt: skip
#: Which rows of the stages' tables are copied: entities are the same ones in every copy.
_OF_COPIES = "stage <> 'entities'"
_SEARCHED = {
    "articles_search": {"title": _WORDS, "text": _WORDS},
    "statements_search": {"content": _WORDS},
}


def grow(store: TableStore, copies: int) -> Iterator[int]:
    """Write so many copies of a small store into it; gives how many are written, now and then."""
    with store._writing() as connection:
        prepare = _prepare_sqlite if connection.dialect.name == "sqlite" else _prepare_postgresql
        prepare(connection)
        width = connection.execute(text("SELECT max(number) + 1 FROM statements")).scalar_one()
        for name in (*TABLES, *(_SEARCHED if connection.dialect.name == "postgresql" else ())):
            where = f"WHERE {_OF_COPIES}" if name.startswith(("group", "link_")) else ""
            connection.execute(text(f"CREATE TABLE small_{name} AS SELECT * FROM {name} {where}"))
    for low in range(1, copies + 1, _AT_ONCE):
        high = min(low + _AT_ONCE, copies + 1)
        with store._writing() as connection:
            prepare(connection)
            connection.execute(text("CREATE TEMP TABLE copies (k integer)"))
            connection.execute(text("INSERT INTO copies VALUES (:k)"), [{"k": k} for k in range(low, high)])
            for name in TABLES:
                connection.execute(text(_copying(connection, name)), {"width": width})
            if connection.dialect.name == "postgresql":
                for name in _SEARCHED:
                    connection.execute(text(_indexing(name)), {"width": width})
            connection.execute(text("DROP TABLE copies"))
        yield high - 1
    with store._writing() as connection:
        for name in (*TABLES, *_SEARCHED):
            connection.execute(text(f"DROP TABLE IF EXISTS small_{name}"))
        times = {"times": copies + 1}
        connection.execute(text("UPDATE name_totals SET count = count * :times"), times)
        connection.execute(text("UPDATE groups SET weight = weight * :times WHERE stage = 'entities'"), times)
        if connection.dialect.name == "postgresql":
            for name in _SEARCHED:
                told = f"(SELECT count(*) FROM {name}), (SELECT sum({name}.size) FROM {name})"
                indexed = name.removesuffix("_search")
                connection.execute(
                    text(f"UPDATE search_totals SET (rows, size) = ROW({told}) WHERE name = '{indexed}'")
                )
            for name in ("articles", "statements"):
                connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), max(number)) FROM {name}"
                    )
                )


def _copying(connection: Connection, name: str) -> str:
    table, prefix = metadata.tables[name], _prefix(connection)
    quoted = connection.dialect.identifier_preparer.quote
    columns = [column.name for column in table.c if column.computed is None]
    changed = [TABLES[name].get(column, "{c}").format(c=quoted(column), f=prefix) for column in columns]
    told = ", ".join(map(quoted, columns))
    return f"INSERT INTO {name} ({told}) SELECT {', '.join(changed)} FROM small_{name} CROSS JOIN copies"


def _indexing(name: str) -> str:
    """Write the rows of a full-text index of PostgreSQL, whose words are rotated like those of the texts."""
    first, second = ("title", "text") if name == "articles_search" else ("content", "speaker")
    values = {it: _SEARCHED[name].get(it, "{c}").format(c=it, f="pg_temp.") for it in (first, second)}
    return (
        f"INSERT INTO {name} (number, {first}, {second}, words, whole, size) "
        f"SELECT number, first, second, pg_temp.vector(first, second), whole, size FROM ("
        f"SELECT number + k * :width AS number, {values[first]} AS first, {values[second]} AS second, "
        f"whole, size FROM small_{name} CROSS JOIN copies) AS told"
    )


def _prefix(connection: Connection) -> str:
    return "" if connection.dialect.name == "sqlite" else "pg_temp."


def _key(number: int) -> int:
    """Give how far letters are moved in a copy."""
    return 0 if number % 2 == 0 else number // 2 % 26


def _prepare_postgresql(connection: Connection) -> None:
    """Make the functions of a session, and leave checking what refers to what to the small store."""
    functions = f"""
    SET LOCAL session_replication_role = replica;
    SET LOCAL synchronous_commit = off;
    CREATE OR REPLACE FUNCTION pg_temp.rotated(told text, k integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN k % 2 = 0 OR k / 2 % 26 = 0 THEN told ELSE translate(told, '{_LETTERS}',
            substr('{string.ascii_lowercase * 2}', k / 2 % 26 + 1, 26)
            || substr('{string.ascii_uppercase * 2}', k / 2 % 26 + 1, 26)) END $$;
    CREATE OR REPLACE FUNCTION pg_temp.shifted(day text, k integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN length(day) = 10
            THEN to_char(day::date + k * 37 % {_DAYS}, 'YYYY-MM-DD') ELSE day END $$;
    CREATE OR REPLACE FUNCTION pg_temp.renamed(told text, k integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT regexp_replace(told, '{_IDS}', '\\1-' || k, 'g') $$;
    CREATE OR REPLACE FUNCTION pg_temp.vector(first text, second text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    AS $$ SELECT array_to_tsvector(array_remove(string_to_array(first, ' '), '')
        || ARRAY(SELECT '/' || word FROM unnest(string_to_array(second, ' ')) AS word WHERE word <> '')) $$;
    """
    # By the driver, for which a colon is no parameter.
    connection.connection.driver_connection.execute(functions)  # type: ignore[union-attr]


def _prepare_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    # Of pages, in KiB: rows of every copy go to all places of the indexes.
    driver.execute("PRAGMA cache_size = -2000000")
    tables = {
        key: str.maketrans(_LETTERS, "".join(it[key:] + it[:key] for it in _CASES)) for key in range(26)
    }
    ids = re.compile(_IDS.replace(r"\m", r"\b"))

    def shifted(day: str | None, k: int) -> str | None:
        if day is None or len(day) != 10:
            return day
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=k * 37 % _DAYS)).isoformat()

    driver.create_function("rotated", 2, lambda told, k: told and told.translate(tables[_key(k)]))
    driver.create_function("shifted", 2, shifted)
    driver.create_function("renamed", 2, lambda told, k: ids.sub(rf"\1-{k}", told))
