"""Read an HTML page: blocks that its reader sees, title, authors, publisher, language and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.authors import authors_of, split_names
from onrecord.extract.credits import dateline_end
from onrecord.extract.dates import published_of, updated_of
from onrecord.extract.html_headline import find_headline
from onrecord.extract.html_kinds import Piece, Reading, pieces_of
from onrecord.extract.html_listing import Teaser, teasers_of
from onrecord.extract.html_outline import Outline
from onrecord.extract.html_posts import Post, posts_of
from onrecord.extract.html_questions import with_questions
from onrecord.extract.html_select import choose_lines
from onrecord.extract.html_tree import Element, TooDeepError, parse_html
from onrecord.extract.html_words import tokens
from onrecord.extract.html_zones import Announced
from onrecord.extract.language import page_language
from onrecord.extract.letters import signers_below
from onrecord.extract.metadata import (
    Metadata,
    absolute,
    address_of,
    host_of,
    page_titles,
    publisher_of,
    read_metadata,
    text_of,
)  # fmt: skip
from onrecord.extract.printed_date import given_date
from onrecord.extract.turns import conversation
from onrecord.extract.visible import Line, page_lines
from onrecord.model import (
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Capture,
    Date,
    Drop,
    Evidence,
    Extraction,
    content_id,
    sha256,
)  # fmt: skip
from onrecord.settings import Settings

#: A page with fewer words of body is no article; one that calls itself so may have as few as the second.
FEWEST_WORDS, FEWEST_WORDS_OF_AN_ARTICLE = 40, 8
_BODY = frozenset(("standfirst", "body", "quote", "list"))

#: Words of the page with their kind, in order: what an article's text is put together from.
Texts = Sequence[tuple[str, BlockKind]]


@dataclass(frozen=True, slots=True)
class _Page:
    """A parsed page with what it says of itself."""

    capture: Capture
    root: Element
    lines: Sequence[Line]
    outline: Outline
    announced: Announced
    metadata: Metadata
    url: str | None
    publisher: str | None
    titles: Sequence[str]


def extract_html(capture: Capture, text: str, settings: Settings) -> Extraction:
    """Read a page into one article, a listing with its items, or a refused page with the reason.

    Every block is words of one line of `page_lines`, so that it occurs in `visible_text(text)`. Fields
    that `capture.declared` gives stand before those of the page.

    Args:
        capture: the page's bytes with their address.
        text: its content, decoded.
        settings: limits; `max_html_depth` is looked at before anything is parsed.

    """
    try:
        root = parse_html(text, settings.max_html_depth)
    except TooDeepError as error:
        reason = f"{error}: a broken page or one built to harm; save it again from a browser"
        return _refused(capture, reason, _bare(capture))
    lines = [] if root is None else page_lines(root)
    if root is None or not lines:
        reason = (
            "no article: the page shows no text of its own; save it from a browser once the story is shown"
        )
        return _refused(capture, reason, _bare(capture))
    page = _page(capture, root, lines)
    posts = posts_of(root, lines, page.metadata, page.titles)
    if posts:
        return _live_blog(page, posts)
    teasers = teasers_of(lines, page.announced, page.metadata, page.url)
    return _listing(page, teasers) if teasers else _article(page)


def _page(capture: Capture, root: Element, lines: Sequence[Line]) -> _Page:
    metadata = read_metadata(root, capture.url)
    outline = Outline(root, lines)
    url = address_of(root, metadata, capture.url)
    publisher = publisher_of(metadata, url)
    return _Page(
        capture=capture, root=root, lines=lines, outline=outline, announced=Announced(outline),
        metadata=metadata, url=url,
        publisher=capture.declared.publisher or publisher,
        titles=page_titles(root, metadata, publisher, host_of(url)),
    )  # fmt: skip


def _article(page: _Page) -> Extraction:
    lines, declared = page.lines, page.capture.declared
    headline, pieces = _pieces(page)
    body = [p.line for p in pieces if p.kind in _BODY]
    first = body[0] if body else len(lines)
    signed = signers_below(lines, headline, body, page.titles)
    authors = (
        tuple(split_names(declared.author)) or (declared.author,)
        if declared.author
        else tuple(dict.fromkeys(signed.values()))
        or authors_of(page.metadata, lines, headline, body, page.publisher, page.url)
    )
    kinds: dict[int, BlockKind] = {p.line: p.kind for p in pieces} | dict.fromkeys(signed, "byline")
    names = {name.casefold() for name in authors}
    texts: Texts = [
        # A signature under the last paragraph is no sentence of the story.
        (text, "byline" if text.casefold() in names else kind)
        for text, kind in with_questions(lines, sorted(kinds.items()))
    ]
    words = sum(len(tokens(text)) for text, kind in texts if kind in _BODY)
    fewest = FEWEST_WORDS_OF_AN_ARTICLE if _calls_itself_article(page.metadata) else FEWEST_WORDS
    article = _built(
        page, "article" if words >= fewest else "refused", texts, authors=authors,
        title=declared.title or (page.titles[0] if page.titles else None),
        published=_published(page, headline, first),
        updated=updated_of(page.metadata, lines, headline, first),
    )  # fmt: skip
    if words < fewest:
        reason = f"no article: only {words} words of running text; save it again once the story is shown"
        return _refused(page.capture, reason, article)
    return Extraction(articles=(article,))


def _pieces(page: _Page) -> tuple[int | None, list[Piece]]:
    """Give the index of the headline's line, and the lines of the article with their kinds."""
    lines = page.lines
    chosen, page_zones = choose_lines(page.outline, page.announced)
    around = page.outline.surroundings()
    headline = find_headline(lines, chosen, page_zones, around, page.titles)
    summary = text_of(page.metadata.article.get("description"))
    summary = summary or page.metadata.tag("og:description", "description", "twitter:description")
    return headline, pieces_of(Reading(lines, chosen, page_zones, around, headline), summary)


