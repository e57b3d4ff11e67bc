"""Who answers whom: denies, contradicts, corrects, does not confirm, agrees, updates: stage "disputes"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, ClassVar

from onrecord.link.blocks import MOST
from onrecord.link.disputes.across import LONGEST, bounds, find_dispute
from onrecord.link.disputes.agreed import find_agreed, find_agreement
from onrecord.link.disputes.article import Answer, Answers, read_answers
from onrecord.link.disputes.conflict import find_conflict, quantities
from onrecord.link.disputes.page import Entry, name_words
from onrecord.link.disputes.pointer import Reading
from onrecord.link.disputes.updates import counts, find_update
from onrecord.link.disputes.within import is_about_oneself, is_denied_negated
from onrecord.link.disputes.words import stem
from onrecord.link.keys import for_days
from onrecord.link.stage import Component, Group, Item, Pair
from onrecord.model import AnnotatedArticle, Date

#: Telling words of a content, and of what is denied, whose pairs are blocks: 15 and 15 keys.
_MOST_KEYS = 6
#: Stems that a body keeps, the weightiest first.
_MOST_STEMS = 40
_MOST_NAMES = 20
#: A word of less weight brings nothing together.
_LEAST_WEIGHT = 0.4


class Disputes:
    """Joins each answer to what it answers; a pair's `data` is a `Link` in JSON.

    Explicit answers of one article are found in `items`, a pure function of the article, and stand in the
    body of the answering statement. `score` hands them out, compares open denials with the statements of
    other articles, and what two speakers assert with each other (`may_conflict`). What agrees with a
    statement (`agrees`) is found in the same two ways, and what a speaker's later figure replaces (`updates`)
    by the figures alone.
    """

    name: ClassVar[str] = "disputes"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Make an item of every statement of `article` that has a content."""
        found = read_answers(article)
        by: dict[str, list[Answer]] = {}
        of: dict[str, list[Answer]] = {}
        for answer in found.answers:
            by.setdefault(answer.by.statement.id, []).append(answer)
            of.setdefault(answer.of.statement.id, []).append(answer)
        page = _names_of(article)
        items = [
            _item(article, page, entry, found, by.get(entry.statement.id, []), of.get(entry.statement.id, []))
            for entry in found.page
        ]
        return _with_conflicts(_with_agreement(items, found.page))

    def score(self, a: Item, b: Item) -> Pair | None:
        """Say what one statement says of the other; None where that is nothing."""
        for one, other in ((a, b), (b, a)):
            for answer in one.body["answers"]:
                if answer["of"] == other.id:
                    return _pair(a, b, "disputes", answer["how"], one, other, answer["score"])
        for one, other in ((a, b), (b, a)):
            found = find_dispute(one.body, other.body) if one.article != other.article else None
            if found:
                return _pair(a, b, "disputes", found[0], one, other, found[1])
        for one, other in ((a, b), (b, a)):
            surely = _agrees(one, other)
            if surely:
                return _pair(a, b, "agrees", None, one, other, surely)
            surely = find_update(one.body, other.body, same_article=one.article == other.article)
            if surely:
                return _pair(a, b, "updates", None, one, other, surely)
        score = find_conflict(a.body, b.body, same_article=a.article == b.article)
        return _pair(a, b, "may_conflict", None, *_later_first(a, b), score) if score else None

    def group(self, component: Component) -> Sequence[Group]:  # noqa: ARG002 (the shape of a stage)
        """Make nothing: what there is stands in the pairs."""
        return ()


def _agrees(one: Item, other: Item) -> float | None:
    """Say how surely one statement agrees with the other: of its page, or named there."""
    if one.article == other.article:
        return next((score for of, score in one.body["agreed"] if of == other.id), None)
    return find_agreement(one.body, other.body)


def _with_agreement(items: Sequence[Item], page: Sequence[Entry]) -> list[Item]:
    """Add what each statement agrees with and what it counts, and the blocks of both."""
    agreed, named = find_agreed(page)
    by: dict[str, list[tuple[str, float]]] = {}
    keys: dict[str, set[str]] = {}
    for found in agreed:
        one, other = found.by.statement.id, found.of.statement.id
        by.setdefault(one, []).append((other, found.score))
        keys.setdefault(one, set()).add(f"agrees|{one}")
        keys.setdefault(other, set()).add(f"agrees|{one}")
    added = []
    for item, entry in zip(items, page, strict=True):
        counted = counts(entry.content)
        more = keys.get(item.id, set()) | _pairs(named.get(item.id, {}).get("stems", {}))
        if entry.speaker:
            kinds = {f"counts|{entry.speaker[-1]}|{count['what']}" for count in counted}
            more |= {for_days(key, LONGEST) for key in kinds}
        body = {**item.body, "counts": counted, "agrees": named.get(item.id)}
        body["agreed"] = [list(found) for found in by.get(item.id, [])]
        reach = None if body["denies"] or body["agrees"] or counted else _plain_reach(body["days"])
        added.append(replace(item, keys=item.keys | more, body=body, reach=reach))
    return added


def _with_conflicts(items: Sequence[Item]) -> list[Item]:
    """Give what conflicts on one page blocks of its own: there it does whatever its days are."""
    sharing: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda it: it.id):
        for key in item.keys:
            if key.startswith("words|"):
                sharing[key].append(item)
    pairs = {(a.id, b.id): (a, b) for found in sharing.values() for a, b in combinations(found[:MOST], 2)}
    keys: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs.values():
        if find_conflict(a.body, b.body, same_article=True):
            keys[a.id].add(f"conflict|{a.id}")
            keys[b.id].add(f"conflict|{a.id}")
    return [replace(item, keys=item.keys | keys[item.id]) if item.id in keys else item for item in items]


