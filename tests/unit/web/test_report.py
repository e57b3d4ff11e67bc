"""Dossiers: everything in one page, every quote in its place with its proof, nothing that runs or loads."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import create_engine, text

from onrecord.errors import OnrecordError
from onrecord.model import AnnotatedArticle, Entity, Story, sha256
from onrecord.reading.claims import find_claims
from onrecord.reading.record import open_record
from onrecord.store import StatementFilter, Store, open_store
from onrecord.web.report import dossier as dossiers
from onrecord.web.report.dossier import Dossier, read_dossier
from onrecord.web.report.subject import find_subject
from onrecord.web.report.write import write_dossier
from strategies.commands import run
from strategies.pier import DORN, SALE, fill, pages, quote, result_of
from strategies.reports import Telling, page

WRITTEN = "2031-06-01T08:00:00Z"
HOSTILE = '"><script>alert(1)</script><img src=https://evil.example/x.png>'


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that no test changes."""
    with open_store(str(tmp_path_factory.mktemp("pier") / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


def read(store: Store, words: str, about: str | None = None, **wanted: str) -> Dossier:
    with open_record(store) as record:
        subject = find_subject(record, words)
        return read_dossier(store, record, subject, StatementFilter(**wanted), about)  # type: ignore[arg-type]


def written(store: Store, words: str) -> Page:
    return Page(write_dossier(read(store, words), WRITTEN))


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        (DORN, "person"), ("vera sund", "person"), (quote(), None), (pages()[0].article.id, "story"),
        ("Herring are fewer than tourists", "claim"), ("Nobody", None), ("?!", None), ("st-0", None),
        ("Dorn", None),
    ],
)  # fmt: skip
def test_words_mean_a_person_a_story_or_a_claim(store: Store, words: str, sort: str | None) -> None:
    with open_record(store) as record:
        if sort is None:
            with pytest.raises(OnrecordError):
                find_subject(record, words)
            return
        found = find_subject(record, words)
    assert {"person": Entity, "story": Story, "claim": str}[sort] is type(found)


def test_a_storys_title_means_the_story_and_a_sort_can_be_asked_for(store: Store) -> None:
    with open_record(store) as record:
        titles = {it.title: it.id for it in record.stories() if it.title}
        for title, identity in titles.items():
            found = find_subject(record, title.upper(), "story")
            assert isinstance(found, Story)
            assert found.id == identity
        assert find_subject(record, DORN, "claim") == DORN
        with pytest.raises(OnrecordError, match="no story"):
            find_subject(record, DORN, "story")
        with pytest.raises(OnrecordError, match="nobody on record"):
            find_subject(record, "A heron at the weir", "person")


