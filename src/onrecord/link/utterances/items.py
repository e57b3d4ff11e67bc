"""Statements as items of the stage "utterances": what is compared, and the blocks they stand in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from onrecord.link.keys import for_days
from onrecord.link.stage import Item
from onrecord.link.utterances.around import FAR, WEEKDAYS
from onrecord.link.utterances.own import find_own, find_summaries
from onrecord.link.variants.names import named_runs
from onrecord.link.wording import Wording, join, only_points, read_wording
from onrecord.link.wording.names import DESCRIBED, handle_of, name_words
from onrecord.model import AnnotatedArticle, Article, Date, Days, Mention, Span, Statement

#: How many keys of a sort a statement has. More find more and cost more; of each sort those with the
#: smallest hashes are kept, so that two wordings with most pairs in common share one nearly always
#: (a bottom-k sketch, Broder 1997).
WORD_KEYS, PAIR_KEYS, CONTEXT_KEYS, DESCRIPTION_WORDS = 6, 8, 4, 2
#: Names that say what an article is about, most frequent first.
CONTEXT = 12
#: A pair of neighbouring words lighter than this brings half the news together.
LEAST_PAIR = 5.0
#: "had told", "has said earlier", "last week": what points back, and the characters before a cue to look in.
_BACK = re.compile(r"\b(?:had|has|have|earlier|previously|last (?:week|month|year))\b", re.IGNORECASE)
BEFORE_CUE = 24
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\b(?![.\d])")
#: "said on Sunday", "told a rally on Sunday": a weekday and the characters behind a cue to look in.
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b(?!['’]s)", re.IGNORECASE)
AFTER_CUE = 24


def read_items(article: AnnotatedArticle) -> list[Item]:
    """Read all statements off one article."""
    context = _context(article.annotations.mentions)
    called = _descriptions(article.annotations.statements)
    wrapped = _wrappers(article.annotations.statements)
    bodies: dict[str, dict[str, Any]] = {}
    for statement in article.annotations.statements:
        name = statement.speaker.name if statement.speaker else None
        bodies[statement.id] = _body(statement, article.article, context) | {
            "looks_back": _looks_back(statement, article.article.text),
            "live": _is_live(article.article, statement.content),
            "weekday": _weekday(statement, article.article.text),
            **{kind: called.get(name, {}).get(kind, []) for kind in ("described", "roles", "beside")},
            "wrapper": statement.id in wrapped,
        }
    own, summaries = find_own(bodies), find_summaries(bodies)
    beside = [*own.items(), *summaries.items()]
    return [
        Item(
            id=identity,
            article=article.article.id,
            keys=frozenset(_keys(body) | {f"o {a}" for a, b in beside if identity in (a, b)}),
            body=body | {"own": own.get(identity), "sums_up": summaries.get(identity)},
            days=days_of(body),
        )
        for identity, body in bodies.items()
    ]


def _body(statement: Statement, article: Article, context: Sequence[str]) -> dict[str, Any]:
    speaker, said, published = statement.speaker, statement.said, article.published
    vector: bytes | None = getattr(statement, "vector", None)
    return {
        "text": join(span.text for span in statement.content),
        "spans": [[span.start, span.end] for span in statement.content],
        "kind": statement.kind,
        "act": statement.act,
        "polarity": statement.polarity,
        "cue": join(span.text for span in statement.cue),
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "venue": statement.venue.text if statement.venue else None,
        "addressee": join(span.text for span in statement.addressee),
        "said": _date(said) if said and said.value else None,
        "published": published.value if published and published.precision == "day" else None,
        "publisher": article.publisher,
        "hops": [[hop.name, hop.kind] for hop in statement.chain],
        "parent": statement.parent,
        "block": _block(article, statement.content),
        "context": list(context),
        "points": only_points(read_wording(join(span.text for span in statement.content))),
        "vector": base64.b64encode(vector).decode() if vector else None,
    }


def days_of(body: Mapping[str, Any]) -> Days | None:
    """Give the first and the last of the days that a phrase and the page give; None where neither does."""
    said = body["said"]["value"] if body["said"] and body["said"]["precision"] == "day" else None
    known = [day for day in (said, body["published"]) if day]
    return (min(known), max(known)) if known else None


def _looks_back(statement: Statement, text: str) -> bool:
    """Whether a report's tense or words say that it tells again what was said earlier ("had told")."""
    cue = statement.cue
    around = text[max(0, cue[0].start - BEFORE_CUE) : cue[-1].end] if cue else ""
    return _BACK.search(around) is not None


def _weekday(statement: Statement, text: str) -> str | None:
    """Give the weekday beside the cue or in the venue: all that an undated page tells of the day."""
    places = [*statement.cue, *((statement.venue,) if statement.venue else ())]
    if not places:
        return None
    low, high = min(place.start for place in places), max(place.end for place in places)
    taken = [span for span in statement.content if low < span.end and span.start < high + AFTER_CUE]
    behind = min([high + AFTER_CUE, *(span.start for span in taken if span.start >= high)])
    found = _WEEKDAY.findall(text[low:behind])
    inside = any(low <= span.start < high for span in taken)
    return found[0].casefold() if len(found) == 1 and not inside else None