def _plain_reach(days: Sequence[str | None] | None) -> int:
    """Give the reach of what neither answers nor counts anything: in two articles such can only conflict.

    For that both must be of one day that is sure.
    """
    return 0 if days and days[0] == days[1] else -1


def _item(
    article: AnnotatedArticle,
    page: list[str],
    entry: Entry,
    found: Answers,
    by: Sequence[Answer],
    of: Sequence[Answer],
) -> Item:
    statement = entry.statement
    reading = found.readings.get(statement.id)
    is_open = statement.id in found.open and reading is not None
    denied = found.denied(entry) if is_open else {}
    keys = {f"answer|{answer.by.statement.id}" for answer in (*by, *of)}
    keys |= _pairs(entry.stems) | _pairs(denied)
    if entry.speaker:
        own = denied if reading and reading.target == "own" else entry.stems
        keys |= {for_days(f"own|{entry.speaker[-1]}|{s}", LONGEST) for s, w in _top(own) if w >= 0.7}
    days = _days(statement.said) or _days(article.article.published)
    body = {
        "speaker": list(entry.speaker),
        "stems": dict(_top(entry.stems, _MOST_STEMS)),
        "names": sorted({stem(word) for word in entry.speaker} | {w.stem for w in entry.words if w.name}),
        "sentences": [
            {
                "stems": dict(_top(said.stems, _MOST_STEMS, least=0.0)),
                "names": sorted(said.names),
                "negated": said.negated,
            }
            for said in entry.sentences
        ],
        "quantities": quantities(entry.content),
        "asserts": _asserts(entry, reading),
        "direct": statement.kind == "direct",
        "days": days,
        "printed": _days(article.article.published),
        "parent": statement.parent,
        "headline": entry.in_headline,
        "page": page,
        "cue": _places(statement.cue),
        "content": _places(statement.content),
        "answers": [
            {"of": answer.of.statement.id, "how": answer.how, "score": answer.score} for answer in by
        ],
        "denies": {
            "how": reading.how,
            "own": reading.target == "own",
            "retracts": reading.retracts,
            "deed": reading.target == "deed",
            "stems": denied,
            "negated": is_denied_negated(entry, reading),
            "owner": list(name_words(reading.owner)) if reading.owner else None,
            "oneself": is_about_oneself(entry, reading),
        }
        if is_open and reading
        else None,
    }  # fmt: skip
    return Item(
        id=statement.id, article=article.article.id, keys=frozenset(keys), body=body, days=bounds(days)
    )


def _asserts(entry: Entry, reading: Reading | None) -> bool:
    """Tell whether a statement puts something forward that another one may deny."""
    only_answers = reading is not None and reading.target != "deed"
    return entry.statement.polarity == "asserted" and not only_answers and not entry.tells_denial


def _names_of(article: AnnotatedArticle) -> list[str]:
    """Give the last words of the names that an article prints most, at most _MOST_NAMES."""
    named = [m.entity or m.text for m in article.annotations.mentions if m.form == "name"]
    counted = Counter(words[-1] for name in named if (words := name_words(name)))
    return sorted(sorted(counted, key=lambda word: (-counted[word], word))[:_MOST_NAMES])


def _places(spans: Sequence[Any]) -> list[list[Any]]:
    return [[span.start, span.end, span.text] for span in spans]


def _days(date: Date | None) -> list[str | None] | None:
    """Give the first and last day that a date allows; None where it allows any."""
    if date is None:
        return None
    if date.value and date.precision == "day":
        return [date.value[:10], date.value[:10]]
    bounds = [date.earliest, date.latest]
    return bounds if any(bounds) else None


def _top(
    stems: Mapping[str, float], most: int = _MOST_KEYS, least: float = _LEAST_WEIGHT
) -> list[tuple[str, float]]:
    ranked = sorted(stems.items(), key=lambda s: (-s[1], s[0]))
    return [(stem, weight) for stem, weight in ranked if weight >= least][:most]


def _pairs(stems: Mapping[str, float]) -> set[str]:
    pairs = combinations(sorted(s for s, _ in _top(stems)), 2)
    return {for_days(f"words|{one}|{other}", LONGEST) for one, other in pairs}


def _later_first(a: Item, b: Item) -> tuple[Item, Item]:
    """Order two statements so that the later one is the one that may conflict with the other."""

    def place(item: Item) -> tuple[str, str]:
        days = item.body["days"] or [None, None]
        return days[0] or days[1] or "", item.id

    return (a, b) if place(a) > place(b) else (b, a)


def _pair(a: Item, b: Item, relation: str, how: str | None, by: Item, of: Item, score: float) -> Pair:
    spans = [(by.article, *place) for place in (*by.body["cue"], *by.body["content"])]
    spans += [(of.article, *place) for place in of.body["content"]]
    evidence = [{"article": s[0], "start": s[1], "end": s[2], "text": s[3]} for s in spans]
    data = {"relation": relation, "how": how, "by": by.id, "of": of.id, "evidence": evidence, "score": score}
    return Pair(a=a.id, b=b.id, score=score, joins=False, data=data)
