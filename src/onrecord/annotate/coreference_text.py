"""Map an article's text for coreference: paragraphs, sentences, quotations, and what lies where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.annotate.quotes import find_quotes
from onrecord.model import SPEAKING, Block

#: A stop with closing marks after it, a space, and what can begin a sentence.
_STOP = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-Z0-9À-ÖØ-Þ])")
#: Abbreviations that a full stop after does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Rev|Hon|St|Jr|Sr|"
    r"Del|Brig|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m)\.$"
)


#: What one person says of himself: several say "we".
_ONE = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself)\b")


class TextMap:
    """Looks up the paragraph, sentence and quotation that a position lies in; built in linear time."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        speaking = [block for block in blocks if block.kind in SPEAKING]
        self._text = text
        #: `[start, end)` of each block that speaks.
        self.paragraphs = [(block.start, block.end) for block in speaking]
        self.headlines = [
            (b.start, b.end)
            for b in speaking
            if b.kind == "headline" or _looks_like_headline(text[b.start : b.end])
        ]
        self.sentences: list[tuple[int, int]] = []
        self.quotes: list[tuple[int, int]] = []
        for start, end in self.paragraphs:
            body = text[start:end]
            self.sentences += [(start + a, start + b) for a, b in _sentences(body)]
            # Scare quotes of up to three words are the writer's own sentence.
            self.quotes += [
                (start + quote.start, start + quote.end)
                for quote in find_quotes(body)
                if body.count(" ", quote.start, quote.end) > 2
            ]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._sentence_starts = [start for start, _ in self.sentences]
        self._headline_starts = [start for start, _ in self.headlines]
        self._quote_starts = [start for start, _ in self.quotes]

    def paragraph(self, at: int) -> int:
        """Give the number of the paragraph at or before position `at` (-1 before the first)."""
        return bisect_right(self._paragraph_starts, at) - 1

    def sentence(self, at: int) -> int:
        """Give the number of the sentence at or before position `at` (-1 before the first)."""
        return bisect_right(self._sentence_starts, at) - 1

    def sentence_span(self, at: int) -> tuple[int, int]:
        """Give `[start, end)` of the sentence that position `at` lies in; the position itself outside any."""
        number = self.sentence(at)
        return self.sentences[number] if number >= 0 else (at, at)

    def in_headline(self, at: int) -> bool:
        """Tell whether position `at` lies in a headline."""
        number = bisect_right(self._headline_starts, at) - 1
        return number >= 0 and at < self.headlines[number][1]

    def quoted(self, at: int) -> bool:
        """Tell whether position `at` lies between quotation marks."""
        number = bisect_right(self._quote_starts, at) - 1
        return number >= 0 and at < self.quotes[number][1]

    def says_i(self, contents: Sequence[tuple[int, int]]) -> bool:
        """Tell whether somebody quoted in any of `contents`, each `[start, end)`, says "I" or "my"."""
        found = (it for start, end in contents for it in _ONE.finditer(self._text, start, end))
        return any(self.quoted(it.start()) for it in found)


def _sentences(body: str) -> list[tuple[int, int]]:
    cuts = [0]
    for stop in _STOP.finditer(body):
        before = body[max(0, stop.start() - 8) : stop.start() + 1]
        if not _ABBREVIATION.search(before):
            cuts.append(stop.end())
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True) if a < b]


def _looks_like_headline(line: str) -> bool:
    """Tell a line in title case without a full stop; names can't be told from other words there."""
    words = [word for word in line[:400].split() if word[0].isalpha()]
    if len(words) < 3 or len(line) > 200 or line.rstrip().endswith((".", "”", '"')):
        return False
    return sum(word[0].isupper() for word in words) >= 0.6 * len(words)
