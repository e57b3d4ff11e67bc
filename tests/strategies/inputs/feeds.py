"""Feeds: one item with its whole page, one that only sums it up."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime

from strategies.inputs.pages import BELLS, LOCK, REEF, Page


def _body(page: Page) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in page.paragraphs)


def _mail_date(page: Page) -> str:
    return format_datetime(datetime.fromisoformat(page.published))


def rss() -> bytes:
    """RSS 2.0: full content in content:encoded; a long description; a summary."""
    long = "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join(REEF.paragraphs) + "&lt;/p&gt;"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{LOCK.publisher}</title><link>https://lantern.example/</link>
<description>News of the valley</description>
<item><title>{LOCK.title}</title><link>{LOCK.url}</link><guid isPermaLink="false">lantern-881</guid>
<pubDate>{_mail_date(LOCK)}</pubDate><dc:creator>{LOCK.author}</dc:creator>
<description>The lock stays shut.</description>
<content:encoded><![CDATA[{_body(LOCK)}]]></content:encoded></item>
<item><title>{REEF.title}</title><link>{REEF.url}</link><pubDate>{_mail_date(REEF)}</pubDate>
<description>{long}</description></item>
<item><title>{BELLS.title}</title><link>{BELLS.url}</link><pubDate>{_mail_date(BELLS)}</pubDate>
<description>The parish council has decided: from next month the bells ring at seven.</description></item>
</channel></rss>
""".encode()


def atom() -> bytes:
    """Atom 1.0 in ISO 8859-1, with content as XHTML and as text."""
    xhtml = "".join(f"<p>{paragraph}</p>" for paragraph in BELLS.paragraphs)
    text = "\n\n".join(REEF.paragraphs)
    return (
        f"""<?xml version="1.0" encoding="windows-1252"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{BELLS.publisher}</title>
<id>tag:valley-echo.example,2031:feed</id>
<updated>{BELLS.published}</updated>
<entry><title type="html">{BELLS.title}</title><id>tag:valley-echo.example,2031:1</id>
<link href="{BELLS.url}"/>
<author><name>{BELLS.author}</name></author><published>{BELLS.published}</published>
<updated>{BELLS.published}</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{xhtml}</div></content></entry>
<entry><title>{REEF.title}</title><id>tag:valley-echo.example,2031:2</id><link href="{REEF.url}"/>
<source><title>{REEF.publisher}</title></source><updated>{REEF.published}</updated>
<content type="text">{text}</content></entry>
</feed>
"""
    ).encode("cp1252")


def json_feed() -> bytes:
    """JSON Feed 1.1: content as HTML, as text, and none."""
    items = [
        {"id": "881", "url": LOCK.url, "title": LOCK.title, "content_html": _body(LOCK),
         "date_published": LOCK.published, "authors": [{"name": LOCK.author}]},
        {"id": "882", "url": BELLS.url, "title": BELLS.title, "content_text": "\n\n".join(BELLS.paragraphs),
         "date_published": BELLS.published},
        {"id": "883", "url": REEF.url, "title": REEF.title, "summary": "Fewer urchins on the reef."},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": LOCK.publisher, "items": items}
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()
