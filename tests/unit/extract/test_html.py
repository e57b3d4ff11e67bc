"""HTML pages become articles: only the story speaks, every block is visible, nothing crashes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.html import extract_html
from onrecord.extract.visible import block_is_visible, visible_text
from onrecord.model import SPEAKING, Article, Capture, Declared, content_id, sha256
from onrecord.settings import Settings

STORY = (
    "BRACK — The ferry to Aldmoor stays in port until the weekend, the harbour master said on Monday.",
    "“Nobody sails into that swell while I hold the keys,” Maren Tolliver told the lower town.",
    "Fishermen who had waited since dawn said the decision came too late, because the nets were out already.",
    "The island has food for nine days, according to the grocer at the pier, who counted the sacks twice.",
    "Tolliver will look at the forecast on Thursday and decide then whether the boat may leave.",
)
NODE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Lindow Gull"},
        {"@id": "#ida", "@type": "Person", "name": "Ida Verrall"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry to Aldmoor stays in port",
            "description": "The harbour master keeps the boat in until the swell is gone.",
            "author": [{"@id": "#ida"}, {"@type": "Person", "name": "By Tom Askew"}],
            "publisher": {"@type": "Organization", "name": "The Lindow Gull"},
            "datePublished": "2024-02-05T23:30:00-05:00",
            "dateModified": "2024-02-06T08:00:00-05:00",
        },
    ],
}


def capture_of(
    page: str, url: str | None = "https://gull.example/ferry", declared: Declared | None = None
) -> Capture:
    content = page.encode("utf-8", "surrogatepass")
    return Capture(
        id=content_id("cap", sha256(content), url), content=content, sha256=sha256(content),
        media_type="text/html", path="in/page.html", url=url, key="k1", declared=declared or Declared(),
    )  # fmt: skip


def page_of(body: str, head: str = "", node: object = NODE) -> str:
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    return f'<!doctype html><html lang="en-GB"><head>{head}{script}</head><body>{body}</body></html>'


def full_page() -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return page_of(
        f"""
        <nav><ul><li><a href="/">Home</a></li><li><a href="/harbour">Harbour</a></li></ul></nav>
        <div class="cookie-consent"><p>We use cookies to make this site better for you; press accept to go
          on reading.</p></div>
        <article>
          <header><h1>Ferry to Aldmoor stays in port</h1>
            <p class="standfirst">The harbour master keeps the boat in until the swell is gone.</p>
            <div class="byline">By <a rel="author" href="/ida">Ida Verrall</a> and Tom Askew</div>
            <time datetime="2024-02-05">5 February 2024</time></header>
          <figure><img src="pier.jpg">
            <figcaption>The pier of Lindow on Monday, before the storm. Photo: Edda Munn</figcaption></figure>
          <div class="text">{story}
            <p><a href="/nets">Read more: Nets lost off Tarn in the worst storm for a decade</a></p>
            <div class="newsletter-signup"><p>Sign up and get the best of the Gull in your inbox every
              morning.</p></div>
          </div>
          <div class="author-bio"><p>Ida Verrall is a reporter for the Gull who writes about the sea
            and can be reached by boat.</p></div>
        </article>
        <section class="related-stories"><h2>More stories</h2>
          <p>The council said on Friday that the lower town would get a wall of its own.</p></section>
        <div id="comments"><p>I have lived here for forty years and am right, said nobody
          ever.</p></div>
        <footer><p>© The Lindow Gull. All rights reserved.</p></footer>"""
    )


def read(page: str, **capture: object) -> Article:
    return extract_html(capture_of(page, **capture), page, Settings()).articles[0]  # type: ignore[arg-type]


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def spoken(article: Article) -> str:
    return " ".join(words for kind, words in blocks(article) if kind in SPEAKING)


def test_the_story_speaks_and_is_whole() -> None:
    article = read(full_page())
    assert article.kind == "article"
    assert ("headline", "Ferry to Aldmoor stays in port") in blocks(article)
    assert ("standfirst", "The harbour master keeps the boat in until the swell is gone.") in blocks(article)
    body = [words for kind, words in blocks(article) if kind == "body"]
    assert body == [STORY[0].removeprefix("BRACK — "), *STORY[1:]]
    assert ("dateline", "BRACK —") in blocks(article)


@pytest.mark.parametrize(
    "debris",
    [
        "cookies",
        "Read more",
        "Sign up",
        "Photo: Edda",
        "is a reporter",
        "lower town would get",
        "forty years",
        "All rights",
        "Home",
    ],
)
def test_debris_never_speaks(debris: str) -> None:
    assert debris not in spoken(read(full_page()))


def test_text_is_its_blocks_with_empty_lines_between() -> None:
    article = read(full_page())
    assert article.text.split("\n\n")[0] == "Ferry to Aldmoor stays in port"
    assert article.sha256 == sha256(article.text.encode())
    assert article.id == content_id("art", article.capture, 0)


def test_metadata_is_read_with_its_evidence() -> None:
    article = read(full_page())
    assert article.title == "Ferry to Aldmoor stays in port"
    assert article.authors == ("Ida Verrall", "Tom Askew")
    assert article.publisher == "The Lindow Gull"
    assert article.language == "en"
    assert article.published is not None
    assert article.updated is not None
    # The day that is printed, not the one it is in Greenwich.
    assert (article.published.value, article.published.method) == ("2024-02-05", "metadata")
    evidence = article.published.evidence[0]
    assert (evidence.where, evidence.name) == ("json-ld", "datePublished")
    assert evidence.text == "2024-02-05T23:30:00-05:00"
    assert article.updated.value == "2024-02-06"


def test_declared_fields_stand_before_those_of_the_page() -> None:
    declared = Declared(
        title="Kept in", publisher="The Tarn Courier", author="Una Bray", published="2024-02-04"
    )
    article = read(full_page(), declared=declared)
    assert (article.title, article.publisher, article.authors) == (
        "Kept in",
        "The Tarn Courier",
        ("Una Bray",),
    )
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2024-02-04", "given")
    assert article.published.evidence[0].where == "input"


def test_a_page_without_a_date_has_none() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    aside = "<aside><time datetime='2023-01-01'>1 January 2023</time> <a href='/x'>An older story</a></aside>"
    article = read(
        page_of(f"<h1>Ferry stays in port</h1>{story}{aside}<footer>© 2021 The Gull</footer>", node=None)
    )
    assert article.kind == "article"
    assert article.published is None
    assert article.updated is None


def test_canonical_address_where_none_came_with_the_page() -> None:
    head = '<link rel="canonical" href="https://gull.example/canonical">'
    page = page_of(f"<h1>Ferry stays</h1>{'<p>' + '</p><p>'.join(STORY) + '</p>'}", head)
    assert read(page, url=None).url == "https://gull.example/canonical"


def test_lists_and_quotations_are_blocks_of_their_own() -> None:
    items = (
        "<ul><li>The evening boat is cancelled until Thursday.</li><li>The morning boat takes post.</li></ul>"
    )
    quote = (
        "<blockquote><p>Nobody on this island ever starved, and nobody will while I bake.</p></blockquote>"
    )
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    article = read(
        page_of(f"<article><h1>Ferry to Aldmoor stays in port</h1>{story}{items}{quote}{story[-1]}</article>")
    )
    assert ("list", "The evening boat is cancelled until Thursday.") in blocks(article)
    assert ("quote", "Nobody on this island ever starved, and nobody will while I bake.") in blocks(article)


def test_a_second_copy_that_hides_itself_is_left_out() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    overlay = f'<div style="display: none"><p>{STORY[2]} Printed again.</p></div>'
    article = read(
        page_of(f"<article><h1>Ferry to Aldmoor stays in port</h1><div>{story}</div></article>{overlay}")
    )
    assert "Printed again" not in article.text


def test_a_story_behind_a_paywall_that_only_hides_it_is_read() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    article = read(
        page_of(f'<article><h1>Ferry stays in port</h1><div style="display:none">{story}</div></article>')
    )
    assert STORY[2] in spoken(article)


def test_a_story_that_breaks_off_is_truncated() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    assert not read(page_of(f"<h1>Ferry stays</h1>{story}")).truncated
    assert read(
        page_of(f"<h1>Ferry stays</h1>{story}<p>The council of Brack, which asked for the boat, wants …</p>")
    ).truncated


@pytest.mark.parametrize(
    "page",
    [
        "", "\0\0", "<!-- nothing -->", "<html></html>", "<script>alert('The mayor said nothing.')</script>",
        "<html><body><h1>404</h1><p>Page not found.</p></body></html>",
        "<html><body><form><label>Password</label><input></form><p>Log in to go on.</p></body></html>",
        "<html><body><p>Your search found nothing.</p></body></html>",
        "<div>" * 100_000,
        "<b>" * 100_000 + "deep",
    ],
    ids=["empty", "NULs", "comment", "shell", "script", "404", "login", "no hits", "deep", "deep inline"],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_a_reason(page: str) -> None:
    extraction = extract_html(capture_of(page), page, Settings())
    assert [article.kind for article in extraction.articles] == ["refused"]
    assert [drop.stage for drop in extraction.drops] == ["extract"]
    assert extraction.drops[0].item == "in/page.html"
    assert len(extraction.drops[0].reason) > 20


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<span>word </span>" * 20_000, "<table><tr><td>" * 1_500 + STORY[0],
        "<article>" * 1_500 + STORY[0],
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + "<p>" + STORY[0],
        "<meta property='og:title' content='" + "&lt;" * 50_000 + "'><p>" + STORY[0], "<" * 100_000,
        "<!--" * 50_000,
        "<title>" + "a | " * 50_000 + "</title><p>" + STORY[0], "“" * 50_000, '<a href="' * 20_000,
    ],
    ids=["spans", "tables", "articles", "json", "entities", "angles", "comments", "title", "quotes", "links"],
)  # fmt: skip
def test_hostile_pages_end_in_an_article_or_a_refusal(page: str) -> None:
    articles = extract_html(capture_of(page), page, Settings()).articles
    assert articles[0].kind in ("article", "refused")


_WORDS = st.sampled_from(
    [
        *STORY,
        "Advertisement",
        "By Ida Verrall",
        "5 February 2024",
        "a",
        " ",
        "\u00a0",
        "\u200b",
        "<",
        "&amp;",
        "“",
    ]
)
_TAGS = st.sampled_from(
    ["p", "div", "span", "h1", "h2", "li", "ul", "blockquote", "article", "aside", "figure", "figcaption",
     "a", "b", "table", "tr", "td", "br", "script", "style", "noscript", "template", "nav", "time", "section"]
)  # fmt: skip
_CLASSES = st.sampled_from(
    ["", " class='byline'", " class='related'", " class='text'", " style='display:none'", " hidden"]
)
_PIECES = st.lists(
    st.one_of(_WORDS, st.builds("<{}{}>".format, _TAGS, _CLASSES), st.builds("</{}>".format, _TAGS)),
    max_size=60,
).map("".join)


@given(_PIECES)
def test_every_block_is_visible_verbatim_and_in_order(body: str) -> None:
    page = f"<html><body>{body}</body></html>"
    visible = visible_text(page)
    for article in extract_html(capture_of(page), page, Settings()).articles:
        end = 0
        for block in article.blocks:
            assert end <= block.start < block.end <= len(article.text)
            assert block_is_visible(article.text[block.start : block.end], visible)
            end = block.end


@given(st.text(max_size=200))
def test_any_text_is_read_the_same_twice(page: str) -> None:
    capture = capture_of(page)
    assert extract_html(capture, page, Settings()) == extract_html(capture, page, Settings())


def test_a_printed_day_is_proved_by_its_place_in_the_text() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    head = "<h1>Ferry to Aldmoor stays in port</h1><p>By Ida Verrall</p><p>Brack, 5 February 2024, 8:15</p>"
    article = read(page_of(f"<article>{head}{story}</article>", node=None))
    assert article.authors == ("Ida Verrall",)
    assert ("byline", "By Ida Verrall") in blocks(article)
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2024-02-05", "printed")
    evidence = article.published.evidence[0]
    assert evidence.start is not None
    assert article.text[evidence.start : evidence.end] == evidence.text == "Brack, 5 February 2024, 8:15"
