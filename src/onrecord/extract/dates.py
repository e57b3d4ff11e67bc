"""Find the days on which a page was published and last changed, each with its evidence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from onrecord.extract.html_tree import Element
from onrecord.extract.metadata import Metadata
from onrecord.extract.printed_date import printed_days
from onrecord.extract.visible import Line
from onrecord.model import Date, Evidence

PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "publishdate", "publish-date",
    "publish_date", "published-date", "publication_date", "pubdate", "article.published",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_date", "article_date_original", "datecreated", "rnews:datepublished", "displaydate",
    "ptime", "date",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:modified_time", "og:updated_time", "og:article:modified_time",
    "datemodified", "dc.date.modified", "dcterms.modified", "article.updated", "lastmod", "last-modified",
    "moddate", "revised",
)  # fmt: skip
#: A printed day is looked for on so many lines around the headline.
NEAR = 12

#: Every way to write a day has one.
_FIGURE = re.compile(r"\d")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6}(?:Z|[+-]\d{4})?)?$")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s*[/.年년]\s*(\d{1,2})\s*[/.月월]\s*(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?((?:19|20)?\d\d)(?![\d.]\d|\d)")
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?!\d)")
_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?P<mark>[/_-]?)(0[1-9]|1[0-2])(?P=mark)(0[1-9]|[12]\d|3[01])(?![\d])"
)
#: Month names, or their beginnings, of the languages of the pages that we measure on and their neighbours.
_MONTHS = (
    "jan gen янв ene oca ιαν",
    "feb fév fev şub фев helmi φεβ",
    "mar mär mrz maart мар maalis μαρ mart",
    "apr avr abr abril huhti nis апр απρ",
    "mai may maj mei maggio mag май мая touko μαϊ",
    "jun juin giu haz июн kesä ιουν",
    "jul juil lug tem июл heinä ιουλ",
    "aug aoû ago ağu авг elo αυγ",
    "sep set eyl сен syys σεπ",
    "okt oct out ott eki окт loka οκτ",
    "nov kas ноя marras νοε",
    "dez dec déc dic des ara дек joulu δεκ",
)
_MONTH_OF = {start: number for number, starts in enumerate(_MONTHS, 1) for start in starts.split()}
_NAMED = re.compile(
    r"(?<![\w.])(\d{1,2})\.?(?:er|º|°)?\s+(?:de\s+|d[’']\s?)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)(?!\d)"
)
_LABEL_UPDATED = re.compile(
    r"updat|modifi|edited|revis|aktualis|geändert|mis à jour|actualiz|atualiz|aggiornat|bijgewerkt|oppdater|"
    r"uppdater|opdater|güncel|обновл|更新|изменен|päivitetty",
    re.IGNORECASE,
)


def day_in(words: str) -> str | None:
    """Read the first full day in `words` as ISO 8601, or None.

    A moment with a time zone gives the day that is printed in it, which is the publisher's local one.
    `04/05/2024` can be two days and is none, unless one of the numbers is no month.
    """
    words = words.strip()[:200]
    if _FIGURE.search(words) is None:
        return None
    if found := _ISO.search(words):
        return _iso(found[1], found[2], found[3])
    if found := _RUN_TOGETHER.match(words):
        return _iso(found[1], found[2], found[3])
    if _EPOCH.match(words):
        seconds = int(words[:10])
        return (datetime.date(1970, 1, 1) + datetime.timedelta(seconds=seconds)).isoformat()
    if found := _YEAR_FIRST.search(words):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(words):
        # 25.04.24: two digits are a year of this century; dates before 2000 are not written so on pages.
        return _iso(found[3] if len(found[3]) == 4 else f"20{found[3]}", found[2], found[1])
    if found := _SLASHES.search(words):
        one, two = int(found[1]), int(found[2])
        if one > 12 >= two or one == two:
            return _iso(found[3], two, one)
        return _iso(found[3], one, two) if two > 12 >= one else None
    for found in _NAMED.finditer(words):
        if month := _month(found[2]):
            return _iso(found[3], month, found[1])
    for day in printed_days(words):
        return day.value
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def is_dated(line: Line) -> bool:
    """Tell whether a line is short and holds a day: a page's own date, or the update of one."""
    return len(line.text) <= 120 and len(line.text.split()) <= 12 and day_in(line.text) is not None


def _month(name: str) -> int | None:
    name = name.casefold()
    return next((_MONTH_OF[name[:n]] for n in (6, 5, 4, 3) if name[:n] in _MONTH_OF), None)