def _date(date: Date) -> dict[str, Any]:
    return {
        "value": date.value, "precision": date.precision, "method": date.method,
        "earliest": date.earliest, "latest": date.latest,
        "evidence": [[e.text, e.start, e.end, e.where, e.name] for e in date.evidence],
    }  # fmt: skip


def _block(article: Article, content: Sequence[Span]) -> str:
    """Give the kind of block that a content begins in."""
    start = content[0].start if content else 0
    return next((block.kind for block in article.blocks if block.start <= start < block.end), "body")


def _is_live(article: Article, content: Sequence[Span]) -> bool:
    """Whether the words stand in an entry of a live report, which begins with its time."""
    start = content[0].start if content else 0
    block = next((block for block in article.blocks if block.start <= start < block.end), None)
    return block is not None and _CLOCK.match(article.text, block.start) is not None


def _context(mentions: Iterable[Mention]) -> list[str]:
    """Give the names that the article prints most, a person by the last word of the name."""
    counted: Counter[str] = Counter()
    for mention in mentions:
        words = name_words(mention.entity or mention.text) if mention.form == "name" else ()
        if words:
            counted[words[-1] if mention.type == "PERSON" else " ".join(words)] += 1
    return sorted(counted, key=lambda name: (-counted[name], name))[:CONTEXT]


def _descriptions(statements: Iterable[Statement]) -> dict[str | None, dict[str, list[str]]]:
    """Collect what an article's source spans call each speaker.

    `described` are all words of it, `roles` those that are no names, `beside` the names of others in it.
    """
    found: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in statements:
        if not statement.speaker:
            continue
        name = statement.speaker.name
        own, source = read_wording(name), read_wording(join(span.text for span in statement.source))
        calls = found[name]
        for wording in (own, source):
            calls["described"].update(wording.weights)
            calls["roles"].update(word.stem for word in wording.words if word.weight and not word.named)
        calls["roles"] -= own.weights.keys()
        others = [text for stems, text in named_runs(source) if not stems & own.weights.keys()]
        # First name and surname: what stands before them is a title or a country.
        calls["beside"] |= {" ".join(text.split()[-2:]) for text in others}
    return {name: {kind: sorted(words) for kind, words in calls.items()} for name, calls in found.items()}


def _wrappers(statements: Sequence[Statement]) -> set[str]:
    """Find the statements that are another one with its cue ("'…' she said, the agency reported")."""
    by_id = {statement.id: statement for statement in statements}
    return {
        statement.parent
        for statement in statements
        if statement.parent in by_id and _fills(statement.content, by_id[statement.parent].content)
    }


def _fills(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    """Whether the inner content begins the outer one and is most of it."""
    sizes = [sum(span.end - span.start for span in spans) for spans in (inner, outer)]
    return inner[0].start - outer[0].start <= 2 and sizes[0] >= 0.6 * sizes[1]


def handles(body: Mapping[str, Any]) -> list[str]:
    """Give what a speaker is looked up by: the sound of the last name, or words of a description."""
    name = body["speaker"]
    if name is None:
        return []
    if body["speaker_kind"] not in DESCRIBED:
        handle = handle_of(name)
        return [handle] if handle else []
    weights = read_wording(name.casefold()).weights
    return sorted(weights, key=lambda word: (-weights[word], word))[:DESCRIPTION_WORDS]


def _keys(body: Mapping[str, Any]) -> set[str]:
    """Name the blocks of a statement: few enough, and selective.

    Who speaks again in the same company days later says something new, unless his words are the same: what
    only the names around bring together ends with its days.
    """
    wording, who = read_wording(body["text"]), handles(body)
    context = body["context"][:CONTEXT_KEYS]
    if body["points"]:
        return {for_days(f"a {name}", FAR) for name in context} if body["polarity"] != "asserted" else set()
    rare = sorted(wording.weights, key=lambda word: (-wording.weights[word], _hash(word)))
    named = body["speaker_kind"] not in DESCRIBED
    keys = {f"w {handle} {word}" for handle in who for word in rare[: WORD_KEYS if named else WORD_KEYS // 2]}
    # A garbled surname is found by the first name.
    given = name_words(body["speaker"])[:1] if named and body["speaker"] else ()
    beside = {f"c {handle} {name}" for handle in (*who, *map(handle_of, given)) for name in context if named}
    beside |= {f"c ? {name}" for name in context if not named}
    keys |= {for_days(key, FAR) for key in beside}
    # Words given to the wrong one of two names in a breath.
    keys |= {f"w {handle_of(name)} {word}" for name in body["beside"][:2] for word in rare[: WORD_KEYS // 2]}
    return keys | set(sorted(_pairs(wording), key=_hash)[:PAIR_KEYS])


def _pairs(wording: Wording) -> set[str]:
    """Join neighbouring words that weigh something."""
    heavy = [word for word in wording.words if word.weight]
    return {
        f"p {a.stem} {b.stem}"
        for a, b in pairwise(heavy)
        if a.weight + b.weight >= LEAST_PAIR and a.stem != b.stem
    }


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
