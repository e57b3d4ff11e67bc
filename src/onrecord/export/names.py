"""What every linked-data export calls things: addresses, ids as URNs, and the words for a polarity."""

from __future__ import annotations

from typing import Final

from onrecord.export.lines import Line

#: What ids of the record become outside of it; `st-…` is `urn:onrecord:st-…`.
URN: Final = "urn:onrecord:"
#: How a statement that is no assertion is introduced: a denial must never read as one.
HOW_SAID: Final = {"asserted": "says", "denied": "denies", "not_confirmed": "does not confirm"}


def urn(identity: str) -> str:
    """Give the URN of a thing of the record."""
    return URN + identity


def web_address(article: Line) -> str | None:
    """Give the address of an article where it is one of the web; a page can print anything."""
    url = article["url"]
    return url if url and url.startswith(("http://", "https://")) else None


def words(spans: list[Line]) -> str:
    """Give the words of the spans of one role, an ellipsis between those that stand apart."""
    return " … ".join(span["text"] for span in spans)


def told(statement: Line) -> str:
    """Tell in one line who says, denies or does not confirm, without what."""
    speaker = statement["speaker"]
    return f"{speaker['name'] if speaker else 'Somebody'} {HOW_SAID[statement['polarity']]}"
