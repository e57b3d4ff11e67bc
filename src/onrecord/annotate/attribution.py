"""Join the encoder's spans to attributions, paragraph by paragraph and over paragraph breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.decoding import TaggedSpan, decode_spans
from onrecord.annotate.dismissals import dismissal_after
from onrecord.annotate.draft_spans import bare, trimmed
from onrecord.annotate.encoder import Encoded, Encoder, encode
from onrecord.annotate.event_reading import Deeds, read_deeds
from onrecord.annotate.joining import join_window
from onrecord.annotate.labels import NAME_TYPES
from onrecord.annotate.meaning import Meanings
from onrecord.annotate.quotes import Quote, find_quotes
from onrecord.annotate.quoting import overlapping
from onrecord.annotate.sentences import sentence_around
from onrecord.annotate.source_spans import mend_sources
from onrecord.model import Attribution, Block, Mention

#: A quoted paragraph of fewer words that the encoder passes over may be a title or a slogan.
QUOTED_WORDS = 5
#: An attribution less sure than this is more often wrong than right. On PolNeAR dev the F1 of attributions
#: at 0, 0.1 … 0.4 was 72.8, 72.8, 73.0, 73.3, 73.6, and recall falls faster behind 0.35;
#: evals/attribution.py measures it again.
MIN_SCORE = 0.35
#: How sure a denial is that only the words behind a source show. A rule's guess; the corpus has too few.
DISMISSAL = 0.7


@dataclass(slots=True)
class Draft:
    """An attribution in the making; spans are `[start, end)` in the article's text."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass over an article's speaking blocks gives."""

    attributions: tuple[Attribution, ...]
    names: tuple[Mention, ...]
    #: What any words of the blocks mean.
    meanings: Meanings
    #: The deeds of each block, in order.
    deeds: tuple[Deeds, ...] = ()


def read_article(text: str, blocks: Sequence[Block], encoder: Encoder) -> Reading:
    """Read the given blocks of `text`, in order; a block is one paragraph."""
    drafts: list[Draft] = []
    names: list[Mention] = []
    meanings = Meanings()
    deeds: list[Deeds] = []
    before: _Paragraph | None = None
    for block, windows in encode(text, blocks, encoder):
        paragraph = _Paragraph(text, block)
        deeds.append(read_deeds(text, block.start, block.end, windows))
        for encoded in windows:
            end = names[-1].end if names else 0
            names += (name for name in paragraph.names(encoded) if name.start >= end)
            paragraph.join(encoded)
            meanings.add(block.start, encoded)
        paragraph.complete(before)
        drafts += paragraph.drafts
        before = paragraph
    return Reading(tuple(_finished(text, drafts)), tuple(names), meanings, tuple(deeds))


def attributions_in(text: str, block: Block, windows: Iterable[Encoded]) -> list[Attribution]:
    """Give the attributions of one block that was encoded by itself."""
    paragraph = _Paragraph(text, block)
    for encoded in windows:
        paragraph.join(encoded)
    paragraph.complete(None)
    return _finished(text, paragraph.drafts)


class _Paragraph:
    """One block with the drafts found in it."""

    def __init__(self, text: str, block: Block) -> None:
        self.block = block
        self.text = text[block.start : block.end]
        self.quotes = find_quotes(self.text)
        self.quoted = [(quote.start, quote.end) for quote in self.quotes]
        self.drafts: list[Draft] = []
        #: Contents without a cue, and sources without one, with their scores.
        self.orphans: list[tuple[int, int, float]] = []
        self.lone_sources: list[tuple[int, int, float]] = []

    def names(self, encoded: Encoded) -> Iterable[Mention]:
        """Give the names in one window, offsets in the article."""
        for span in decode_spans(encoded.names, encoded.offsets, self.text):
            yield Mention(
                start=self.block.start + span.start,
                end=self.block.start + span.end,
                text=self.text[span.start : span.end],
                type=NAME_TYPES[span.label],  # type: ignore[arg-type]
                form="name",
                entity=None,
            )

    def join(self, encoded: Encoded) -> None:
        """Make a draft of each cue of one window, with its contents and its source."""
        joining = join_window(encoded, self.text)
        for joined in joining.joined:
            self.drafts.append(
                Draft(
                    source=[self._place(joined.source)] if joined.source else [],
                    cue=[self._place(joined.cue)],
                    content=[self._place(content) for content in joined.contents],
                    scores=joined.scores,
                )
            )
        self.orphans += [(*self._place(span), span.score) for span in joining.contents]
        self.lone_sources += [(*self._place(span), span.score) for span in joining.sources]

    def _place(self, span: TaggedSpan) -> tuple[int, int]:
        return self.block.start + span.start, self.block.start + span.end

    def adopt_quoted(self) -> None:
        """Take a paragraph that is one quotation for a content, where the encoder saw none in it."""
        quote = self.whole_quote
        if quote is None or self.orphans or any(draft.content for draft in self.drafts):
            return
        if len(self.text.split()) >= QUOTED_WORDS:
            self.orphans.append((self.block.start + quote.start, self.block.start + quote.end, 0.5))

    @property
    def whole_quote(self) -> Quote | None:
        """The quotation that the paragraph consists of, if it does."""
        if len(self.quotes) != 1:
            return None
        quote = self.quotes[0]
        rest = self.text[: quote.start] + self.text[quote.end :]
        return quote if not re.search(r"\w", rest) else None

    def complete(self, before: _Paragraph | None) -> None:
        """Make the drafts whole once all windows are joined; `before` is the paragraph before this one."""
        self.add_dismissals()
        self.drop_strays()
        self.adopt_quoted()
        self.settle(before)

    def add_dismissals(self) -> None:
        """Give a lone source that turns away what was said before a draft of its own."""
        for start, end, score in list(self.lone_sources):
            found = dismissal_after(self.text, end - self.block.start)
            if found is not None:
                cue, (low, high) = found
                shift = self.block.start
                self.lone_sources.remove((start, end, score))
                self.drafts.append(
                    Draft(
                        source=[(start, end)],
                        cue=[(a + shift, b + shift) for a, b in cue],
                        content=[(low + shift, high + shift)],
                        scores=[score * DISMISSAL],
                    )
                )

    def drop_strays(self) -> None:
        """Take from a draft what is neither quoted nor in the sentence of its cue, if more is left.

        A sentence of the writer's own that follows a statement is not part of it.
        """
        for draft in self.drafts:
            if not draft.cue or len(draft.content) < 2:
                continue
            low, high = sentence_around(self.text, *(place - self.block.start for place in draft.cue[0]))
            kept = [
                (start, end)
                for start, end in draft.content
                if (start - self.block.start < high and end - self.block.start > low)
                or self._quoted(start, end)
            ]
            draft.content = kept or draft.content

    def _quoted(self, start: int, end: int) -> bool:
        """Whether at least half of `[start, end)` stands in a quotation of the paragraph."""
        low, high = start - self.block.start, end - self.block.start
        near = overlapping(self.quoted, low, high)
        inside = sum(min(high, b) - max(low, a) for a, b in near)
        return inside * 2 >= high - low

    @property
    def runs_on(self) -> bool:
        """Whether the paragraph ends within a quotation."""
        return bool(self.quotes) and not self.quotes[-1].closed

    @property
    def announces(self) -> Draft | None:
        """The draft whose words must follow in the next paragraph: a cue at the end, no content."""
        if self.drafts and not self.drafts[-1].content and self.text.rstrip().endswith((":", ",")):
            return self.drafts[-1]
        return None

    def settle(self, before: _Paragraph | None) -> None:
        """Find a home for contents without a cue: the paragraph before, a lone source, or none."""
        for start, end, score in self.orphans:
            first = start - self.block.start <= len(self.text) - len(self.text.lstrip()) + 1
            target = None
            if before is not None and first:
                target = before.announces or (before.last_speaking if before.runs_on else None)
            if target is not None:
                target.content.append((start, end))
                self._continued = target
                continue
            draft = Draft(content=[(start, end)], scores=[score])
            if len(self.lone_sources) == 1:
                low, high, sure = self.lone_sources[0]
                draft.source = [(low, high)]
                draft.scores.append(sure)
            # Unquoted words without a cue and without a source are nobody's.
            if draft.source or self._quoted(start, end):
                self.drafts.append(draft)
        self.drafts.sort(key=lambda draft: min([*draft.cue, *draft.content]))
        self._take_running(before)

    def _take_running(self, before: _Paragraph | None) -> None:
        """Take over the words of the paragraph before, where they run on and only this one says whose."""
        if before is None or not before.runs_on or not self.drafts or not self.drafts[0].cue:
            return
        opening = self.block.start + len(self.text) - len(self.text.lstrip())
        left = before.last_speaking
        if (
            left is not None
            and not left.cue
            and not left.source
            and min(self.drafts[0].content, default=(-1,))[0] == opening
        ):
            self.drafts[0].content = [*left.content, *self.drafts[0].content]
            left.content = []

    _continued: Draft | None = None

    @property
    def last_speaking(self) -> Draft | None:
        """The draft that the end of the paragraph belongs to."""
        with_content = [draft for draft in self.drafts if draft.content]
        if with_content:
            return max(with_content, key=lambda draft: max(draft.content))
        return self._continued


def _finished(text: str, drafts: Iterable[Draft]) -> list[Attribution]:
    finished = (_finish(text, draft) for draft in drafts)
    return mend_sources(text, [a for a in finished if a is not None])


def _finish(text: str, draft: Draft) -> Attribution | None:
    contents = [span for span in (bare(text, *span) for span in sorted(draft.content)) if span]
    if not contents:
        return None
    score = 1.0
    for part in draft.scores:
        score *= part
    if score < MIN_SCORE:
        return None
    return Attribution(
        source=trimmed(text, draft.source),
        cue=trimmed(text, draft.cue),
        content=trimmed(text, contents),
        score=round(score, 2),
    )
