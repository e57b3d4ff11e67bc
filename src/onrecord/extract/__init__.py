"""From a capture to its articles: decode, then read as HTML or as plain text."""

from __future__ import annotations

from onrecord.extract.capture_day import bounded_by_capture
from onrecord.extract.decode import decode
from onrecord.model import Capture, Drop, Extraction, Stage
from onrecord.settings import Settings

__all__ = ["extract"]


def extract(capture: Capture, settings: Settings) -> Extraction:
    """Read `capture` into one article, a listing with its items, or a refused page.

    Characters that were lost in decoding, and a charset that was only detected, are told as
    partial drops. A text longer than `settings.max_text_characters` gives no article.
    """
    decoded = decode(capture)
    told = (
        *(_told(capture, "decode", problem) for problem in decoded.problems),
        *(_told(capture, "extract", note) for note in decoded.notes),
    )
    if capture.media_type == "text/html":
        from onrecord.extract.html import extract_html

        extraction = extract_html(capture, decoded.text, settings)
    else:
        if len(decoded.text) > settings.max_text_characters:
            return Extraction(articles=(), drops=(*told, _too_long(capture, settings)))
        from onrecord.extract.plain import extract_plain

        extraction = extract_plain(capture, decoded.text, settings)
    if any(len(article.text) > settings.max_text_characters for article in extraction.articles):
        return Extraction(articles=(), drops=(*told, _too_long(capture, settings)))
    articles = tuple(bounded_by_capture(article, capture) for article in extraction.articles)
    return Extraction(articles=articles, drops=(*told, *extraction.drops))


def _told(capture: Capture, stage: Stage, reason: str) -> Drop:
    return Drop(stage=stage, item=capture.path, reason=reason, partial=True)


def _too_long(capture: Capture, settings: Settings) -> Drop:
    limit = f"{settings.max_text_characters:,}"
    reason = f"its text is longer than {limit} characters: split it, or raise max_text_characters"
    return Drop(stage="extract", item=capture.path, reason=reason)
