"""Cut a line of a page into its words, for comparing and counting."""

from __future__ import annotations

import re

#: So many characters of a line are looked at; no paragraph is as long.
LONGEST_LINE = 5_000

#: Words, and each character of scripts that are written without spaces.
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
#: For `bytes.translate`: capitals made small, a space for whatever is no letter or digit of ASCII.
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(0x80)) + bytes(
    0x80
)


#: Signs beyond ASCII that hold no word and stand in texts that are ASCII for the rest.
_SIGNS = "“”‘’–—…\u00a0"


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case; scripts without spaces give their characters."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        # As the pattern has it, in half the time.
        return text.encode().translate(_ASCII_WORDS).decode().split()
    return _TOKEN.findall(text.lower())


def tokens(text: str) -> list[str]:
    """Give the words of a line in lower case, as `words_of` does.

    A line is read up to LONGEST_LINE characters, so that a page that is one line costs no more.
    """
    return words_of(text[:LONGEST_LINE])
