"""What lists are sorted and searched by says the same as what it is made of, however it came to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from onrecord.model import Drop
from onrecord.store import open_store
from strategies.marked import marked
from strategies.pier import fill, pages, result_of

MIGRATION = import_module("onrecord.store.migrations.versions.0005_lists")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("kept") / "record.db"
    with open_store(str(path)) as store:
        store.add(
            result_of(marked("[1s:Otto Fenn] [1c:said] that [1:Ann Ode had sold the mill to Otto Fenn]."))
        )
        fill(store)
        with store.linking() as linkage:
            from onrecord.link import printed_names

            # Once more, as after a change of an article: nothing is counted twice.
            for annotated in pages():
                linkage.names.put_names([printed_names(annotated)])
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("table", "made_by"),
    [
        ("SELECT item, form, text, count FROM name_totals", MIGRATION._TOTALS),
        ("SELECT statement, item, day FROM about_names", MIGRATION._ABOUT),
    ],
    ids=["totals", "about"],
)
def test_what_is_kept_with_each_article_is_what_the_migration_makes(
    plain: sqlite3.Connection, table: str, made_by: str
) -> None:
    kept = set(plain.execute(table).fetchall())
    made = set(plain.execute(made_by[made_by.index("SELECT") :]).fetchall())
    assert kept
    assert kept == made


@pytest.mark.parametrize(
    "differing",
    [
        "SELECT * FROM speaker_names JOIN statements ON statements.id = statement "
        "WHERE speaker_names.day <> statements.day",
        "SELECT * FROM name_counts JOIN articles ON articles.id = article "
        "WHERE name_counts.day <> articles.day",
        "SELECT * FROM link_pairs JOIN statements ON statements.id = json_extract(data, '$.by') "
        "WHERE link_pairs.day <> statements.day",
        "SELECT * FROM groups WHERE stage = 'entities' AND weight <> coalesce((SELECT sum(count) "
        "FROM group_members JOIN name_totals ON name_totals.item = group_members.item AND form = 'name' "
        'WHERE group_members."group" = groups.id), 0)',
    ],
    ids=["speakers", "names", "links", "weights"],
)
def test_days_and_weights_are_those_of_what_they_are_of(plain: sqlite3.Connection, differing: str) -> None:
    assert plain.execute(differing).fetchall() == []


def test_every_change_gives_the_state_another_name(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store, open_store(str(tmp_path / "other.db")) as other:
        states = [store.state(), other.state()]
        fill(store)
        states.append(store.state())
        assert store.state() == states[-1]
        store.add_drop(Drop(stage="capture", item="a.pdf", reason="no page"))
        states.append(store.state())
        store.add_drop(Drop(stage="capture", item="a.pdf", reason="no page"))
        assert store.state() == states[-1]
    assert len(set(states)) == len(states)
