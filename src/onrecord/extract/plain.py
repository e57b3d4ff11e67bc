"""Scraped plain text → articles: blocks with kinds, headline, authors, publisher, days; listings split."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.blocks import Page, classify
from onrecord.extract.credits import byline_names, byline_outlet, dateline_end
from onrecord.extract.language import language_of
from onrecord.extract.listing import Item, split_listing
from onrecord.extract.plain_publisher import find_publisher
from onrecord.extract.plain_units import Unit, split_units
from onrecord.extract.printed_date import given_date, page_dates, printed_day
from onrecord.model import (
    SPEAKING,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Capture,
    Date,
    Drop,
    Extraction,
    content_id,
    sha256,
)
from onrecord.settings import Settings

#: A page whose story has fewer words than this is no article: the shortest briefs of wire services have about 25.
FEWEST_WORDS = 20
#: With a wall's words on the page ("log in to continue", "404"), this many are asked for.
FEWEST_WORDS_BEHIND_A_WALL = 40


def extract_plain(capture: Capture, text: str, settings: Settings) -> Extraction:
    """Read a page of plain text.

    Args:
        capture: where the text comes from; what it declares (title, publisher, author, day) wins.
        text: the decoded text; it becomes `Article.text` unchanged.
        settings: limits; a longer text than `max_text_characters` is dropped.

    Returns:
        One article; or the page as a listing and its teasers; or a refused page with the reason in `drops`.
    """
    if not text.strip():
        return _dropped(
            capture, "the page is empty: nothing was captured, or it was saved before it had loaded"
        )
    if len(text) > settings.max_text_characters:
        reason = f"the text has {len(text)} characters, more than max_text_characters = {settings.max_text_characters}"
        return _dropped(capture, reason + ": split the file or raise the limit")
    units = split_units(text)
    if not units:
        return _dropped(capture, "the page holds no readable characters")
    page = classify(units, capture.declared.title)
    if items := split_listing(units, page.traits):
        return Extraction(articles=tuple(_listing(capture, text, page, items)))
    if reason := _refusal(page):
        article = _article(capture, text, page, "refused")
        return Extraction(
            articles=(article,), drops=(Drop(stage="extract", item=capture.path, reason=reason),)
        )
    return Extraction(articles=(_article(capture, text, page, "article"),))


def _dropped(capture: Capture, reason: str) -> Extraction:
    return Extraction(articles=(), drops=(Drop(stage="extract", item=capture.path, reason=reason),))


def _refusal(page: Page) -> str | None:
    """Say why a page is no article, or None where it is one."""
    speaking = [
        t for t, kind in zip(page.traits, page.kinds, strict=True) if kind in ("body", "quote", "list")
    ]
    words = sum(t.words for t in speaking)
    walled = any(t.rule is not None and t.rule.name == "wall" for t in page.traits)
    if not any(t.is_prose or (t.ends_sentence and t.words >= 5) for t in speaking):
        what = "a wall or an error page" if walled else "menus, links or figures only"
        return f"no article: {what}, no running text; save the page again once the story itself is shown"
    if words < (FEWEST_WORDS_BEHIND_A_WALL if walled else FEWEST_WORDS):
        what = "behind a login, cookie or error page" if walled else "in all"
        return f"no article: only {words} words of running text {what}; save the full story"
    return None


def _article(capture: Capture, text: str, page: Page, kind: ArticleKind) -> Article:
    declared = capture.declared
    blocks = tuple(_blocks(text, page.units, page.kinds))
    published, updated = page_dates(blocks, text)
    if declared.published:
        published = given_date(declared.published) or published
    title = None if page.headline is None else page.units[page.headline].text
    authors = byline_names(declared.author) or (declared.author,) if declared.author else page.authors
    outlets = (byline_outlet(u.text) for u, k in zip(page.units, page.kinds, strict=True) if k == "byline")
    return _built(
        capture, text, kind=kind, blocks=blocks, title=declared.title or title, authors=authors, updated=updated,
        publisher=declared.publisher or next((o for o in outlets if o), None) or find_publisher(page.units, page.traits, page.kinds, page.headline),
        published=published, truncated=_breaks_off(page),
    )  # fmt: skip


def _breaks_off(page: Page) -> bool:
    """Tell whether the story's last paragraph breaks off."""
    last = next(
        (i for i in reversed(range(len(page.units))) if page.kinds[i] in ("body", "list", "quote")), None
    )
    if last is None:
        return False
    after = page.traits[last + 1] if last + 1 < len(page.traits) else None
    cut_after = after is not None and after.breaks_off and page.story is not None and last + 1 < page.story[1]
    return page.traits[last].breaks_off or cut_after


def _built(
    capture: Capture, text: str, *, kind: ArticleKind, blocks: tuple[Block, ...], title: str | None, item: int = 0,
    authors: tuple[str, ...] = (), publisher: str | None = None, published: Date | None = None,
    updated: Date | None = None, truncated: bool = False,
) -> Article:  # fmt: skip
    own = " ".join(text[b.start : b.end] for b in blocks if b.kind in SPEAKING) or text[:2_000]
    return Article(
        id=content_id("art", capture.id, item), capture=capture.id, path=capture.path, key=capture.key, item=item,
        kind=kind, url=capture.url, publisher=publisher, title=title, authors=authors,
        language=language_of(own[:5_000]), published=published, updated=updated, text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")), truncated=truncated, blocks=blocks,
    )  # fmt: skip


def _blocks(text: str, units: Sequence[Unit], kinds: Sequence[BlockKind]) -> list[Block]:
    """Make blocks of units; a dateline before a lead is cut off, pieces of one long line are joined again."""
    blocks: list[Block] = []
    for unit, kind in zip(units, kinds, strict=True):
        if unit.glued and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(start=blocks[-1].start, end=unit.end, kind=kind)
            continue
        cut = dateline_end(unit.text) if kind == "body" else 0
        if cut:
            place = text[unit.start : unit.start + cut].rstrip()
            blocks.append(Block(start=unit.start, end=unit.start + len(place), kind="dateline"))
        blocks.append(Block(start=unit.start + cut, end=unit.end, kind=kind))
    return blocks


def _listing(capture: Capture, text: str, page: Page, items: Sequence[Item]) -> list[Article]:
    """Give the page as a listing and each item as a teaser."""
    units, declared = page.units, capture.declared
    kinds: list[BlockKind] = ["boilerplate"] * len(units)
    for item in items:
        kinds[item.first : item.last] = ["teaser"] * (item.last - item.first)
    heading = next((i for i in range(items[0].first) if page.traits[i].words), None)
    title = declared.title
    if heading is not None:
        kinds[heading] = "headline"
        title = title or units[heading].text
    publisher = declared.publisher or find_publisher(units, page.traits, kinds, items[0].first)
    blocks = tuple(_blocks(text, units, kinds))
    articles = [_built(capture, text, kind="listing", blocks=blocks, title=title, publisher=publisher)]
    for number, item in enumerate(items, 1):
        start, end = item.title_span(units)
        day = None if item.date is None else printed_day(text, units[item.date].start, units[item.date].end)
        articles.append(
            _built(
                capture, text, kind="teaser", item=number, blocks=item.blocks(units), title=text[start:end],
                publisher=publisher, published=day, truncated=item.truncated,
            )
        )  # fmt: skip
    return articles
