"""`verify` finds every kind of change, names the row, and finds nothing where nothing was changed."""

from __future__ import annotations

import re
import shutil
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.model import (
    Activity,
    AnnotatedArticle,
    Annotations,
    Block,
    Capture,
    CaptureResult,
    article_id,
    capture_id,
    sha256,
)
from onrecord.store import open_store
from onrecord.verify import Problem, verify
from strategies.pages import corpus, page
from strategies.results import capture_results

Change = Callable[[sqlite3.Connection], object]

RESULT = page(2)
CAPTURE, ARTICLE = RESULT.capture, RESULT.articles[0].article
NESTED, OUTER = RESULT.articles[0].annotations.statements

PAGE = """<!doctype html><html><head><title>Lock gates reopen - Canal Courier</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Lock gates reopen</h1>
<p>The lock gates at Nieuwdam were opened again on Tuesday, said the harbour master, Petra Lund.</p>
<p>"We have waited <b>three</b> winters for this," she added, while barges queued up outside the basin
and the first of them, loaded with gravel, went through at noon.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store of three pages, by onrecord 0.0.7."""
    place = tmp_path_factory.mktemp("made") / "record.db"
    with open_store(str(place)) as store:
        store.begin_activity(
            Activity(id="act", name="add", started="2031-04-03", version="0.0.7", settings="{}", model=None)
        )
        for number in (1, 2, 3):
            store.add(page(number, said="2031-03-31"))
    return place


@pytest.fixture
def location(made: Path, tmp_path: Path) -> str:
    """Give a copy of that store, to be changed."""
    return str(shutil.copy(made, tmp_path / "record.db"))


def change(location: str, *changes: Change) -> None:
    """Change a store behind its back, with its guards off."""
    with closing(sqlite3.connect(location, isolation_level=None)) as connection:
        for it in changes:
            it(connection)


def run(sql: str, *values: object) -> Change:
    def changed(connection: sqlite3.Connection) -> None:
        assert connection.execute(sql, values).rowcount >= 1, "the test changed nothing"

    return changed


def problems(location: str) -> list[Problem]:
    with open_store(location, create=False) as store:
        return list(verify(store))


def flip(connection: sqlite3.Connection) -> None:
    """Flip one bit in the middle of the packed bytes."""
    where = "WHERE sha256 = ?", (CAPTURE.sha256,)
    (data,) = connection.execute(f"SELECT data FROM contents {where[0]}", where[1]).fetchone()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    connection.execute(f"UPDATE contents SET data = ? {where[0]}", (flipped, *where[1]))


def misplace_reason(connection: sqlite3.Connection) -> None:
    """Say why the speaker has no name in words that do not stand where they claim to."""
    run("UPDATE statements SET unnamed_description = 'Ferry news' WHERE id = ?", OUTER.id)(connection)
    run("INSERT INTO spans VALUES (?, 'reason', 0, 0, 5, 'ferry')", OUTER.id)(connection)


def repack(connection: sqlite3.Connection) -> None:
    """Put other bytes of the same length in, packed as they should be."""
    other = CAPTURE.content.replace(b"More", b"Less")
    run("UPDATE contents SET data = ? WHERE sha256 = ?", zlib.compress(other), CAPTURE.sha256)(connection)


def test_a_sound_store_is_proved(location: str) -> None:
    assert problems(location) == []


