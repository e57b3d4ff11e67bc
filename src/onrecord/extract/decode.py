"""Bytes to text: find the charset, decode, and count what could not be decoded."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.extract.charset import declared_charset, detect_charset, told_charset
from onrecord.model import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a capture and how it was come by."""

    text: str
    #: Python's name of the charset.
    charset: str
    #: What is wrong with the bytes, in sentences that lack their subject.
    problems: tuple[str, ...] = ()
    #: What was settled by detection where nothing was told.
    notes: tuple[str, ...] = ()


def decode(capture: Capture) -> Decoded:
    """Decode a capture's bytes by the first of these that holds.

    1. A byte order mark.
    2. UTF-8, where the bytes are valid UTF-8 and not all ASCII. No other charset gives that by
       chance, whatever the page declares: savers write UTF-8 and leave the old declaration in.
    3. What came with the capture (`charset`), then the page's own declaration (HTML, 4096 bytes).
    4. UTF-8, where most of what is not ASCII is valid.
    5. Detection (charset-normalizer). In HTML that declares nothing it is a note; plain text and
       what declares UTF-8 ought to be UTF-8, and that they are not is a problem.
    6. UTF-8, where nothing is detected.

    A byte that can't be decoded becomes U+FFFD, as Python's "replace" does it, and is counted in
    `problems`. Plain text is given as it stands, newlines and a byte order mark (U+FEFF) included,
    so that its offsets are those of the file. HTML loses the mark, and NUL becomes U+FFFD, as
    browsers have it.
    """
    data = capture.content
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    charset = told_charset(capture)
    if charset is None:
        charset = detect_charset(data)
        if charset is None:
            charset = "utf-8"
        elif capture.media_type == "text/html" and declared_charset(capture) is None:
            notes = (f"declares no charset and is not UTF-8: read as {charset}, which its bytes look like",)
        else:
            problems = (f"is not UTF-8, as it should be: read as {charset}, which its bytes look like",)
    text, _ = codecs.lookup(charset).decode(data, "replace")
    if "\ufffd" in text:
        problems += _lost(data, text, charset)
    if capture.media_type == "text/html":
        text = text.removeprefix("\ufeff").replace("\x00", "\ufffd")
    return Decoded(text=text, charset=charset, problems=problems, notes=notes)


def _lost(data: bytes, text: str, charset: str) -> tuple[str, ...]:
    try:
        data.decode(charset)
    except UnicodeDecodeError as error:
        genuine = data.count(b"\xef\xbf\xbd") if charset == "utf-8" else 0
        count = text.count("\ufffd") - genuine
        places = "1 place is" if count == 1 else f"{count} places are"
        return (
            f"{places} no valid {charset}, the first at byte {error.start}: each stands as U+FFFD "
            "in the text; convert the page to UTF-8 to mend it",
        )
    return ()
