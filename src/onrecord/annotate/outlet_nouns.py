"""Take names beside a common noun for outlets ("the newspaper NAME", "NAME, a private station")."""

from __future__ import annotations

import re
from functools import cache

from onrecord.annotate.outlet_names import outlet_nouns

#: Adjectives of nations and languages before a name or a noun.
ADJECTIVE = re.compile(
    r"(?:[a-z]an|ish|ese|[a-z]{3}i|-language|-based|-owned|-run)$|^(?:French|Dutch|Greek|Czech|German|Swiss|Welsh|Thai|Local|State)$"
)


def by_noun(text: str, piece: list[tuple[int, int, str]], first: int) -> tuple[int, int] | None:
    """Give the words `[first, last)` of a piece of capitalised words that a noun beside it makes an outlet.

    A word of the piece is its place in `text`, `[start, end)`, and itself. None where no noun for an outlet
    stands before or after it, or where noun or name say that it is none.
    """
    before = text[max(0, piece[first][0] - 60) : piece[first][0]]
    after = text[piece[-1][1] : piece[-1][1] + 60]
    beside = (_may_point(before) and _noun_before().search(before)) or _noun_after().match(after)
    if beside is None:
        return None
    qualifier, noun = (beside["qualifier"] or "").casefold(), beside["noun"]
    if qualifier in outlet_nouns()["not_news"]:
        return None
    if noun in outlet_nouns()["agency"] and qualifier not in outlet_nouns()["news"]:
        return None
    if len(piece) - first == 1 and ADJECTIVE.search(piece[first][2]):
        # "the Ostish daily"
        return None
    # "the weekly The Pilot": there the article is of the name.
    with_article = first > 0 and piece[first - 1][2] == "The" and beside.end() <= len(before)
    return (first - 1 if with_article else first), len(piece)


def _may_point(before: str) -> bool:
    """Tell whether a noun for an outlet ends `before`, an article after it left aside: a cheap look first."""
    words = before[:-1]
    return words.endswith(_outlet_nouns()) or words[:-4].endswith(_outlet_nouns())


@cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<qualifier>[\w-]+)\s)?\b(?P<noun>{_any_noun()})\s(?:[Tt]he\s)?$")


@cache
def _noun_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?(?:(?P<qualifier>[\w-]+)\s)?(?P<noun>{_any_noun()})\b(?!-)"
        r"|\s(?:(?P<q>news|press|television|TV|radio)\s)(?:agency|channel|station|site|website|portal|network)\b"
        r"|\s(?:newspaper|daily|weekly|magazine|tabloid|broadsheet|broadcaster)\b)"
    )


def _any_noun() -> str:
    return "|".join(_outlet_nouns())


@cache
def _outlet_nouns() -> tuple[str, ...]:
    nouns = outlet_nouns()
    pointing = nouns["agency"] | nouns["broadcaster"] | nouns["publication"]
    return tuple(sorted(pointing, key=lambda noun: (-len(noun), noun)))
