"""The speaking text of an article as sentences of folded words, quoted words marked, for comparison."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from onrecord.link.stories.words import fold, stem, weight
from onrecord.model import Article, BlockKind

#: Kinds of block that make up an article's own text; a headline is often another's even over a copy.
BODY: frozenset[BlockKind] = frozenset(("standfirst", "body", "quote", "list", "teaser"))
#: Sentences that are compared; what a page has beyond them is comments and archives.
MOST_SENTENCES = 200
#: Longest sentence, in words; what is longer is cut.
MOST_WORDS = 120
#: Words in a row that two texts hardly share by chance. 4 to 6 are customary for near-copies of news.
SHINGLE = 5
#: Lighter stems ("the", "said", "people") are left out: that two sentences share them says nothing.
LEAST = 1.5
#: Stands before a word that is within quotation marks.
QUOTED = "'"
#: A mark that comes behind a space opens, one that comes behind a word or a stop closes, whatever its form.
_TOKEN = re.compile(
    r"(?P<word>\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<opens>(?<![^\s(\[—–-])[\"“”„«‘'](?=\S))"
    r"|(?P<closes>(?<=[^\s])[\"”“»’'])|(?P<stop>(?<![.!?…])[.!?…]++(?=[\s\"”’'»)]|$))|(?P<gap>\n\s*\n)"
)
_CLOSES = {"“": '”“"', "”": '”"', "„": "“”", "«": "»", '"': '"”', "‘": "’'", "'": "'’"}

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, as far as it is compared."""

    #: Stems of its words, the light ones left out, and the sum of their weights.
    stems: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Text:
    """What is compared of one article; what only few comparisons get to is made when one does."""

    #: The words of each sentence, those marked that are quoted.
    split: tuple[list[str], ...]
    words: Run
    vocabulary: frozenset[str]
    #: Every run of SHINGLE words; and apart those mostly outside and mostly inside quotation marks.
    runs: frozenset[Run]
    prose: frozenset[Run]
    quotes: frozenset[Run]

    @cached_property
    def quotations(self) -> tuple[Run, ...]:
        """The quoted words of each sentence that has any, in order."""
        found = (tuple(word[1:] for word in words if word[0] == QUOTED) for words in self.split)
        return tuple(words for words in found if words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences."""
        return tuple(map(_sentence, self.split))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """In which sentences a stem stands, by their places."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for stemmed in sentence.stems:
                places[stemmed].append(at)
        return {stemmed: tuple(found) for stemmed, found in places.items()}

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Stems that are figures, of one digit or more."""
        return frozenset(stemmed for stemmed in map(stem, self.words) if stemmed[0].isdigit())


def compared_lines(article: Article) -> list[str]:
    """Give the sentences of an article's body, each as folded words with one space between."""
    lines: list[str] = []
    for block in article.blocks:
        if block.kind in BODY and len(lines) < MOST_SENTENCES:
            lines.extend(_sentences(article.text[block.start : block.end]))
    return lines[:MOST_SENTENCES]


def _sentences(text: str) -> Iterator[str]:
    """Cut `text` into sentences of folded words; linear in its length."""
    words: list[str] = []
    closing = ""
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "word":
            folded = fold(found)
            if folded and len(words) < MOST_WORDS:
                words.append(QUOTED + folded if closing else folded)
        elif kind == "opens":
            closing = closing or _CLOSES.get(found, "")
        elif kind == "closes":
            closing = "" if found in closing else closing
        else:
            closing = "" if kind == "gap" else closing
            if words:
                yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


@lru_cache(maxsize=2048)
def read_lines(lines: str) -> Text:
    """Prepare sentences, one a line as `compared_lines` gives them, for comparison."""
    split = [line.split() for line in lines.split("\n") if line]
    marked = [word for line in split for word in line]
    words = [word.removeprefix(QUOTED) for word in marked]
    runs = list(zip(*(words[at:] for at in range(SHINGLE)), strict=False))
    # How many words are quoted before each place: the difference of two tells of the run between them.
    before = [0, *accumulate(word[0] == QUOTED for word in marked)]
    inside = [2 * (before[at + SHINGLE] - before[at]) > SHINGLE for at in range(len(runs))]
    prose = {run for run, quoted in zip(runs, inside, strict=True) if not quoted}
    quotes = {run for run, quoted in zip(runs, inside, strict=True) if quoted}
    return Text(
        split=tuple(split),
        words=tuple(words),
        vocabulary=frozenset(words),
        runs=frozenset(prose | quotes),
        prose=frozenset(prose),
        quotes=frozenset(quotes),
    )


def _sentence(words: list[str]) -> Sentence:
    weights = {stemmed: weight(stemmed) for stemmed in (stem(word.removeprefix(QUOTED)) for word in words)}
    heavy = {stemmed: heft for stemmed, heft in weights.items() if heft >= LEAST}
    return Sentence(frozenset(heavy), sum(heavy.values()))
