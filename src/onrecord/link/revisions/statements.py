"""Revisions: what changed between two captures of one address, statement by statement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.link.revisions.paragraphs import Edit, around, compare_paragraphs, paragraphs_of
from onrecord.link.stories.words import fold, words_of
from onrecord.link.variants.words import Telling, content_changes
from onrecord.link.wording import read_wording
from onrecord.link.wording.names import compare_names
from onrecord.model import AnnotatedArticle, Article, Change, Statement

#: Words that two wordings of one statement have in common, in order; below it one was taken out and
#: another put in. The same remark reworded keeps two thirds or more, other remarks under a half.
REWORDED = 0.6
#: The same where the two are given to different speakers.
OTHER_SPEAKER = 0.85
#: Statements of each version that are compared with each other; a page with more of them changed was
#: replaced by another.
MOST_COMPARED = 200
#: Fewer words than this stand in another text by chance.
TELLING = 4
#: What two names are to each other that are not one person's, or not surely.
_OTHERS = ("differ", "garbled")
#: Words in quotation marks inside a content; a quotation is never longer than so many characters here.
_QUOTED = re.compile('["“„«‘]([^"“”„«»‘]{1,2000})["”“»’]')
_NOTICE = re.compile(
    r"\b(?:correct(?:ed|ion|s)\b|clarif(?:ied|ication)|an? (?:earlier|previous) version|has been (?:amended|"
    r"updated|changed)|was (?:amended|changed)|editor[’']s note)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """One change in the words, typed like those between versions of an utterance."""

    change: Change
    before: str
    after: str


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
    changes: tuple[WordChange, ...]
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

    #: Ids of the articles.
    before: str
    after: str
    #: The headlines, where they differ.
    titles: tuple[str | None, str | None] | None
    #: Ids of the statements that are only in the newer, and only in the older version.
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[Rewording, ...]
    #: The note of a correction that the newer version has and the older has not.
    notice: str | None
    #: The text itself, paragraph by paragraph.
    text: tuple[Edit, ...]


def compare_versions(before: AnnotatedArticle, after: AnnotatedArticle) -> Revision:
    """Compare two versions of one article; which is the older is for the caller to say. Pure.

    What only the marking sees differently (the words stand in both versions all the same) is no change.
    """
    old, new = list(before.annotations.statements), list(after.annotations.statements)
    pages = _Page(before.article), _Page(after.article)
    pairs = _same(old, new)
    done = {statement.id for pair in pairs for statement in pair}
    left = [[s for s in version if s.id not in done][:MOST_COMPARED] for version in (old, new)]
    pairs += _alike(*left)
    notice = _notice(before.article.text, after.article.text)
    reworded = [_rewording(one, other, notice) for one, other in pairs if not _untouched(one, other, pages)]
    titles = before.article.title, after.article.title
    kept, came = {s.id for s, _ in pairs}, {s.id for _, s in pairs}
    return Revision(
        before=before.article.id,
        after=after.article.id,
        titles=titles if titles[0] != titles[1] else None,
        added=tuple(s.id for s in new if s.id not in came and not pages[0].has(s, pages[1])),
        removed=tuple(s.id for s in old if s.id not in kept and not pages[1].has(s, pages[0])),
        reworded=tuple(change for change in reworded if change is not None),
        notice=notice,
        text=compare_paragraphs(before.article, after.article),
    )


class _Page:
    """The text of one version, to look for the words of another's statements in it."""

    def __init__(self, article: Article) -> None:
        self._paragraphs = list(paragraphs_of(article))
        self._texts = {it.text for it in self._paragraphs}
        self._folded = " ".join(["", *(w for it in self._paragraphs for w in _fold(it.text)), ""])
        self._asked = 0

    def has(self, statement: Statement, own: _Page) -> bool:
        """Tell whether the paragraphs of `own` in which `statement` stands, or its words, stand here."""
        if self.has_around(statement, own):
            return True
        self._asked += 1
        words = _words(statement)
        # Looking through a whole text for each of thousands of statements would take for ever.
        return len(words) >= TELLING and self._asked <= 2 * MOST_COMPARED and self.has_words(words)

    def has_around(self, statement: Statement, own: _Page) -> bool:
        """Tell whether all paragraphs of `own` in which `statement` stands, stand here as well."""
        stretch = around(own._paragraphs, statement)
        return bool(stretch) and self._texts.issuperset(stretch)

    def has_words(self, words: Sequence[str]) -> bool:
        """Tell whether these folded words stand here in a row."""
        return f" {' '.join(words)} " in self._folded


