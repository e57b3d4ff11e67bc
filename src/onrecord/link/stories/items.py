"""What the story stage needs of an article: its weighted words, names, figures and day, and its blocks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.link.days import days_covered
from onrecord.link.keys import for_days
from onrecord.link.parts import part_key, part_of
from onrecord.link.stories.words import fold, stem, weight, words_of
from onrecord.model import SPEAKING, AnnotatedArticle, Article, Date, Days, Item, MentionType

#: Lighter stems are left out; they are in every fourth article.
_LEAST = 1.5
#: A word that comes again and again counts at most this many times as much as one that comes once.
_REPEATED = 2.5
#: The heaviest stems that are kept.
_MOST_STEMS = 200
#: Words of the headline and the beginning, where news says what happened.
_BEGINNING = 60
#: Names and figures that are kept, the most frequent first.
_MOST_NAMES = 30
#: Of the heaviest names, and of the heaviest other words, every pair of these many is a key. Of the pairs of
#: ECB+ train that are alike (0.4) 6 and 5 bring 84 % together, 10 and 6 89 %, with 1.8 times the comparisons.
_KEY_NAMES, _KEY_WORDS = 10, 6
#: Days that two articles of one story lie apart at most, unless one is a copy of the other. ECB+ has no days:
#: set by hand, where days begin to speak against one happening (`likeness.DAYS_APART`). It parts those that
#: undated ones between are like, and what is surely further apart is not compared.
FURTHEST = 21
_TYPES: dict[str, frozenset[MentionType]] = {
    "people": frozenset(("PERSON",)),
    "places": frozenset(("GPE", "LOC", "FAC")),
}


def make_item(article: AnnotatedArticle) -> Item | None:
    """Make the item of an article or teaser; None where no block of it speaks."""
    page = article.article
    if page.kind not in ("article", "teaser"):
        return None
    words = [
        word
        for block in page.blocks
        if block.kind in SPEAKING
        for word in _words(page, block.start, block.end)
    ]
    if not words:
        return None
    counts = Counter(stemmed for stemmed, _ in words)
    weights = {
        stemmed: round(weight(stemmed) * min(_REPEATED, 1 + math.log(count)), 2)
        for stemmed, count in counts.items()
        if weight(stemmed) > _LEAST
    }
    heaviest = sorted(weights, key=lambda stemmed: (-weights[stemmed], stemmed))[:_MOST_STEMS]
    lower = {stemmed for stemmed, printed in words if printed[0].islower()}
    beginning = dict.fromkeys(stemmed for stemmed, _ in words[:_BEGINNING] if weight(stemmed) > _LEAST)
    figures = sorted(stemmed for stemmed in counts if stemmed[0].isdigit() and len(stemmed) > 1)
    body: dict[str, Any] = {
        "capture": page.capture,
        "kind": page.kind,
        "title": page.title,
        "stems": {stemmed: weights[stemmed] for stemmed in sorted(heaviest)},
        "norm": round(math.sqrt(sum(weights[stemmed] ** 2 for stemmed in sorted(heaviest))), 4),
        # Names are hardly ever more than the other words, so that a list of them is the shorter one.
        "names": sorted(stemmed for stemmed in heaviest if stemmed not in lower),
        "beginning": sorted(beginning),
        "figures": figures[:_MOST_NAMES],
        **{name: _names(article, types) for name, types in _TYPES.items()},
        **_day(page.published),
    }
    if part := part_of(page):
        body["part"] = part
    keys = frozenset(for_days(key, FURTHEST) for key in _keys(heaviest, lower, figures))
    keys |= {part_key(part)} if part else set()
    return Item(id=page.id, article=page.id, keys=keys, body=body, days=_bounds(body))


def _words(page: Article, start: int, end: int) -> Iterable[tuple[str, str]]:
    for word in words_of(page.text[start:end]):
        folded = fold(word)
        if folded:
            yield stem(folded), word


def _names(article: AnnotatedArticle, types: frozenset[MentionType]) -> dict[str, int]:
    """Count the names of some types by the stem of their last word (a surname, mostly)."""
    counts: Counter[str] = Counter()
    for mention in article.annotations.mentions:
        if mention.form == "name" and mention.type in types:
            words = [folded for folded in map(fold, words_of(mention.entity or mention.text)) if folded]
            if words:
                counts[stem(words[-1])] += 1
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_NAMES])


def _day(published: Date | None) -> Mapping[str, str | None]:
    """Give the first and the last day that an article may be of, and its day where it is known."""
    if published is None:
        return {"day": None, "earliest": None, "latest": None}
    day = published.value if published.precision == "day" else None
    first, last = days_covered(published.value) if published.value else (None, None)
    return {"day": day, "earliest": published.earliest or first, "latest": published.latest or last}


def _bounds(body: Mapping[str, Any]) -> Days | None:
    first, last = body["earliest"], body["latest"]
    return (first or "0001-01-01", last or "9999-12-31") if first or last else None


def _keys(heaviest: list[str], lower: set[str], figures: list[str]) -> set[str]:
    """Give pairs of the heaviest names and of the heaviest other words, and long figures."""
    words = [stemmed for stemmed in heaviest if not stemmed[0].isdigit()]
    names = [stemmed for stemmed in words if stemmed not in lower][:_KEY_NAMES]
    others = [stemmed for stemmed in words if stemmed in lower][:_KEY_WORDS]
    keys = {
        f"{one} {other}" for listed in (names, others) for one in listed for other in listed if one < other
    }
    keys |= {f"{name} {other}" for name in names[:3] for other in others[:3]}
    return keys | {f"figure {figure}" for figure in figures if len(figure) > 4}
