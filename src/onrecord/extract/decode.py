"""Bytes to text: find the charset, decode, and count what could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.model import Capture

#: HTML: "the first 1024 bytes"; real pages put it later, after scripts.
_META_BYTES = 4096
_META = re.compile(
    rb"<meta\s[^<>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})"
    rb"|<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})",
    re.IGNORECASE,
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Labels that browsers read as a larger charset (WHATWG Encoding Standard); a page that says
#: ISO-8859-1 and has curly quotes is windows-1252. UTF-16 in ASCII-readable bytes can't be true.
_BROWSER_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "utf-8",
}
#: Charsets that a page may declare, by Python's name; the other codecs (zlib, punycode, …) are no
#: charset of pages and a hostile one could make them costly.
_CHARSET = re.compile(
    r"(?:utf-8|utf-16|utf-16-le|utf-16-be|utf-7|ascii|cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|gb\w+|hz|big5\w*"
    r"|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620|johab|kz1048|ptcp154)"
)
#: What detection chooses among: the charsets that pages without a declaration are met in.
_DETECTED = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
#: How much detection reads around the first byte that is not ASCII; more does not change its mind.
_DETECTION_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a capture and how it was come by."""

    text: str
    #: Python's name of the charset.
    charset: str
    #: What could not be decoded: one sentence, or none.
    problems: tuple[str, ...] = ()
    #: What was settled by detection, with nothing lost.
    notes: tuple[str, ...] = ()


def decode(capture: Capture) -> Decoded:
    """Decode a capture's bytes by the first of these that holds.

    1. A byte order mark.
    2. UTF-8, where the bytes are valid UTF-8 and not all ASCII. No other charset gives that by
       chance, whatever the page declares: savers write UTF-8 and leave the old declaration in.
    3. What came with the capture (`charset`), then the page's own declaration (HTML, 4096 bytes).
    4. UTF-8, where most of what is not ASCII is valid.
    5. Detection (charset-normalizer), which is noted.

    A byte that can't be decoded becomes U+FFFD, as Python's "replace" does it, and is counted in
    `problems`. Plain text is given as it stands, newlines and a byte order mark (U+FEFF) included,
    so that its offsets are those of the file. HTML loses the mark, and NUL becomes U+FFFD, as
    browsers have it.
    """
    data = capture.content
    charset, note = _charset(capture)
    decoder = codecs.lookup(charset)
    text, _ = decoder.decode(data, "replace")
    problems = _problems(data, text, charset) if "\ufffd" in text else ()
    if capture.media_type == "text/html":
        text = text.removeprefix("\ufeff").replace("\x00", "\ufffd")
    return Decoded(text=text, charset=charset, problems=problems, notes=(note,) if note else ())


def _charset(capture: Capture) -> tuple[str, str | None]:
    data = capture.content
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset, None
    declared = _known(capture.charset)
    if declared is None and capture.media_type == "text/html":
        declared = _declared_in_page(data[:_META_BYTES])
    if data.isascii():
        # ISO-2022-JP and HZ are ASCII bytes that mean other characters.
        return (declared if declared in ("iso2022_jp", "hz") else "utf-8"), None
    valid, broken = _utf8_shares(data)
    if not broken or (declared == "utf-8" and valid >= broken):
        return "utf-8", None
    if declared not in (None, "utf-8"):
        return str(declared), None
    if valid >= broken:
        return "utf-8", None
    detected = _detect(data)
    said = "is not the UTF-8 that it declares" if declared else "declares no charset and is not UTF-8"
    return detected, f"the page {said}: read as {detected}, which its bytes look like"


def _known(label: str | None) -> str | None:
    """Give Python's name for a charset label, as browsers understand it; None for an unknown one."""
    if not label:
        return None
    try:
        found = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    if not _CHARSET.fullmatch(found.name):
        return None
    return _BROWSER_NAMES.get(found.name, found.name)


def _declared_in_page(head: bytes) -> str | None:
    for match in _META.finditer(head):
        if name := _known((match[1] or match[2]).decode("ascii")):
            return name
    return None


def _utf8_shares(data: bytes) -> tuple[int, int]:
    """Count the characters beyond ASCII that are valid UTF-8, and the places that are not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - broken, broken


def _detect(data: bytes) -> str:
    """Detect the charset of bytes that are not UTF-8.

    windows-1252, the browsers' own fallback, wins unless another reads clearly better: for
    Western text with few accents charset-normalizer scores it level with its neighbours.
    """
    from charset_normalizer import from_bytes

    sample = _sample(data)
    best = from_bytes(sample, cp_isolation=_DETECTED).best()
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
    if best is None:
        return "cp1252"
    # A tenth of coherence is what one word more or less recognised makes in a short text.
    if western and western.chaos <= best.chaos and western.coherence >= best.coherence - 0.1:
        return "cp1252"
    return best.encoding


def _sample(data: bytes) -> bytes:
    """Cut a bounded sample out, from and to a space, so that no character is cut in two."""
    first = next(re.finditer(rb"[\x80-\xff]", data)).start()
    start = data.rfind(b" ", max(0, first - 1000), first) + 1 or first
    sample = data[start : start + _DETECTION_BYTES]
    if start + _DETECTION_BYTES < len(data):
        sample = sample[: sample.rfind(b" ")] if b" " in sample else sample
    return sample


def _problems(data: bytes, text: str, charset: str) -> tuple[str, ...]:
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