def test_the_tally_counts_what_was_checked(location: str) -> None:
    tally: Counter[str] = Counter()
    with open_store(location) as store:
        assert list(verify(store, tally)) == []
    assert (tally["captures"], tally["articles"], tally["statements"], tally["blocks"]) == (3, 3, 6, 9)
    # Five roles a statement; two hops, of which one has no words, are both looked at.
    assert (tally["spans"], tally["hops"], tally["mentions"], tally["timexes"]) == (30, 12, 3, 3)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=20,
)
@given(result=capture_results())
def test_any_valid_result_is_proved(tmp_path_factory: pytest.TempPathFactory, result: CaptureResult) -> None:
    with open_store(str(tmp_path_factory.mktemp("any") / "record.db")) as store:
        store.add(result)
        assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("table", "row", "reason", "done"),
    [
        ("captures", CAPTURE.id, "unpacked", flip),
        ("articles", ARTICLE.id, "can't be held against its page", flip),
        ("captures", CAPTURE.id, "SHA-256", repack),
        ("articles", ARTICLE.id, "from character 89 on .*0.0.7", repack),
        ("captures", CAPTURE.id, "address", run("UPDATE captures SET path = 'x' WHERE id = ?", CAPTURE.id)),
        (
            "articles",
            ARTICLE.id,
            "SHA-256",
            run("UPDATE articles SET text = replace(text, 'again', 'never') WHERE id = ?", ARTICLE.id),
        ),
        (
            "articles",
            ARTICLE.id,
            "differs from the decoded capture from character",
            run("UPDATE articles SET text = text || '!' WHERE id = ?", ARTICLE.id),
        ),
        ("articles", ARTICLE.id, "JSON", run("UPDATE articles SET authors = '[' WHERE id = ?", ARTICLE.id)),
        ("articles", ARTICLE.id, "its id", run("UPDATE articles SET item = 3 WHERE id = ?", ARTICLE.id)),
        (
            "spans",
            f"{OUTER.id}/source/0",
            "was stored",
            run("UPDATE spans SET start = start + 1 WHERE statement = ? AND role = 'source'", OUTER.id),
        ),
        (
            "spans",
            f"{OUTER.id}/venue/0",
            "was stored",
            run(
                "UPDATE spans SET start = start - 1, end = end - 1 WHERE statement = ? AND role = 'venue'",
                OUTER.id,
            ),
        ),
        (
            "spans",
            f"{OUTER.id}/content/0",
            "does not lie",
            run("UPDATE spans SET end = 9999 WHERE statement = ? AND role = 'content'", OUTER.id),
        ),
        ("spans", f"{OUTER.id}/reason/0", "was stored", misplace_reason),
        (
            "statements",
            OUTER.id,
            "does not say",
            run("UPDATE statements SET unnamed_description = 'two ghosts' WHERE id = ?", OUTER.id),
        ),
        (
            "statements",
            OUTER.id,
            "its id",
            run("UPDATE spans SET end = end - 1 WHERE statement = ? AND role = 'cue'", OUTER.id),
        ),
        (
            "statements",
            OUTER.id,
            "is missing",
            run("DELETE FROM spans WHERE statement = ? AND role = 'content'", OUTER.id),
        ),
        ("statements", NESTED.id, "inside of", run("DELETE FROM statements WHERE id = ?", OUTER.id)),
        ("statements", NESTED.id, "not there", run("DELETE FROM statements WHERE id = ?", OUTER.id)),
        ("hops", f"{OUTER.id}/0", "not there", run("DELETE FROM statements WHERE id = ?", OUTER.id)),
        ("articles", ARTICLE.id, "not there", run("DELETE FROM captures WHERE id = ?", CAPTURE.id)),
        ("statements", OUTER.id, "not there", run("DELETE FROM articles WHERE id = ?", ARTICLE.id)),
        ("captures", CAPTURE.id, "not there", run("DELETE FROM contents WHERE sha256 = ?", CAPTURE.sha256)),
        (
            "statements",
            OUTER.id,
            "content",
            run("UPDATE statements SET content = 'the ferry is sold' WHERE id = ?", OUTER.id),
        ),
        (
            "statements",
            OUTER.id,
            "first_day",
            run("UPDATE statements SET said = '2030-01-01' WHERE id = ?", OUTER.id),
        ),
        (
            "mentions",
            f"{ARTICLE.id}/0",
            "was stored",
            run("UPDATE mentions SET text = 'Anna V' WHERE article = ?", ARTICLE.id),
        ),
        (
            "timexes",
            f"{ARTICLE.id}/0",
            "was stored",
            run("UPDATE timexes SET end = end + 1 WHERE article = ?", ARTICLE.id),
        ),
        (
            "hops",
            f"{OUTER.id}/0",
            "was stored",
            run("UPDATE hops SET start = start + 1 WHERE statement = ? AND position = 0", OUTER.id),
        ),
        (
            "hops",
            f"{OUTER.id}/1",
            "without saying where",
            run("UPDATE hops SET text = 'Courier' WHERE statement = ? AND position = 1", OUTER.id),
        ),
        (
            "article_evidence",
            f"{ARTICLE.id}/published/0",
            "was stored",
            run("UPDATE article_evidence SET text = 'Sunday' WHERE article = ? AND position = 0", ARTICLE.id),
        ),
        (
            "statement_evidence",
            f"{OUTER.id}/said/0",
            "without saying where",
            run("UPDATE statement_evidence SET start = NULL WHERE statement = ?", OUTER.id),
        ),
        (
            "blocks",
            f"{ARTICLE.id}/1",
            "overlaps",
            run("UPDATE blocks SET start = 3 WHERE article = ? AND position = 1", ARTICLE.id),
        ),
        (
            "blocks",
            f"{ARTICLE.id}/2",
            "outside the text",
            run("UPDATE blocks SET end = 900 WHERE article = ? AND position = 2", ARTICLE.id),
        ),
        (
            "articles_search",
            "",
            "full-text index",
            run(
                "INSERT INTO articles_search (articles_search, rowid, title, text) "
                "SELECT 'delete', number, title, text FROM articles WHERE id = ?",
                ARTICLE.id,
            ),
        ),
    ],
)
def test_a_change_is_found_and_its_row_named(
    location: str, table: str, row: str, reason: str, done: Change
) -> None:
    change(location, done)
    found = problems(location)
    named = [it for it in found if (it.table, it.row) == (table, row)]
    assert named, found
    assert any(re.search(reason, it.reason) for it in named), named
    # What belongs to the other pages is left in peace.
    assert {it.path for it in found} <= {None, CAPTURE.path, "x"}


