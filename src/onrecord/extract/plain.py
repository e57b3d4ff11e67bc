"""Scraped plain text → articles: blocks with kinds, headline, authors, publisher, days; listings split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.blocks import classify
from onrecord.extract.credits import byline_outlet, dateline_end, given_authors
from onrecord.extract.dateline_day import dateline_day
from onrecord.extract.language import language_of
from onrecord.extract.letters import signers
from onrecord.extract.listing import Item, split_listing
from onrecord.extract.plain_mail import mail_head
from onrecord.extract.plain_page import Page
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
    Drop,
    Extraction,
    content_id,
    sha256,
)
from onrecord.settings import Settings

#: A page whose story has fewer words than this is no article: the shortest briefs of agencies have about 25.
FEWEST_WORDS = 20
#: With a wall's words on the page ("log in to continue", "404"), this many are asked for.
FEWEST_WORDS_BEHIND_A_WALL = 40
#: The language is told from so many characters.
LANGUAGE_SAMPLE = 4_000


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
        limit = f"max_text_characters = {settings.max_text_characters}"
        return _dropped(capture, f"the text is longer than {limit}: split the file or raise the limit")
    units = split_units(text)
    if not units:
        return _dropped(capture, "the page holds no readable characters")
    page = classify(units, capture.declared.title)
    if items := split_listing(units, page.traits):
        return Extraction(articles=tuple(_listing(capture, text, page, items)))
    if (refusal := _refusal(page)) is not None:
        article = _article(capture, text, page, "refused")
        return Extraction(
            articles=(article,), drops=(Drop(stage="extract", item=capture.path, reason=refusal),)
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


def _base(capture: Capture, text: str) -> Article:
    """Give what all articles of a page have in common; its text is hashed once."""
    return Article(
        id=content_id("art", capture.id, 0),
        capture=capture.id,
        path=capture.path,
        key=capture.key,
        item=0,
        kind="article",
        url=capture.url,
        publisher=capture.declared.publisher,
        title=capture.declared.title,
        authors=(),
        language=None,
        published=None,
        updated=None,
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")),
        truncated=False,
        blocks=(),
    )


def _article(capture: Capture, text: str, page: Page, kind: ArticleKind) -> Article:
    declared = capture.declared
    signed = _signers(page)
    for line in signed:
        page.kinds[line] = "byline"
    blocks = tuple(_blocks(text, page.units, page.kinds, page.turns))
    published, updated = page_dates(blocks, text)
    published = published or dateline_day(blocks, text)
    if declared.published:
        published = given_date(declared.published) or published
    base = _base(capture, text)
    return replace(
        base,
        kind=kind,
        publisher=base.publisher or _publisher(page),
        title=base.title or _title(page),
        authors=given_authors(declared.author)
        if declared.author
        else tuple(dict.fromkeys(signed.values())) or page.authors or mail_head(page.units)[1],
        language=_language(text, blocks),
        published=published,
        updated=updated,
        truncated=_breaks_off(page),
        blocks=blocks,
    )


def _title(page: Page) -> str | None:
    """Give the headline's words on one line, without the stars or rules that set it off."""
    if page.headline is None or page.traits[page.headline].is_prose:
        # A letter without a headline is called by its subject.
        subject, _ = mail_head(page.units)
        if subject or page.headline is None:
            return subject
    return " ".join(page.units[page.headline].text.split()).strip("\ufeff*=#_~ ") or None


def _signers(page: Page) -> dict[int, str]:
    """Give who signed the letters of a page, by the number of the line."""
    told = [kind in ("body", "quote", "list") for kind in page.kinds]
    return signers([unit.text for unit in page.units], told)


def _publisher(page: Page) -> str | None:
    bylines = (u.text for u, kind in zip(page.units, page.kinds, strict=True) if kind == "byline")
    outlet = next((o for o in map(byline_outlet, bylines) if o), None)
    return outlet or find_publisher(page.units, page.traits, page.kinds, page.headline)


def _language(text: str, blocks: Sequence[Block]) -> str | None:
    """Tell the language of what speaks; of the whole page where nothing does."""
    own: list[str] = []
    length = 0
    for block in blocks:
        if block.kind in SPEAKING and length < LANGUAGE_SAMPLE:
            own.append(text[block.start : min(block.end, block.start + LANGUAGE_SAMPLE)])
            length += len(own[-1])
    return language_of(" ".join(own) or text[:LANGUAGE_SAMPLE])


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


def _blocks(
    text: str, units: Sequence[Unit], kinds: Sequence[BlockKind], turns: range = range(0)
) -> list[Block]:
    """Make blocks of units; a dateline before a lead is cut off, pieces of one long line are joined again.

    What opens a turn of a conversation (`turns`) is no dateline.
    """
    blocks: list[Block] = []
    for number, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if unit.glued and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(start=blocks[-1].start, end=unit.end, kind=kind)
            continue
        cut = dateline_end(unit.text) if kind == "body" and number not in turns else 0
        if cut:
            place = text[unit.start : unit.start + cut].rstrip()
            blocks.append(Block(start=unit.start, end=unit.start + len(place), kind="dateline"))
        blocks.append(Block(start=unit.start + cut, end=unit.end, kind=kind))
    return blocks


def _listing(capture: Capture, text: str, page: Page, items: Sequence[Item]) -> Iterator[Article]:
    """Yield the page as a listing, of which nothing speaks, and then each item as a teaser."""
    units = page.units
    kinds: list[BlockKind] = ["boilerplate"] * len(units)
    for item in items:
        kinds[item.first : item.last] = ["related"] * (item.last - item.first)
    heading = next((units[i].text for i in range(items[0].first) if page.traits[i].words), None)
    base = _base(capture, text)
    base = replace(
        base, publisher=base.publisher or find_publisher(units, page.traits, kinds, items[0].first)
    )
    blocks = tuple(_blocks(text, units, kinds))
    yield replace(
        base, kind="listing", title=base.title or heading, blocks=blocks, language=_language(text, ())
    )
    for number, item in enumerate(items, 1):
        start, end = item.title_span(units)
        blocks = item.blocks(units)
        day = None if item.date is None else printed_day(text, units[item.date].start, units[item.date].end)
        yield replace(
            base,
            id=content_id("art", capture.id, number),
            item=number,
            kind="teaser",
            title=text[start:end],
            language=_language(text, blocks),
            published=day,
            truncated=item.truncated,
            blocks=blocks,
        )
