"""Values of time expressions that count: durations, ages, sets and spoken numbers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.timex_calendar import duration
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_found import Found, Valued
from onrecord.annotate.timex_tokens import Token, lexicon

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
#: A count beyond this is no count of time in the news; it also keeps values short.
MOST = 100_000_000


def number(tokens: Sequence[Token]) -> float | None:
    """Read a number in digits or words: 24, "2 1/2", "twenty four", "nineteen ninety-six"."""
    codes = lexicon().codes
    total, words = 0.0, []
    for token in tokens:
        if token.code == codes["fraction"]:
            total += _fraction(token.text)
        elif token.code == codes["half"]:
            total += 0.5
        elif token.code in (codes["count"], codes["scale"]):
            words.append(int(token.value))
        elif isinstance(token.value, int | float) and token.code != codes["a"]:
            total += token.value
        elif token.code in (codes["number"], codes["clock"]):
            return None
    result = total + _spoken(words)
    return result if result <= MOST else None


def _fraction(text: str) -> float:
    if text[-1] in FRACTIONS:
        return float(text[:-1] or 0) + FRACTIONS[text[-1]]
    *whole, part = text.replace("-", " ").split()
    upper, lower = part.split("/")
    return float(whole[0] if whole else 0) + int(upper) / int(lower)


def _spoken(words: list[int]) -> int:
    """Add up number words; two numbers of two digits in a row are a year, "nineteen ninety-six"."""
    if len(words) >= 2 and 10 <= words[0] <= 20 and words[1] >= 10 and words[1] not in (12, 100, 1000):
        return words[0] * 100 + sum(words[1:])
    total = current = 0
    for word in words:
        if word in (100, 12) and len(words) > 1:
            current = (current or 1) * word
        elif word == 1000:
            total, current = total + (current or 1) * word, 0
        else:
            current += word
    return total + current


def amount(found: Found) -> float | str | None:
    """Give how many units an expression counts: a number, "X" where it is vague, 1 for "a"."""
    few = found.tokens_of("few")
    if few:
        value = next(t.value for t in few if t.code == lexicon().codes["few"])
        return float(value) if isinstance(value, int) else "X"
    counted = found.tokens_of("num")
    return number(counted) if counted else 1.0


def unit(found: Found) -> str:
    """Give the unit's name; "second" is an ordinal in the tables."""
    token = found.token("unit")
    return "second" if token.code == lexicon().codes["second"] else str(token.value)


def counted(found: Found, _context: Context) -> Valued | None:
    """Value "nine months", "a year and a half", "the first two days", "44-year-old"."""
    count = amount(found)
    if count is None:
        return None
    if found.has("half") and isinstance(count, float):
        count += 0.5
    return "DURATION", duration(count, unit(found))


def age(found: Found, context: Context) -> Valued | None:
    """Value "8-month-old"; an age in years is no time of the story, nor do the corpora mark it."""
    return None if unit(found) == "year" else counted(found, context)


def counted_period(found: Found, context: Context) -> Valued | None:
    """Value "the first nine months": from here on, "a year earlier" no longer means a quarter."""
    context.quarter = None
    return counted(found, context)


def counted_plainly(found: Found, context: Context) -> Valued | None:
    """Value a bare count of units; a rate ("$5 a week") is a SET, "three-quarters" is no time."""
    before, after, name = context.previous(), context.following(), unit(found)
    if after is not None and after.code in (context.codes["hyphen"], context.codes["old"]):
        return None
    singular = found.token("unit").text.lower() == name
    if found.has("num") or found.has("few"):
        fraction = name == "quarter" and (singular or not _spaced(found))
        return None if fraction or (name == "second" and singular) else counted(found, context)
    if name in ("second", "quarter", "weekend", "minute"):
        return None
    if before is not None and before.code in (
        context.codes[c] for c in ("number", "day", "year4", "scale", "count")
    ):
        return "SET", duration(1, name)
    return counted(found, context)


def _spaced(found: Found) -> bool:
    return not any(
        t.code == lexicon().codes["hyphen"] for t in found.tokens[found.match.start() : found.match.end()]
    )


def bare_units(found: Found, context: Context) -> Valued | None:
    """Value "weeks", "years" after a preposition that measures: "within weeks", "for years"."""
    before = context.previous()
    if before is None or before.text.lower() not in (
        "for",
        "within",
        "in",
        "over",
        "after",
        "of",
        "follows",
        "took",
    ):
        return None
    name = str(found.first.value)
    return ("DURATION", duration("X", name)) if name not in ("second", "minute") else None


def half_unit(found: Found, _context: Context) -> Valued | None:
    """Value "half an hour", "half a century"."""
    return "DURATION", duration(0.5, unit(found))


def each_unit(found: Found, _context: Context) -> Valued | None:
    """Value "every year", "each of the two weeks", "every second day"."""
    nth = found.tokens_of("nth")
    count = float(nth[0].value) if nth else amount(found)
    return None if count is None else ("SET", duration(count, unit(found)))


def rate(found: Found, _context: Context) -> Valued | None:
    """Value "twice a week": the period it is counted in."""
    return "SET", duration(1, unit(found))


def frequency(found: Found, context: Context) -> Valued | None:
    """Value "daily" or "weekdays"; a "quarterly dividend" is a kind of dividend, no time."""
    after = context.following()
    if found.first.value == "P3M" and after is not None and after.text.isalpha():
        return None
    return "SET", str(found.first.value)