def _iso(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _date(words: str, method: Any, where: str, name: str) -> Date | None:
    value = day_in(words)
    if value is None:
        return None
    evidence = Evidence(text=words, where=where, name=name)
    return Date(value=value, precision="day", method=method, evidence=(evidence,))


def published_of(
    root: Element,
    metadata: Metadata,
    lines: Sequence[Line],
    headline: int | None,
    first_body: int,
    url: str | None,
) -> Date | None:
    """Find the day of publication: metadata, then the address, then a day printed by the headline.

    A day of another story is never taken: metadata is that of the page's own node, `<time>` and
    printed days are read between the headline and the first paragraph only.

    Args:
        root: of the page.
        metadata: of the page.
        lines: of the page, in order.
        headline: index of the headline's line, or None.
        first_body: index of the first line of the body.
        url: address of the page.

    """
    head = _head(lines, headline, first_body)
    sources: tuple[Iterable[Date | None], ...] = (
        _stated(metadata, ("datePublished", "dateCreated", "uploadDate"), PUBLISHED),
        _timed(root, head),
        (_from_url(url),) if url else (),
        _printed(head, updated=False),
    )
    return next((date for source in sources for date in source if date), None)


def updated_of(
    metadata: Metadata, lines: Sequence[Line], headline: int | None, first_body: int
) -> Date | None:
    """Find the day of the last change, as the page states or prints it."""
    head = _head(lines, headline, first_body)
    stated = (*_stated(metadata, ("dateModified",), UPDATED), *_printed(head, updated=True))
    return next((date for date in stated if date), None)


def _stated(metadata: Metadata, keys: Sequence[str], names: Sequence[str]) -> Iterator[Date | None]:
    for node in (metadata.article, metadata.webpage):
        for key in keys:
            value = node.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str | int) and not isinstance(value, bool) and node is metadata.article:
                yield _date(str(value), "metadata", "json-ld", key)
    for name in names:
        for words in metadata.contents(name):
            yield _date(words, "metadata", "meta", name)
    for key in keys:
        value = metadata.webpage.get(key)
        if isinstance(value, str):
            yield _date(value, "metadata", "json-ld", key)


def _head(lines: Sequence[Line], headline: int | None, first_body: int) -> list[Line]:
    """Give the lines around the headline that can carry the page's own date."""
    if headline is None or headline > first_body:
        return list(lines[max(0, first_body - NEAR) : first_body])
    near = lines[headline + 1 : min(first_body, headline + 2 * NEAR) + 1]
    return [*(line for line in near if len(line.text) <= 300), *lines[max(0, headline - 3) : headline]]


def _timed(root: Element, head: Sequence[Line]) -> Iterator[Date | None]:
    """Yield the days of `<time>`: one marked as the publication's, else those in the page's head."""
    for time in root.iter("time", "abbr", "span", "meta"):
        marks = f"{time.get('itemprop') or ''} {time.get('class') or ''} {time.get('property') or ''}".split()
        own = {"datePublished", "dtPublished", "dt-published", "entry-date", "pubdate"} & set(marks)
        if own or (time.tag == "time" and time.get("pubdate") is not None):
            words = (
                time.get("datetime") or time.get("content") or time.get("title") or "".join(time.itertext())
            )
            yield _date(words, "metadata", "time", sorted(own)[0] if own else "pubdate")
    inside = {id(element) for line in head for element in line.inner}
    for time in root.iter("time"):
        if time.get("datetime") and (id(time) in inside or any(id(e) in inside for e in time)):
            yield _date(time.get("datetime"), "metadata", "time", "datetime")


def time_of(time: Element) -> Date | None:
    """Read the day of one `<time>`, by its attribute, else by its words."""
    words = time.get("datetime") or "".join(time.itertext())
    return _date(words[:100], "metadata", "time", "datetime")


def _from_url(url: str) -> Date | None:
    for found in _IN_URL.finditer(url[:2_000]):
        value = _iso(found[1], found[3], found[4])
        # Eight digits in a row are a day only where nothing else is glued to them: ids are longer.
        if value and 1990 <= int(found[1]) <= 2099:
            evidence = Evidence(text=found[0], where="url", name=None)
            return Date(value=value, precision="day", method="url", evidence=(evidence,))
    return None


def _printed(head: Sequence[Line], *, updated: bool) -> Iterator[Date | None]:
    for line in head:
        if len(line.text) > 200:
            continue
        for part in re.split(r"\s+[|•·/]\s+|\(", line.text):
            if bool(_LABEL_UPDATED.search(part)) == updated and (value := day_in(part)):
                evidence = Evidence(text=part.strip(), where="page", name="head")
                yield Date(value=value, precision="day", method="printed", evidence=(evidence,))
