"""Listing pages are cut into their teasers; articles never are."""

from __future__ import annotations

from onrecord.extract.html import extract_html
from onrecord.model import Capture, Extraction, content_id, sha256
from onrecord.settings import Settings

TEASERS = (
    ("Ferry to Aldmoor stays in port", "The harbour master kept the ferry in on Monday because …"),
    ("Council counts the cost of the flood", "Repairs will take until spring, the mayor said, and …"),
    ("Two new teachers for the island school", "After a year the school on Tarn has found a couple who …"),
    ("Museum shows the charts of Captain Orrin", "The oldest sheet shows a coast that is gone, which …"),
)  # fmt: skip


def read(page: str, url: str = "https://gull.example/tag/harbour") -> Extraction:
    content = page.encode()
    capture = Capture(
        id=content_id("cap", sha256(content), url), content=content, sha256=sha256(content),
        media_type="text/html", path="page.html", url=url,
    )  # fmt: skip
    return extract_html(capture, page, Settings())


def listing() -> str:
    items = "".join(
        f'<div class="item"><h2 class="item-title"><a href="/story/{n}">{title}</a></h2><p>{text}</p></div>'
        for n, (title, text) in enumerate(TEASERS)
    )
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(8))
    return f"<html lang='en'><body><nav><ul>{menu}</ul></nav><h1>Tag: harbour</h1>{items}</body></html>"


def test_a_tag_page_gives_itself_and_one_item_a_teaser() -> None:
    page, *items = read(listing()).articles
    assert page.kind == "listing"
    assert [item.item for item in items] == [1, 2, 3, 4]
    assert all(item.kind == "teaser" and item.text == page.text and item.truncated for item in items)
    for item, (title, text) in zip(items, TEASERS, strict=True):
        assert item.title == title
        words = [(block.kind, item.text[block.start : block.end]) for block in item.blocks]
        assert words == [("headline", title), ("teaser", text)]


def test_items_have_ids_and_addresses_of_their_own() -> None:
    articles = read(listing()).articles
    assert len({article.id for article in articles}) == len(articles)
    assert [article.url for article in articles[1:]] == [f"https://gull.example/story/{n}" for n in range(4)]


def test_a_box_of_other_stories_does_not_make_an_article_a_listing() -> None:
    story = "".join(
        f"<p>Paragraph {n} tells at some length what the harbour master of Lindow found out about the ferry, "
        f"whom he asked, what they answered him and why number {n} of the berths stays closed.</p>"
        for n in range(9)
    )
    page = listing().replace(
        "<h1>Tag: harbour</h1>", f"<h1>Ferry stays in port</h1><div class='text'>{story}</div>"
    )
    assert [article.kind for article in read(page, "https://gull.example/story").articles] == ["article"]


def test_a_page_that_calls_itself_an_article_is_no_listing() -> None:
    head = "<head><meta property='og:type' content='article'></head>"
    assert read(listing().replace("<body>", f"{head}<body>")).articles[0].kind != "listing"