def test_a_damaged_content_names_each_capture_that_stands_on_it(tmp_path: Path) -> None:
    location = str(tmp_path / "record.db")
    with open_store(location) as store:
        store.add(page(2, path="a.txt"))
        store.add(page(2, path="b.txt"))
    change(location, flip)
    paths = {it.path for it in problems(location) if it.table == "articles"}
    assert paths == {"a.txt", "b.txt"}


def test_a_torn_file_is_reported_not_raised(location: str) -> None:
    with closing(sqlite3.connect(location)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'spans'"
        (number,) = connection.execute(query).fetchone()
    with open(location, "r+b") as file:
        file.seek((number - 1) * page_size)
        file.write(b"\xff" * page_size)
    found = problems(location)
    assert {it.table for it in found} == {"(file)"}
    assert any("damaged" in it.reason for it in found)


def html_result(winters: str) -> CaptureResult:
    """Give the page with an article of three lines, as an extractor could have read them."""
    content = PAGE.encode()
    digest = sha256(content)
    capture = Capture(
        id=capture_id(digest, "a.html"), content=content, sha256=digest, media_type="text/html", path="a.html"
    )
    text = (
        "Lock gates reopen\nThe lock gates at Nieuwdam were opened again on Tuesday, said the harbour "
        f'master, Petra Lund.\n"We have waited {winters} for this," she added, while barges queued up '
        "outside the basin and the first of them, loaded with gravel, went through at noon."
    )
    made = page(path="a.html").articles[0].article
    article = replace(
        made,
        id=article_id(capture.id, 0),
        capture=capture.id,
        text=text,
        sha256=sha256(text.encode()),
        blocks=tuple(
            Block(start=match.start(), end=match.end(), kind="body") for match in re.finditer(".+", text)
        ),
        published=None,
    )
    return CaptureResult(
        capture=capture, articles=(AnnotatedArticle(article=article, annotations=Annotations()),)
    )


def test_what_was_extracted_from_html_is_proved(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(html_result("three winters"))
        assert list(verify(store)) == []


def test_a_word_that_the_page_does_not_show_is_found(tmp_path: Path) -> None:
    # Text, hash and offsets agree with one another; only the page knows better.
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(html_result("seven winters"))
        found = list(verify(store))
    assert [it.table for it in found] == ["blocks"]
    assert "visible" in found[0].reason


def test_a_word_between_the_blocks_is_found(tmp_path: Path) -> None:
    result = html_result("three winters")
    article = result.articles[0].article
    longer = article.text + "\nPetra Lund resigned."
    article = replace(article, text=longer, sha256=sha256(longer.encode()))
    changed = replace(result, articles=(replace(result.articles[0], article=article),))
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(changed)
        assert [(it.table, it.row) for it in verify(store)] == [("articles", article.id)]


def test_many_pages_are_proved(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        for result in corpus(30):
            store.add(result)
        assert list(verify(store)) == []