def _calls_itself_article(metadata: Metadata) -> bool:
    return bool(metadata.article) or (metadata.tag("og:type") or "").lower().endswith("article")


def _published(page: _Page, headline: int | None, first_body: int) -> Date | None:
    declared = page.capture.declared.published
    given = given_date(declared) if declared else None
    return given or published_of(page.root, page.metadata, page.lines, headline, first_body, page.url)


def _listing(page: _Page, teasers: Sequence[Teaser]) -> Extraction:
    """Give the page as a listing and each teaser as an item on the same text."""
    texts: list[tuple[str, BlockKind]] = []
    places: list[range] = []
    for teaser in teasers:
        first = len(texts)
        texts.append((page.lines[teaser.headline].text, "headline"))
        texts += [(page.lines[i].text, "teaser") for i in teaser.lines]
        places.append(range(first, len(texts)))
    title = page.capture.declared.title or (page.titles[0] if page.titles else None)
    whole = _built(page, "listing", texts, title=title)
    articles = [whole]
    for number, (teaser, place) in enumerate(zip(teasers, places, strict=True), 1):
        blocks = whole.blocks[place.start : place.stop]
        articles.append(
            _built(
                page, "teaser", texts, item=number, only=blocks, title=texts[place.start][0],
                url=absolute(page.url, teaser.url), truncated=breaks_off(texts[place.stop - 1][0]),
            )
        )  # fmt: skip
    return Extraction(articles=tuple(articles))