Pairs = list[tuple[Statement, Statement]]


def _same(old: Sequence[Statement], new: Sequence[Statement]) -> Pairs:
    """Pair statements with the same words, in their order; first those of the same speaker."""
    pairs: Pairs = []
    for by_speaker in (True, False):
        waiting: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        taken = {statement.id for _, statement in pairs}
        for statement in new:
            if statement.id not in taken:
                waiting[_key(statement, by_speaker)].append(statement)
        done = {statement.id for statement, _ in pairs}
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
    words = {statement.id: _words(statement) for statement in (*old, *new)}
    for one in old:
        for other in new:
            likeness = Indel.normalized_similarity(words[one.id], words[other.id])
            if likeness >= (REWORDED if _speaker(one) == _speaker(other) else OTHER_SPEAKER):
                found.append((-likeness, one.id, other.id, one, other))
    pairs: Pairs = []
    done: set[str] = set()
    for _, first, second, one, other in sorted(found, key=lambda entry: entry[:3]):
        if first not in done and second not in done:
            done |= {first, second}
            pairs.append((one, other))
    return pairs


def _untouched(one: Statement, other: Statement, pages: tuple[_Page, _Page]) -> bool:
    """Tell whether the page did not change where two paired statements stand, whatever is marked there."""
    before, after = pages
    if after.has_around(one, before) and before.has_around(other, after):
        return True
    words = _words(one), _words(other)
    return words[0] != words[1] and after.has_words(words[0]) and before.has_words(words[1])


def _rewording(one: Statement, other: Statement, notice: str | None) -> Rewording | None:
    same_words = _words(one) == _words(other)
    other_speaker, polarities = _differ(one, other), (one.polarity, other.polarity)
    if same_words and not other_speaker and polarities[0] == polarities[1]:
        return None
    quotes = _quoted(one), _quoted(other)
    quoted = all(quotes) and (same_words or quotes[0] != quotes[1])
    return Rewording(
        before=one.id,
        after=other.id,
        what="quote" if quoted else "report",
        before_text=_text(one),
        after_text=_text(other),
        changes=() if same_words else _changes(one, other),
        speakers=(_speaker(one), _speaker(other)) if other_speaker else None,
        polarities=polarities if polarities[0] != polarities[1] else None,
        silent=quoted and notice is None,
        alike=round(Indel.normalized_similarity(_words(one), _words(other)), 2),
    )


def _quoted(statement: Statement) -> tuple[str, ...]:
    """Give the folded words that stand in quotation marks; all, where the marks can't be told."""
    if statement.kind == "indirect":
        return ()
    inside = _QUOTED.findall(_text(statement)) if statement.kind == "mixed" else []
    return tuple(_fold(" ".join(inside))) if inside else _words(statement)


def _changes(one: Statement, other: Statement) -> tuple[WordChange, ...]:
    wordings = read_wording(_text(one)), read_wording(_text(other))
    rows = content_changes(*wordings, (_telling(one), _telling(other)), independent=False)
    return tuple(WordChange(change=change, before=before, after=after) for change, before, after in rows)


def _telling(statement: Statement) -> Telling:
    """Say how a statement tells its content; what is quoted denies by its own words alone."""
    denied = statement.polarity == "denied" and statement.kind != "direct"
    return Telling(statement.kind, denied, " ".join(span.text for span in statement.cue))


def _differ(one: Statement, other: Statement) -> bool:
    """Tell whether the words were given to somebody else; a shorter form of a name is nobody else."""
    names = _speaker(one), _speaker(other)
    if names[0] == names[1]:
        return False
    return bool(names[0] and names[1]) and compare_names(names[0] or "", names[1] or "") in _OTHERS


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(_fold(_text(statement)))


def _fold(text: str) -> list[str]:
    return [folded for folded in map(fold, words_of(text)) if folded]


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
