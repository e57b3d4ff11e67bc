"""What stands around an article's text: other captures, the listing it is an item of, copies, evidence."""

import json
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli.app import app as command
from onrecord.store import Store, open_store
from onrecord.web import links
from onrecord.web.app import create_app

LAMP = (
    "Mayor Olla Brandt spoke to reporters on Monday. "
    "“Nobody has sold anything at all to a stranger,” she said. "
    "Brandt denied that she had met the buyer of the old grey ferry.\n\n"
    + "The quay lay quiet all morning. "
    * 9
)


def words(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def get(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def add(folder: Path, text: str, title: str) -> None:
    line = {
        "text": text,
        "title": title,
        "url": "https://lamp.example/ferry",
        "publisher": "The Harbour Lamp",
    }
    (folder / "page.jsonl").write_text(json.dumps(line) + "\n")
    arguments = ["add", str(folder / "page.jsonl"), "--store", str(folder / "record.db")]
    assert CliRunner().invoke(command, arguments).exit_code == 0


def test_a_page_captured_again_shows_what_changed(tmp_path: Path) -> None:
    add(tmp_path, LAMP, "Mayor denies ferry was sold")
    add(tmp_path, LAMP.replace("at all to a stranger", "yet to a stranger"), "Mayor denies ferry is sold")
    with open_store(str(tmp_path / "record.db")) as store:
        client = TestClient(create_app(store, allowed_hosts=("testserver",)))
        first, second = (it.article.id for it in store.articles())
        for here, other in ((first, second), (second, first)):
            tree = get(client, links.article(here))
            (revision,) = tree.find_class("revision")
            assert revision.xpath(".//h3/a/@href") == [links.article(other)]
            changed = words(revision)
            assert "a quote, changed in silence" in changed
            assert "[left out: at all]" in changed or "[left out: yet]" in changed
            assert "Headline" in changed


def test_a_listing_and_its_items_lead_to_one_another(client: TestClient, store: Store) -> None:
    articles = [it.article for it in store.articles()]
    listing = next(it for it in articles if it.kind == "listing")
    items = [it for it in articles if it.capture == listing.capture and it.item]
    tree = get(client, links.article(listing.id))
    assert tree.xpath("//section[@aria-labelledby='siblings']//a/@href") == [
        links.article(it.id) for it in items
    ]
    item = get(client, links.article(items[0].id))
    assert item.xpath("//section[@aria-labelledby='siblings']//a/@href") == [links.article(listing.id)]
    shown = words(item.find_class("text")[0])
    others = [listing.text[block.start : block.end] for block in items[1].blocks]
    assert not any(" ".join(text.split()) in shown for text in others if len(text.split()) > 5)


def test_a_copy_says_of_what_and_why(client: TestClient, store: Store) -> None:
    from onrecord.reading.record import open_record

    with open_record(store) as record:
        copy = next(record.copies())
    tree = get(client, links.article(copy.copy))
    section = tree.xpath("//section[@aria-labelledby='copies']")[0]
    assert links.article(copy.original) in section.xpath(".//a/@href")
    assert all(" ".join(reason.split()) in words(section) for reason in copy.evidence)
    assert "Copied from" in words(section)


def test_dates_come_with_their_proof(client: TestClient, store: Store) -> None:
    proven = 0
    for annotated in store.articles():
        published = annotated.article.published
        if published and published.value and published.evidence:
            facts = words(get(client, links.article(annotated.article.id)).find_class("facts")[0])
            assert all(" ".join(it.text.split()) in facts for it in published.evidence)
            proven += 1
    assert proven > 10


def test_a_refused_page_says_why(client: TestClient, store: Store) -> None:
    refused = next(it for it in store.articles() if it.article.kind == "refused")
    tree = get(client, links.article(refused.article.id))
    assert refused.drops[0].reason in words(tree)


def test_a_very_long_text_comes_in_parts(tmp_path: Path) -> None:
    from onrecord.web.pages.article import WINDOW

    paragraph = "The barge moved on through the long canal, and nobody aboard had much to add to that. " * 8
    text = "\n\n".join([paragraph] * (2 * WINDOW // len(paragraph)) + [LAMP])
    add(tmp_path, text, "The long canal")
    with open_store(str(tmp_path / "record.db")) as store:
        client = TestClient(create_app(store, allowed_hosts=("testserver",)))
        (annotated,) = store.articles()
        last = annotated.annotations.statements[-1]
        tree = get(client, links.statement(last.id))
        assert tree.xpath("//*[@id=$id]", id=links.anchor(last.id))
        parts, address = [], links.article(annotated.article.id)
        while address:
            tree = get(client, address)
            for badge in tree.find_class("nth"):
                badge.drop_tree()
            parts += [it.text_content() for it in tree.find_class("block")]
            following = tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")
            address = following[0] if following else ""
    squeezed = "".join("".join(parts).split())
    assert squeezed == "".join(annotated.article.text.split())
