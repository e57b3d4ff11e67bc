"""Cut text into the tokens of the time grammar: one character of code a token, so that rules are regexes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

#: Code of a token that no rule knows, and of a break that no rule crosses.
OTHER, BREAK = ".", "¶"
#: Classes that the tokeniser gives by shape; the others are the tables of `data/timex.toml`.
SHAPES = (
    "iso", "slash", "clock", "decade", "short_year", "quarter_code", "meridiem", "day", "year4", "number",
    "comma", "hyphen", "possessive", "dot", "fraction", "fiscal_code", "nth", "slash_mark", "open", "money",
)  # fmt: skip

#: What a word of a table stands for: a month's number, a shift, a unit, a reference.
Value = int | float | str


class Token(NamedTuple):
    """One token `[start, end)` of the whole text with its class's code and its value."""

    start: int
    end: int
    text: str
    code: str
    value: Value


@dataclass(frozen=True)
class Lexicon:
    """The word tables, ready for look-up."""

    #: Class name to its one-character code.
    codes: dict[str, str]
    #: Lower-case word to (code, value); and the same for words that count with a capital only.
    words: dict[str, tuple[str, Value]]
    capitalised: dict[str, tuple[str, Value]]
    scanner: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Read `data/timex.toml` and compile the scanner."""
    table = tomllib.loads(files("onrecord.annotate").joinpath("data/timex.toml").read_text(encoding="utf-8"))
    with_capital = set(table.pop("capitalised"))
    codes = {name: chr(0x4E00 + i) for i, name in enumerate((*SHAPES, *table))}
    words: dict[str, tuple[str, Value]] = {}
    capitalised: dict[str, tuple[str, Value]] = {}
    for name, entries in table.items():
        target = capitalised if name in with_capital else words
        target.update({word: (codes[name], value) for word, value in entries.items()})
    phrases = [w for w in (*words, *capitalised) if not w.isalpha()]
    return Lexicon(codes=codes, words=words, capitalised=capitalised, scanner=_scanner(phrases))


def _scanner(phrases: Sequence[str]) -> re.Pattern[str]:
    """Compile the token scanner; every repetition is bounded or cannot fail after it, so it is linear."""
    spelled = sorted((re.escape(p).replace("'", "['’]").replace(r"\ ", r"\s{1,4}") for p in phrases), key=len)
    return re.compile(
        r"""
        (?P<gap>\n[^\S\n]*\n)
      | (?P<space>[^\S\n]+|\n)
      | (?P<phrase>\b(?:PHRASES)\b)
      | (?=[\d½¼¾'’QHF])(?:
        (?P<iso>\b\d{4}-[01]\d-[0-3]\d)(?!\d)
      | (?P<slash>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))(?![\d/])
      | (?P<fraction>\b(?:\d{1,3}[ -])?[123]/[234]\b|\d{0,3}[½¼¾])
      | (?P<clock>\b\d{1,2}:\d{2}(?::\d{2})?)(?![:\d])
      | (?P<decade>\b(?:1\d|20)?\d0['’]?s\b|['’]\d0s\b)
      | (?P<nth>\b\d{1,2}(?:st|nd|rd|th)\b)
      | (?P<quarter_code>\b(?-i:[QH])[1-4]\b)
      | (?P<fiscal_code>\b(?-i:FY)['’ ]?(?:\d{4}|\d{2})\b)
      | (?P<short_year>['’]\d\d\b)
      | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
        )
      | (?P<meridiem>[AaPp]\.\s?[Mm]\.|[AaPp][Mm]\b)
      | (?P<possessive>['’]s\b)
      | (?P<word>[^\W\d_]+)
      | (?P<mark>[^\s\w])
        """.replace("PHRASES", _by_first_letter(spelled[::-1])),
        re.VERBOSE | re.IGNORECASE,
    )


def _by_first_letter(spelled: Sequence[str]) -> str:
    """Join alternatives so that only those with the right first letter are tried; each keeps its order."""
    tails: dict[str, list[str]] = {}
    for phrase in spelled:
        tails.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(rf"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Cut `[start, end)` of `text` into tokens, in order; time is linear in `end - start`."""
    matches = lexicon().scanner.finditer(text, start, end)
    return [
        # Most are words that have come before.
        Token(*match.span(), printed, *_short_word(printed))
        if match.lastgroup == "word" and len(printed := match.group()) <= _SHORT
        else _token(match)
        for match in matches
        if match.lastgroup != "space"
    ]


def _token(match: re.Match[str]) -> Token:
    words = lexicon()
    kind, printed = match.lastgroup or "mark", match.group()
    code: str = OTHER
    value: Value = printed
    if kind in ("word", "phrase"):
        code, value = _short_word(printed) if len(printed) <= _SHORT else _word(printed)
    elif kind == "gap":
        code = BREAK
    elif kind == "number":
        code, value = _number(printed)
    elif kind == "nth":
        code, value = words.codes["nth"], int(printed[:-2])
    elif kind == "mark":
        code = _MARKS.get(printed, OTHER)
        code = words.codes[code] if code != OTHER else OTHER
    else:
        code = words.codes[kind]
    return Token(match.start(), match.end(), printed, code, value)


#: Marks that a rule knows; a dash between digits is a hyphen to the grammar.
_MARKS = {
    ",": "comma", "-": "hyphen", "‑": "hyphen", "–": "hyphen", ".": "dot", "/": "slash_mark",
    "$": "money", "£": "money", "€": "money", "#": "money", "(": "open",
}  # fmt: skip


def _word(printed: str) -> tuple[str, Value]:
    words = lexicon()
    key = " ".join(printed.lower().replace("’", "'").split())
    if printed[0].isupper() and key in words.capitalised:
        return words.capitalised[key]
    return words.words.get(key, (OTHER, printed))


#: Longer words don't come again, and are not kept.
_SHORT = 24
_short_word = lru_cache(maxsize=20_000)(_word)


def _number(printed: str) -> tuple[str, Value]:
    codes = lexicon().codes
    plain = printed.replace(",", "")
    if "." in plain or len(plain) > 9:
        return codes["number"], float(plain) if len(plain) < 20 else OTHER
    value = int(plain)
    if len(printed) == 4 and 1000 <= value <= 2199:
        return codes["year4"], value
    return codes["day" if 1 <= value <= 31 and len(printed) <= 2 else "number"], value