def _live_blog(page: _Page, posts: Sequence[Post]) -> Extraction:
    """Give the page as a listing and each of its posts as an item on the same text."""
    texts: list[tuple[str, BlockKind]] = []
    places: list[range] = []
    for post in posts:
        first = len(texts)
        if post.headline is not None:
            texts.append((page.lines[post.headline].text, "headline"))
        texts += [(page.lines[i].text, "teaser") for i in post.lines]
        places.append(range(first, len(texts)))
    title = page.capture.declared.title or (page.titles[0] if page.titles else None)
    whole = _built(page, "listing", texts, title=title, published=_published(page, None, 0))
    articles = [whole]
    for number, (post, place) in enumerate(zip(posts, places, strict=True), 1):
        headline = texts[place.start][0] if post.headline is not None else title
        articles.append(
            _built(
                page, "teaser", texts, item=number, only=whole.blocks[place.start : place.stop],
                title=headline, published=post.published, truncated=breaks_off(texts[place.stop - 1][0]),
            )
        )  # fmt: skip
    return Extraction(articles=tuple(articles))


def breaks_off(text: str) -> bool:
    """Tell whether words end in the middle: with an ellipsis, or with one in brackets."""
    return text.rstrip(" \"'”’»)]").endswith(("…", "..."))


def _built(
    page: _Page, kind: ArticleKind, texts: Texts, *, title: str | None, item: int = 0,
    only: Sequence[Block] = (), authors: tuple[str, ...] = (), published: Date | None = None,
    updated: Date | None = None, url: str | None = None, truncated: bool | None = None,
) -> Article:  # fmt: skip
    """Join the words of the page to the article's text and put it together with what is known of it."""
    text, blocks = _joined(texts)
    read = [words for words, k in texts if k in _BODY or k == "teaser"]
    declared = (
        page.root.get("lang") or page.root.get("xml:lang") or page.metadata.tag("og:locale", "language")
    )
    capture = page.capture
    return Article(
        id=content_id("art", capture.id, item), capture=capture.id, path=capture.path, key=capture.key,
        item=item, kind=kind, url=url or page.url, publisher=page.publisher, title=title, authors=authors,
        language=page_language(declared, " ".join(read)), text=text,
        published=_placed(published, text, blocks), updated=_placed(updated, text, blocks),
        sha256=sha256(text.encode("utf-8", "surrogatepass")), blocks=tuple(only) or blocks,
        truncated=bool(read) and breaks_off(read[-1]) if truncated is None else truncated,
    )  # fmt: skip


def _placed(date: Date | None, text: str, blocks: Sequence[Block]) -> Date | None:
    """Give a printed day the place of its words in the text, where the line that prints it is a block."""
    if date is None or date.method != "printed":
        return date
    words = date.evidence[0].text
    for block in blocks:
        start = text.find(words, block.start, block.end) if block.kind == "byline" else -1
        if start >= 0:
            return replace(date, evidence=(Evidence(text=words, start=start, end=start + len(words)),))
    return date


def _joined(texts: Texts) -> tuple[str, tuple[Block, ...]]:
    """Join words with empty lines between them; a dateline is cut off the paragraph it opens."""
    parts: list[str] = []
    blocks: list[Block] = []
    start = 0
    turns = conversation([words for words, _ in texts])
    for number, (words, kind) in enumerate(texts):
        parts.append(words)
        # What opens a turn of a conversation is no dateline.
        cut = dateline_end(words) if kind == "body" and number not in turns else 0
        if cut:
            blocks.append(Block(start=start, end=start + len(words[:cut].rstrip()), kind="dateline"))
        blocks.append(Block(start=start + cut, end=start + len(words), kind=kind))
        start += len(words) + 2
    return "\n\n".join(parts), tuple(blocks)


def _bare(capture: Capture) -> Article:
    """Give the line of a page of which nothing could be read."""
    declared = capture.declared
    return Article(
        id=content_id("art", capture.id, 0), capture=capture.id, path=capture.path, key=capture.key, item=0,
        kind="refused", url=capture.url, publisher=declared.publisher, title=declared.title,
        authors=(declared.author,) if declared.author else (), language=None,
        published=given_date(declared.published) if declared.published else None, updated=None, text="",
        sha256=sha256(b""), truncated=False, blocks=(),
    )  # fmt: skip


def _refused(capture: Capture, reason: str, article: Article) -> Extraction:
    return Extraction(articles=(article,), drops=(Drop(stage="extract", item=capture.path, reason=reason),))
