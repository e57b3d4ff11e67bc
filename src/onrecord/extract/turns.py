"""Find where a page prints a conversation: lines "NAME: words", or names on lines of their own.

Such lines look like debris one by one (a name in capitals, "Four minutes."); together they are the story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

#: Fewer lines that begin with a name are a list of facts; and some name must come again.
FEWEST_TURNS = 4
#: From the first turn to the last at least this share of the lines opens one, or follows a name alone.
SHARE_OF_LINES = 0.3
#: People who talk say I, we and you, and ask: in this share of their turns.
SHARE_OF_PERSONS = 0.4
_PERSON = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Mm]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b|\?")

_STAMP = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,3})?[\])]?"
#: What may stand before a surname in small letters.
_BEFORE = r"(?:(?:v[oa]n|de[rnls]?|d[ioau]|la|al|el|ter|ten)[ -]){0,3}"
_NAME = (
    rf"{_BEFORE}[A-Z\u00C0-\u00DE][^\W\d_]*[.’']?"
    r"(?:[ -](?:[^\W\d_][\w.’'-]{0,30}|\d{1,2}(?!\d|:\d))){0,5}\.?"
)
_INSIDE = re.compile(
    rf"(?:{_STAMP}\s{{1,3}})?(?P<who>{_NAME})(?:,[^:\n]{{1,80}}|\s?\([^()\n]{{1,80}}\)){{0,2}}"
    rf"\s?(?:{_STAMP}\s?)?:\s+\S"
)
_ALONE = re.compile(
    rf"(?:{_STAMP}\s{{1,3}})?(?P<who>{_NAME})(?:\s?\([^()\n]{{1,60}}\))?[\s:–—-]{{0,4}}(?:{_STAMP})?:?$"
)
_QUOTING = "\"”’')]"
_ONLY_STAMP = re.compile(rf"\W*{_STAMP}\W*$")
#: What begins lines that nobody speaks.
_NOBODY = frozenset(
    (
        "note", "update", "updated", "correction", "photo", "image", "picture", "video", "source", "sources",
        "contact", "date", "time", "location", "place", "price", "address", "phone", "tel", "email", "re",
        "website", "subject", "from", "to", "cc", "what", "when", "where", "why", "how", "who", "related",
        "topics", "tags", "read", "more", "warning", "ingredients", "serves", "duration", "total", "score",
        "result", "results", "present", "attending", "participants", "speakers", "guests", "apologies",
        "dear",
    )
)  # fmt: skip
#: A longer line is no name alone, in characters.
LONGEST_ALONE = 160
#: A line before the first known speaker opens a turn if so many words stand behind its name.
FEWEST_WORDS = 4


def is_aside(text: str) -> bool:
    """Tell whether a line says nothing: a time, or what is heard and seen, in brackets."""
    return _ONLY_STAMP.match(text) is not None or (text[:1] in "([" and text[-1:] in ")]" and len(text) < 200)


def conversation(texts: Sequence[str]) -> range:
    """Give the lines from the first turn of a conversation to the last; an empty range without one.

    Args:
        texts: the lines of a page, or of the stretch that is its story, in order.

    """
    inside = [_name(_INSIDE, text) if ":" in text else None for text in texts]
    alone = [None if name else _name(_ALONE, text) for name, text in zip(inside, texts, strict=True)]
    # Words follow a speaker's name; behind a line of a menu stands the next one.
    following = (*texts[1:], "")
    alone = [name if _is_sentence(text) else None for name, text in zip(alone, following, strict=False)]
    for names, reach in ((inside, 1), (alone, 2)):
        counts = Counter(name for name in names if name)
        again = {name for name, count in counts.items() if count > 1}
        known = [i for i, name in enumerate(names) if name in again]
        # Who speaks once speaks among the others.
        turns = [
            i
            for i, name in enumerate(names)
            if name and known and known[0] - 2 <= i <= known[-1] + 2
            and (i >= known[0] or len(texts[i].partition(":")[2].split()) >= FEWEST_WORDS)
        ]  # fmt: skip
        # Of names on lines of their own two must come again: one heads the lists of a menu.
        if len(turns) < FEWEST_TURNS or len(counts) < 2 or len(again) < reach:
            continue
        talk = sum(any(map(_PERSON.search, texts[i : i + reach])) for i in turns)
        if talk < SHARE_OF_PERSONS * len(turns):
            continue
        last = min(len(texts), turns[-1] + reach)
        if len(turns) >= SHARE_OF_LINES * (last - turns[0]):
            return range(turns[0], last)
    return range(0)


def _is_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return text.rstrip().rstrip(_QUOTING).endswith((".", "!", "?", "…"))


def _name(pattern: re.Pattern[str], text: str) -> str | None:
    if pattern is _ALONE and len(text) > LONGEST_ALONE:
        return None
    found = pattern.match(text[:250])
    if found is None:
        return None
    if pattern is _ALONE and " " not in found["who"] and not found["who"].isupper() and ":" not in text:
        # "Advertisement", "Opinion".
        return None
    words = found["who"].casefold().rstrip(".").split()
    return None if words[0] in _NOBODY or len(words) > 5 else words[-1]
