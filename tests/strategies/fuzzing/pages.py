"""Targets that read one page: HTML and plain text, in whatever encoding, to articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.capture.build import make_capture
from onrecord.extract import extract
from onrecord.extract.dates import day_in
from onrecord.extract.decode import decode
from onrecord.extract.printed_date import given_date, page_dates, printed_days
from onrecord.extract.visible import fold, visible_text
from onrecord.model import Block, Capture, Date, Declared
from onrecord.store.days import day_range
from strategies.fuzzing.target import (
    SETTINGS,
    Target,
    check,
    check_article,
    check_drop,
    sample_pages,
    text_of,
)
from strategies.inputs.pages import BELLS, LOCK, REEF

NAME = "fuzzed.page"


def _extracted(capture: Capture) -> None:
    extraction = extract(capture, SETTINGS)
    check(bool(extraction.articles or extraction.drops), "neither an article nor a drop")
    for drop in extraction.drops:
        check_drop(drop, NAME)
    whole = decode(capture).text
    visible = fold(visible_text(whole)) if capture.media_type == "text/html" else None
    for article in extraction.articles:
        check_article(article)
        check(len(article.text) <= SETTINGS.max_text_characters, "a text beyond its limit")
        if visible is None:
            check(article.text in (whole, ""), "plain text was changed")
            continue
        for block in article.blocks:
            words = fold(article.text[block.start : block.end])
            check(words in visible, f"a block that the page does not show: {words[:80]!r}")


def _read_html(data: bytes) -> None:
    """Read an HTML page: every block of it is seen on the page."""
    _extracted(make_capture(data, media_type="text/html", path=NAME, url="https://news.example/2031/06/04/a"))


def _read_text(data: bytes) -> None:
    """Read plain text, with what its record declares taken from its first line."""
    first = text_of(data.partition(b"\n")[0])[:80]
    declared = Declared(title=first or None, published=first or None, author=first or None)
    _extracted(make_capture(data, media_type="text/plain", path=NAME, declared=declared))


def _read_encoded(data: bytes) -> None:
    """Read a page whose charset a header names: the first 16 bytes."""
    charset = data[:16].decode("latin-1").strip("\x00 ") or None
    for media_type in ("text/html", "text/plain"):
        capture = make_capture(data[16:], media_type=media_type, path=NAME, charset=charset)
        decoded = decode(capture)
        decoded.text.encode("utf-8")
        check(media_type == "text/plain" or "\x00" not in decoded.text, "a NUL in HTML")


def _read_day(data: bytes) -> None:
    """Read the days that a page prints or declares: real days, where they stand."""
    text = text_of(data)
    value = day_in(text)
    check(value is None or day_range(value) is not None, f"{value!r} is no day")
    for day in printed_days(text):
        check(0 <= day.start < day.end <= len(text), f"{day}")
        check(day_range(day.value) is not None, f"{day.value!r} is no day")
    found: list[Date | None] = [given_date(text)]
    if text:
        found += page_dates([Block(start=0, end=len(text), kind="body")], text)
    for date in found:
        if date is not None and date.value is not None:
            check(day_range(date.value) is not None, f"{date.value!r} is no day")
            for proof in date.evidence:
                check(proof.start is None or text[proof.start : proof.end] == proof.text, f"{proof}")


def _samples(*endings: str, longest: int) -> Callable[[], Sequence[bytes]]:
    def seeds() -> Sequence[bytes]:
        return [page[:longest] for name, page in sample_pages() if name.endswith(endings)][:12]

    return seeds


_MONTHS = (
    "January",
    "Sept.",
    "mars",
    "Dezember",
    "de ",
    "12",
    "2031",
    "31",
    "/",
    "-",
    "T00:00:00Z",
    "Updated ",
)

PAGES: tuple[Target, ...] = (
    Target(
        name="html",
        promise="HTML: blocks that the page shows, or a drop that names it",
        run=_read_html,
        seeds=lambda: (
            [page.html.encode() for page in (LOCK, BELLS, REEF)] + [*_samples(".html", longest=3500)()[:6]]
        ),
        longest=3500,
        words=(
            "<p>",
            "</p>",
            "<div>",
            "<table><tr><td>",
            "<h1>",
            "<br><br>",
            "<!--",
            "<script>",
            "<meta ",
            "<li>",
            "article:published_time",
            "<time datetime=",
            "application/ld+json",
            "&#xD800;",
            "hidden",
            "<a href=",
            "<blockquote>",
            "<noscript>",
            "<template>",
            "<svg>",
            "<plaintext>",
            "<select>",
        ),
    ),
    Target(
        name="plain",
        promise="plain text as scrapers leave it: the text itself with blocks, or a drop that names it",
        run=_read_text,
        seeds=lambda: (
            [page.text.encode() for page in (LOCK, BELLS, REEF)] + [*_samples(".txt", longest=2500)()]
        ),
        longest=2500,
        words=(
            "\n\n",
            "By ",
            "Read also: ",
            "Q: ",
            "* ",
            "- ",
            "Updated ",
            "(Reuters) - ",
            "©",
            "“",
            "”",
            "\t|\t",
        ),
    ),
    Target(
        name="charset",
        promise="any bytes under any charset: text without surrogates",
        run=_read_encoded,
        seeds=lambda: [
            name.encode().ljust(16) + LOCK.html.encode(name)
            for name in ("utf-8", "utf-16", "cp1252", "utf-7", "gb18030", "shift_jis", "hz", "iso2022_jp")
        ],
        words=("utf-7", "<meta charset=", "hz", "idna", "\x1b$B", "~{", "+2AA-"),
    ),
    Target(
        name="days",
        promise="printed and declared days: real days, where they stand",
        run=_read_day,
        seeds=lambda: [
            b"Updated Tuesday, 4 June 2031 07:30 GMT",
            b"2031-06-04T07:30:00+02:00",
            b"04/06/31",
            b"1938501000",
            b"4. Dezember 2031",
            b"Wed, 4 Jun 2031 07:30:00 -0000",
            "Jun 4th, 2031 · 3 min".encode(),
        ],
        longest=400,
        words=_MONTHS,
    ),
)