@pytest.mark.parametrize("words", [DORN, pages()[0].article.id, SALE], ids=["person", "story", "claim"])
def test_a_dossier_stands_for_itself(store: Store, words: str) -> None:
    found = written(store, words)
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in found.tags}
    assert all((it["src"] or "").startswith("data:image/svg+xml;base64,") for it in found.of("img"))
    assert all(it.get("alt") for it in found.of("img"))
    policy = next(it["content"] for it in found.of("meta") if it.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    inside = {it["href"] for it in found.of("a") if (it["href"] or "").startswith("#")}
    assert inside
    assert inside <= {f"#{attributes['id']}" for _, attributes in found.tags if attributes.get("id")}


def test_the_pictures_of_a_dossier_are_drawn(store: Store) -> None:
    for picture in written(store, DORN).of("img"):
        content = base64.b64decode((picture["src"] or "").partition("base64,")[2])
        assert ElementTree.fromstring(content).get("role") == "img"


def test_every_quote_has_its_place_its_page_and_its_hashes(store: Store) -> None:
    found = read(store, DORN)
    shown = written(store, DORN).words
    quotes = [it for part in found.parts for remark in part.remarks for it in remark.quotes]
    assert {it.told.statement.id for it in quotes if it.told} >= {quote()}
    for it in quotes:
        text_ = it.source.article.text
        marked = [piece.text for piece in it.pieces if piece.role == "content"]
        assert [text_[start:end] for start, end in it.places] == marked
        assert "".join(piece.text for piece in it.pieces) in text_
        assert all(f"{start}–{end}" in shown for start, end in it.places)
    for source in found.sources:
        assert source.whole
        assert sha256(source.article.text.encode()) in shown
        assert source.page_sha256 in shown
        assert source.article.path in shown
    assert found.proved
    assert "Every quote was held against its stored page" in shown


def test_denials_and_what_answers_them_are_told(store: Store) -> None:
    shown = " ".join(written(store, "Vera Sund").words.split())
    assert f"{DORN} denies this:" in shown
    assert "may conflict with this (only inferred from the words)" in shown
    dorn = " ".join(written(store, DORN).words.split())
    assert "This denies what Vera Sund said:" in dorn
    html = write_dossier(read(store, DORN), WRITTEN)
    assert '<article class="remark denied">' in html


def test_a_claim_has_all_that_is_on_record_about_it_by_stance(store: Store) -> None:
    found = read(store, SALE)
    with open_record(store) as record:
        lines = [line for _, line in find_claims(store, record, [(None, SALE)])]
    assert lines
    asked = {"Who disputes it": "disputes", "Who supports it": "supports", "Who only reports it": "reports"}
    told = {asked[part.title]: len(part.remarks) for part in found.parts}
    assert told == Counter(line.stance for line in lines)
    assert found.pictures[0].columns[1:] == ("supports", "reports", "disputes")


def test_a_story_has_all_its_articles_as_sources(store: Store) -> None:
    with open_record(store) as record:
        story = record.story(pages()[0].article.id)
    assert story is not None
    found = read(store, story.id)
    assert {it.article.id for it in found.sources} >= set(story.articles)
    assert [it.number for it in found.sources] == list(range(1, len(found.sources) + 1))


def test_a_dossier_can_be_narrowed(store: Store) -> None:
    def statements(**wanted: str) -> int:
        found = read(store, DORN, **wanted)
        return sum(len(part.remarks) for part in found.parts)

    assert statements() == 2
    assert statements(about="plank") == 1
    assert statements(from_day="2031-06") == 0
    assert statements(publisher="no such outlet") == 0


def test_what_has_no_room_is_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "MOST_REMARKS", 1)
    found = read(store, DORN)
    assert found.left_out == 1
    assert "1 more had no room here" in Page(write_dossier(found, WRITTEN)).words


def test_words_of_hostile_pages_stay_words(tmp_path: Path) -> None:
    told = Telling(content=f"The weir {HOSTILE} stays shut for the whole summer", speaker="Ines Arkwell")
    annotated = page("weir.txt", [told], publisher=HOSTILE, names=("Ines Arkwell",))
    article = replace(annotated.article, title=HOSTILE, authors=(HOSTILE,), url="javascript:alert(1)")
    with open_store(str(tmp_path / "hostile.db")) as store:
        fill(store, [AnnotatedArticle(article=article, annotations=annotated.annotations)])
        found = written(store, "Ines Arkwell")
    assert not found.of("script")
    assert all((it["src"] or "").startswith("data:") for it in found.of("img"))
    assert not [it for it in found.of("a") if (it["href"] or "").startswith("javascript")]
    assert HOSTILE in found.words


def test_words_that_are_not_in_the_stored_page_are_told(own_store: Store, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'record.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE articles SET text = replace(text, 'plank', 'PLANK')"))
    engine.dispose()
    found = read(own_store, DORN)
    assert not found.proved
    assert "These words are not in the stored page" in Page(write_dossier(found, WRITTEN)).words


def test_the_same_record_gives_the_same_page(store: Store) -> None:
    assert write_dossier(read(store, DORN), WRITTEN) == write_dossier(read(store, DORN), WRITTEN)


def test_the_command_writes_a_file_or_to_stdout(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "dorn.html"
    done = run(store.location, "report", DORN, "--out", str(out))
    assert "2 remarks" in done.stderr
    assert done.stdout == ""
    html = out.read_text(encoding="utf-8")
    printed = run(store.location, "report", DORN, "--out", "-").stdout
    assert re.sub(r"Written .*? UTC", "", printed) == re.sub(r"Written .*? UTC", "", html)
    assert run(store.location, "report", "Dorn", "--out", str(out), status=2).stderr
    assert result_of(pages()[0]).capture.sha256 in html
