"""Revisions: what changed between two captures of one address, statement by statement."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.link.stories.words import fold, words_of
from onrecord.model import AnnotatedArticle, Article, Statement

#: Words that two wordings of one statement have in common, in order; below it one was taken out and
#: another put in. The same remark reworded keeps two thirds or more, other remarks under a half.
REWORDED = 0.6
#: The same where the two are given to different speakers.
OTHER_SPEAKER = 0.85
#: Statements of each version that are compared with each other; a page with more of them changed was
#: replaced by another.
MOST_COMPARED = 200
_NOTICE = re.compile(
    r"\b(?:correct(?:ed|ion|s)\b|clarif(?:ied|ication)|an? (?:earlier|previous) version|has been (?:amended|"
    r"updated|changed)|was (?:amended|changed)|editor[’']s note)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A statement that stands in both versions, but not in the same way."""

    #: Ids of the statements in the older and the newer version.
    before: str
    after: str
    #: "quote": words within quotation marks; "report": the outlet's own words for what was said.
    what: Literal["quote", "report"]
    before_text: str
    after_text: str
    #: Names of the speakers, where they changed.
    speakers: tuple[str | None, str | None] | None
    #: The polarity in each, where it changed.
    polarities: tuple[str, str] | None
    #: A quote changed and the newer version has no note that anything was corrected.
    silent: bool
    #: In [0, 1], two decimals: the words that both have.
    alike: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What became of an article between two captures."""

    #: Ids of the articles, and when each was captured (ISO 8601; None where it is not known).
    before: str
    after: str
    captured_before: str | None
    captured_after: str | None
    #: The headlines, where they differ.
    titles: tuple[str | None, str | None] | None
    #: Ids of the statements that are only in the newer, and only in the older version.
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[Rewording, ...]
    #: The note of a correction that the newer version has and the older has not.
    notice: str | None


def address_of(article: Article) -> str:
    """Give what two captures of one page have in common: its URL, else key, else path, and the item."""
    address = article.url or article.key or posixpath.normpath(article.path)
    return f"{address}#{article.item}" if article.item else address


def compare_versions(
    before: AnnotatedArticle,
    after: AnnotatedArticle,
    *,
    captured_before: str | None = None,
    captured_after: str | None = None,
) -> Revision:
    """Compare two versions of one article; which is the older is for the caller to say. Pure."""
    old, new = list(before.annotations.statements), list(after.annotations.statements)
    pairs = _same(old, new)
    done = {statement.id for pair in pairs for statement in pair}
    left = [[s for s in version if s.id not in done][:MOST_COMPARED] for version in (old, new)]
    pairs += _alike(*left)
    notice = _notice(before.article.text, after.article.text)
    reworded = [_rewording(one, other, notice) for one, other in pairs]
    titles = before.article.title, after.article.title
    kept, came = {s.id for s in _firsts(pairs)}, {s.id for s in _seconds(pairs)}
    return Revision(
        before=before.article.id,
        after=after.article.id,
        captured_before=captured_before,
        captured_after=captured_after,
        titles=titles if titles[0] != titles[1] else None,
        added=tuple(statement.id for statement in new if statement.id not in came),
        removed=tuple(statement.id for statement in old if statement.id not in kept),
        reworded=tuple(change for change in reworded if change is not None),
        notice=notice,
    )


Pairs = list[tuple[Statement, Statement]]


def _firsts(pairs: Pairs) -> list[Statement]:
    return [one for one, _ in pairs]


def _seconds(pairs: Pairs) -> list[Statement]:
    return [other for _, other in pairs]


def _same(old: Sequence[Statement], new: Sequence[Statement]) -> Pairs:
    """Pair statements with the same words, in their order; first those of the same speaker."""
    pairs: Pairs = []
    for by_speaker in (True, False):
        waiting: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        taken = {statement.id for statement in _seconds(pairs)}
        for statement in new:
            if statement.id not in taken:
                waiting[_key(statement, by_speaker)].append(statement)
        done = {statement.id for statement in _firsts(pairs)}
        for statement in old:
            same = waiting[_key(statement, by_speaker)]
            if statement.id not in done and same:
                pairs.append((statement, same.pop(0)))
    return pairs


def _key(statement: Statement, by_speaker: bool) -> tuple[object, ...]:
    return (_words(statement), _speaker(statement) if by_speaker else None)


def _alike(old: Sequence[Statement], new: Sequence[Statement]) -> Pairs:
    """Pair the rest by likeness, the most alike first."""
    found = []
    for one in old:
        for other in new:
            likeness = _likeness(one, other)
            if likeness >= (REWORDED if _speaker(one) == _speaker(other) else OTHER_SPEAKER):
                found.append((-likeness, one.id, other.id, one, other))
    pairs: Pairs = []
    done: set[str] = set()
    for _, first, second, one, other in sorted(found, key=lambda entry: entry[:3]):
        if first not in done and second not in done:
            done |= {first, second}
            pairs.append((one, other))
    return pairs


def _rewording(one: Statement, other: Statement, notice: str | None) -> Rewording | None:
    speakers = _speaker(one), _speaker(other)
    polarities = one.polarity, other.polarity
    if _words(one) == _words(other) and speakers[0] == speakers[1] and polarities[0] == polarities[1]:
        return None
    quoted = one.kind != "indirect" and other.kind != "indirect"
    return Rewording(
        before=one.id,
        after=other.id,
        what="quote" if quoted else "report",
        before_text=_text(one),
        after_text=_text(other),
        speakers=speakers if speakers[0] != speakers[1] else None,
        polarities=polarities if polarities[0] != polarities[1] else None,
        silent=quoted and notice is None,
        alike=round(_likeness(one, other), 2),
    )


def _likeness(one: Statement, other: Statement) -> float:
    return Indel.normalized_similarity(_words(one), _words(other))


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(folded for folded in map(fold, words_of(_text(statement))) if folded)


def _text(statement: Statement) -> str:
    return " ".join(" ".join(span.text for span in statement.content).split())


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def _notice(before: str, after: str) -> str | None:
    """Find the line of a correction note that only the newer text has."""
    for match in _NOTICE.finditer(after):
        start = after.rfind("\n", 0, match.start()) + 1
        end = after.find("\n", match.end())
        line = after[start : end if end >= 0 else len(after)].strip()
        if line not in before:
            return line[:300]
    return None
