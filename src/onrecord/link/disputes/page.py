"""One article's statements in the order of the text, with what the search for answered ones needs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz import fuzz

from onrecord.link.data_files import read_table
from onrecord.link.disputes.words import (
    WORD,
    Word,
    fold,
    function_words,
    is_negated,
    negations,
    stem,
    stems,
    words_in,
)
from onrecord.model import SPEAKING, AnnotatedArticle, Statement

#: Words of one content that are looked at; a content of a megabyte costs no more than a paragraph.
MOST_WORDS = 60
MOST_SENTENCES = 6
#: Given names as like as this may be spellings of one ("Yevhen", "Evgeny": 67); below, they are two.
_LIKE_NAMES = 55


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence of a content says."""

    stems: Mapping[str, float]
    #: Stems of the names in it.
    names: frozenset[str]
    #: Whether it says that something is not so.
    negated: bool

    @classmethod
    def of(cls, text: str) -> Sentence:
        """Read the sentence `text`."""
        words = words_in(text)[:MOST_WORDS]
        names = frozenset(word.stem for word in words if word.name)
        return cls(stems=stems(words), names=names, negated=is_negated(text))


@dataclass(frozen=True)
class Entry:
    """A statement with its place and its words."""

    statement: Statement
    text: str
    #: Number of the speaking block that its content begins in.
    block: int
    in_headline: bool

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.statement.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.statement.content[-1].end

    @cached_property
    def content(self) -> str:
        """The content, its pieces joined by a space."""
        return " ".join(span.text for span in self.statement.content)

    @cached_property
    def words(self) -> list[Word]:
        """What the content is about, at most MOST_WORDS words."""
        found: list[Word] = []
        for span in self.statement.content:
            if len(found) < MOST_WORDS:
                found += words_in(self.text, span.start, min(span.end, span.start + MOST_WORDS * 12))
        return found[:MOST_WORDS]

    @cached_property
    def stems(self) -> Mapping[str, float]:
        """Stems of `words` with their weights."""
        return stems(self.words)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the content, at most MOST_SENTENCES."""
        pieces = re.split(r"(?<=[.!?…;])[\"”’']*\s+", self.content[: MOST_WORDS * 12])
        return [Sentence.of(piece) for piece in pieces[:MOST_SENTENCES]]

    @cached_property
    def tells_denial(self) -> bool:
        """Whether the content itself tells of a denial ("the owner denies that there will be a bath")."""
        return not _denials().isdisjoint(stem(fold(m.group())) for m in WORD.finditer(self.content[:600]))

    @cached_property
    def accuses(self) -> bool:
        """Whether the content holds it against somebody that something was done or left undone."""
        words = [fold(m.group()) for m in WORD.finditer(self.content[: MOST_WORDS * 12])]
        bad = [at for at, word in enumerate(words) if stem(word) in _grievances()]
        if any(negations().isdisjoint(words[max(0, at - 3) : at]) for at in bad):
            return True
        no = [at for at, word in enumerate(words) if word in negations()]
        return any(not any(at < other <= at + 4 for other in bad) for at in no)

    @cached_property
    def speaker(self) -> tuple[str, ...]:
        """The words of the speaker's name, folded."""
        named = self.statement.speaker
        return name_words(named.name) if named else ()

    @cached_property
    def voices(self) -> tuple[tuple[str, ...], ...]:
        """The words of the names of all hops before the page: speaker, document, outlet."""
        return tuple(name_words(hop.name) for hop in self.statement.chain[:-1]) or (self.speaker,)


@cache
def _denials() -> frozenset[str]:
    return frozenset(stem(word) for word in str(read_table("disputes.toml")["denying"]["verbs"]).split())


@cache
def _grievances() -> frozenset[str]:
    return frozenset(stem(word) for word in str(read_table("disputes.toml")["grievance"]["words"]).split())


def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name, folded, without "the" and the like (initials may look so: "UP", "US")."""
    found = fold(name[:200]).replace(".", "").split()
    return tuple(w for w in found if w not in function_words()) or tuple(found)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two names can be one person's or body's: the last word shared, the first ones alike."""
    if not a or not b or a[-1] != b[-1]:
        return bool(a) and tuple(a) == tuple(b)
    if len(a) == 1 or len(b) == 1 or a[0][:1] == b[0][:1]:
        return True
    return fuzz.ratio(a[0], b[0]) >= _LIKE_NAMES


def same_side(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether one name is in the other ("Marsh", "the Marsh campaign"): nobody denies one's own side."""
    return same_person(a, b) or (bool(a and b) and (a[-1] in b or b[-1] in a))


def owns(owner: str, entry: Entry) -> bool:
    """Tell whether `owner` ("UP", "the agency") can be a voice of the statement, by name or initials."""
    wanted = name_words(owner)
    if not wanted:
        return False
    letters = wanted[-1]
    for voice in entry.voices:
        if wanted[-1] in voice or (len(wanted) == 1 and "".join(w[0] for w in voice) == letters):
            return True
    printed = entry.statement.speaker.as_printed if entry.statement.speaker else None
    return wanted[-1] in name_words(printed or "")


def entries_of(article: AnnotatedArticle) -> list[Entry]:
    """Give the statements that have a content in order of the text."""
    text = article.article.text
    blocks = [block for block in article.article.blocks if block.kind in SPEAKING]
    starts = [block.start for block in blocks]
    found = []
    for statement in article.annotations.statements:
        if not statement.content:
            continue
        at = bisect_right(starts, statement.content[0].start) - 1
        head = at >= 0 and blocks[at].kind == "headline" and statement.content[0].start < blocks[at].end
        found.append(Entry(statement=statement, text=text, block=at, in_headline=head))
    return sorted(found, key=lambda e: (e.start, -e.end, e.statement.id))
