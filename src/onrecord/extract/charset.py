"""The charset of a page: what its bytes and declarations tell, and what they look like."""

from __future__ import annotations

import codecs
import re

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
#: Fewer bytes beyond ASCII than this can't tell one script from another; two words of Cyrillic have more.
_ENOUGH_TO_DETECT = 12
#: Bytes that are hardly ever written in windows-1252, or are none of its characters.
_ODD_IN_1252 = "ÿþÞðÐýÝ¤¦¨¬¯´¸¹×÷ƒˆ˜".encode("cp1252") + b"\x81\x8d\x8f\x90\x9d"
_ASCII = bytes(range(0x80))


def told_charset(capture: Capture) -> str | None:
    """Give the charset that the bytes or a declaration tell; None where it has to be detected."""
    data = capture.content
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset
    declared = declared_charset(capture)
    if data.isascii():
        # ISO-2022-JP and HZ are ASCII bytes that mean other characters.
        return declared if declared in ("iso2022_jp", "hz") else "utf-8"
    if _is_utf8(data):
        return "utf-8"
    valid, broken = _utf8_shares(data)
    if declared not in (None, "utf-8"):
        return declared
    return "utf-8" if valid >= broken else None


def declared_charset(capture: Capture) -> str | None:
    """Give the charset that came with the capture, else the one that an HTML page declares, else None."""
    name = _known(capture.charset)
    if name is None and capture.media_type == "text/html":
        return _declared_in_page(capture.content[:_META_BYTES])
    return name


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


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf8_shares(data: bytes) -> tuple[int, int]:
    """Count the characters beyond ASCII that are valid UTF-8, and the places that are not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - broken, broken


def detect_charset(data: bytes) -> str | None:
    """Detect the charset of bytes that are not UTF-8; None where they are more likely damaged UTF-8.

    windows-1252, the browsers' own fallback, wins unless another reads clearly better: for
    Western text with few accents charset-normalizer scores it level with its neighbours.
    """
    from charset_normalizer import from_bytes

    sample = _sample(data)
    high = sample.translate(None, _ASCII)
    if len(high.translate(None, _ODD_IN_1252)) * 2 < len(high) < _ENOUGH_TO_DETECT:
        return None
    best = from_bytes(sample, cp_isolation=_DETECTED).best()
    if best is None or len(high) < _ENOUGH_TO_DETECT:
        return "cp1252"
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
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
