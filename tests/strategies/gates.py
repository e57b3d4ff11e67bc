"""A page about an invented dam as it stood in the morning and in the evening: one quote was changed."""

from __future__ import annotations

from io import BytesIO

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.model import CaptureResult
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.settings import Settings
from onrecord.store import Store

ADDRESS = "https://lamp.example/2031/10/07/gates"
MORNING, EVENING = "2031-10-07T08:10:00Z", "2031-10-07T19:45:00Z"
#: What the engineer is quoted with, and what became of it.
BEFORE = "We never tested the eastern gates, and everybody in this valley knew it"
AFTER = "We always tested the eastern gates, and everybody in this valley knew it"
REMOVED = "“The sirens stayed silent because nobody paid for batteries,” said Marget Osk, a farmer in Tarn."
ADDED = "“The ministry will answer for every flooded cellar,” said Tobin Hale, the mayor of Tarn."

_PAGE = """<html><head><title>Gates of the Tarn dam opened at night</title>
<meta property="og:site_name" content="The Lamp"><link rel="canonical" href="{address}">
<meta property="article:published_time" content="2031-10-07T06:00:00Z"></head><body>
<nav>Home Sport</nav><article>
<h1>Gates of the Tarn dam opened at night</h1>
<p>TARN, October 7 - Two gates of the Tarn dam were opened on Monday night, and water stood in the town.</p>
<p>“{quote},” said Ivo Lantrell, the chief engineer of the dam, at the town hall on Tuesday.</p>
<p>{more}</p>
<p>The ministry said that the wall itself was sound and that no other gate had moved.</p>{note}
</article><footer>{readers} people read this</footer></body></html>"""


def page(*, later: bool, note: str = "") -> bytes:
    """Write the page of the morning, or that of the evening."""
    quote, more, readers = (AFTER, ADDED, 940) if later else (BEFORE, REMOVED, 12)
    told = note and f"<p>{note}</p>"
    return _PAGE.format(address=ADDRESS, note=told, quote=quote, more=more, readers=readers).encode()


def captured(content: bytes, path: str, when: str | None) -> CaptureResult:
    """Capture and annotate a page with the shipped model."""
    settings = Settings()
    items = list(read_stream(BytesIO(content), path, settings, captured=when))
    [found] = annotate_captures(items, settings, Annotator(settings))
    if not isinstance(found, CaptureResult):
        raise TypeError(found)
    return found


def fill(store: Store, *captures: CaptureResult) -> None:
    """Add captures and link them."""
    for one in captures:
        store.add(one)
    for _ in link_waiting(store):
        pass
