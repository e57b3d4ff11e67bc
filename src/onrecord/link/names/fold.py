"""Write names so that those which differ only in letters, not in sound, are alike.

`fold` takes case, accents and foreign letters off (anyascii). `heard` then writes one transliteration
for all that are in use for Russian, Ukrainian and Arabic names: names alike in it are one name.
`blurred` goes further, to what slips of the pen and the ear change: names alike in it are worth a look.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

#: A longer name is a run of capital letters or no name at all; bounds the work on hostile pages.
MOST_CHARACTERS = 100
_POSSESSIVE = re.compile(r"['’‘ʼ`´]\s?[sS]?$")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")

#: What one transliteration writes for another, in this order. Chosen so that common English surnames
#: which differ (Smith and Smyth, Kelly and Kelli, Bennet and Bennett, Lee and Li) stay two:
#: tests/unit/link/test_names_table.py holds the cases.
_HEARD = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"x", "ks"),
        (r"shch|stsch", "sch"),
        (r"tch", "ch"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"q", "k"),
        (r"dh", "d"),
        (r"gh(?=[aeiou])", "g"),
        (r"^[yj]e", "e"),
        (r"(?<=[aeo])ye(?=v)", "e"),
        (r"(?<=[aeou])y(?=[^aeiouy])", "i"),
        (r"(?<=..[aeou])y$", "i"),
        (r"(?:iy|yy|ii|yi|ij|yj)$", "y"),
        (r"ski$", "sky"),
        (r"(?<=[^aeiou])y(?=[aou])", "i"),
        (r"i[yji]a$", "ia"),
        (r"ych$", "ich"),
        (r"ou|oo", "u"),
        (r"(?<=.)ee(?=.)", "i"),
        (r"(?<=..)([oe])ff$", r"\1v"),
        (r"(?<=..[aeiou])h$", ""),
    )
)
#: Umlauts written out; surnames only, where "Michael" and "Samuel" are rare.
_UMLAUTS = ((re.compile(r"(?<=[^aeiouq])([uoa])e(?=[^aeiou])"), r"\1"),)
_DOUBLED = re.compile(r"([a-z])\1+")
_BLURRED = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"y|j", "i"),
        (r"c(?!h)", "k"),
        (r"w", "v"),
        (r"th", "t"),
        (r"z", "s"),
        (r"([a-z])\1+", r"\1"),
    )
)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Write `text` in lower-case ASCII letters, its possessive ending and inner apostrophes off."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).split())
    return anyascii(_APOSTROPHES.sub("", _POSSESSIVE.sub("", plain))).casefold()


@lru_cache(maxsize=50_000)
def heard(word: str, *, surname: bool = False, arabic: bool = False) -> str:
    """Write a folded word in the one transliteration; of Arabic names doubled letters count once."""
    for pattern, letters in _HEARD:
        word = pattern.sub(letters, word)
    for pattern, letters in _UMLAUTS if surname else ():
        word = pattern.sub(letters, word)
    return _DOUBLED.sub(r"\1", word) if arabic else word


@lru_cache(maxsize=50_000)
def blurred(word: str) -> str:
    """Write a folded word so that what slips change is alike."""
    word = heard(word, surname=True)
    for pattern, letters in _BLURRED:
        word = pattern.sub(letters, word)
    return word


def consonants(word: str) -> str:
    """Give the first letter and the consonants of a blurred word."""
    written = blurred(word)
    return written[:1] + re.sub("[aeiou]", "", written[1:])
