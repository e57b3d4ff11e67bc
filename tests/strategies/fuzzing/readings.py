"""Targets that read an article's text: times, names, statements, and whatever a model may say of it."""

from __future__ import annotations

import datetime as dt
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.decoding import decode_spans
from onrecord.annotate.encoder import Encoded, Encoder
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.world_calendar import read_events
from onrecord.capture.build import make_capture
from onrecord.errors import SettingsError
from onrecord.extract import extract
from onrecord.model import AnnotatedArticle
from onrecord.settings import Settings
from strategies.fuzzing.target import Target, check, check_annotated, check_drop, sample_pages, text_of
from strategies.inputs.pages import BELLS, LOCK, REEF

NAME = "fuzzed.page"
#: Everything is read for statements, and no text is too long: what is tried here is reading.
_ALL = Settings(languages=("en",))
_DAY = dt.date(2031, 6, 4)
#: Bytes that a model's answer is made of, before the text.
_MADE_OF = 24


class WildEncoder(Encoder):
    """The tokenizer and windows of the shipped encoder, with answers made of a few bytes.

    Args:
        answer: the bytes: how often which tags come, how large the numbers are, and what is drawn.

    """

    def __init__(self, answer: bytes = bytes(_MADE_OF)) -> None:
        super().__init__()
        self.answer = answer
        [real] = super().read("A word")
        heads = ("roles", "names", "link_from", "link_to", "meaning", "events")
        self.widths = {head: getattr(real, head).shape[1] for head in heads}

    def read(self, paragraph: str) -> list[Encoded]:
        """Say anything of each window."""
        return [self._wild(offsets) for offsets, _ in self.windows(paragraph)]

    def _wild(self, offsets: list[tuple[int, int]]) -> Encoded:
        drawn = np.random.default_rng(zlib.crc32(self.answer) + len(offsets))
        scale = (0.1, 1.0, 5.0, 60.0, 1e3, 1e6)[self.answer[0] % 6]

        def wild(head: str) -> NDArray[np.float32]:
            width = self.widths[head]
            made = drawn.normal(0, scale, (len(offsets), width))
            # Some columns are likelier than others, as the bytes say.
            push = np.frombuffer(self.answer[1:], dtype=np.uint8)[np.arange(width) % (_MADE_OF - 1)]
            return (made + scale * push / 64).astype(np.float32)

        return Encoded(
            offsets=offsets,
            roles=wild("roles"),
            names=wild("names"),
            link_from=wild("link_from") / scale,
            link_to=wild("link_to") / scale,
            meaning=wild("meaning"),
            events=wild("events"),
        )


@cache
def _annotator() -> Annotator:
    return Annotator(_ALL)


@cache
def _wild() -> tuple[WildEncoder, Annotator]:
    encoder = WildEncoder()
    return encoder, Annotator(_ALL, encoder)


def annotate_text(text: str, annotator: Annotator, media_type: str = "text/plain") -> None:
    """Extract and annotate a page, and check all that is marked in it."""
    from dataclasses import replace

    extraction = extract(make_capture(text.encode(), media_type=media_type, path=NAME), _ALL)
    for article in extraction.articles:
        # A page in no language that is read would not be annotated at all.
        read = replace(article, language="en")
        annotated = AnnotatedArticle(article=read, annotations=annotator.annotate(read))
        for drop in annotated.annotations.drops:
            check_drop(drop, NAME)
        check_annotated(annotated)


def _annotate(data: bytes) -> None:
    annotate_text(text_of(data), _annotator())


def _annotate_wildly(data: bytes) -> None:
    """Annotate a text with a model that says anything of it: the bytes of the answer, then the text."""
    encoder, annotator = _wild()
    encoder.answer = data[:_MADE_OF].ljust(_MADE_OF, b"\0")
    annotate_text(text_of(data[_MADE_OF:]), annotator)


def _decode(data: bytes) -> None:
    """Decode numbers to spans of a text: valid, in order, apart; the first half is numbers."""
    half = len(data) // 2
    text = text_of(data[half:])
    ends = [at for at in range(1, len(text) + 1) if at == len(text) or not text[at - 1 : at + 1].isalnum()]
    offsets = [(0, 0), *((low, high) for low, high in zip([0, *ends], ends, strict=False)), (0, 0)]
    numbers = np.resize(np.frombuffer(data[:half] or b"\0", dtype=np.int8), (len(offsets), 7)).astype(
        np.float32
    )
    before = 0
    for span in decode_spans(numbers, offsets, text):
        check(before <= span.start < span.end <= len(text), f"{span} of {len(text)}")
        check(0 <= span.score <= 1.001 and 1 <= span.first <= span.last < len(offsets) - 1, f"{span}")
        before = span.end


def _find_times(data: bytes) -> None:
    """Find time expressions: verbatim, in order, apart, with or without a day of publication."""
    text = text_of(data)
    for anchor in (None, _DAY, dt.date(9999, 12, 31), dt.date(1, 1, 1)):
        before = 0
        for timex in find_timexes(text, [(0, len(text))] if text else [], anchor):
            check(before <= timex.start < timex.end <= len(text), f"{timex}")
            check(text[timex.start : timex.end] == timex.text, f"{timex}")
            check(timex.value is None or (len(timex.value) < 100 and timex.value.isprintable()), f"{timex}")
            before = timex.end


def _read_calendar(data: bytes) -> None:
    """Read a table of dated events: its rows, or an error that names the line."""
    try:
        events = read_events(text_of(data), "own.csv")
    except SettingsError as error:
        check("own.csv" in str(error), str(error))
        return
    check(all(event.first <= event.last for event in events), "a row that ends before it begins")


def _paragraphs() -> list[bytes]:
    """Give beginnings of pages, short ones: reading is slow under a watch for coverage."""
    pages = [page.text.encode() for page in (LOCK, BELLS, REEF)]
    samples = [page for name, page in sample_pages() if name.endswith(".txt")][:8]
    return [page[at : at + 350] for page in (*pages, *samples) for at in (0, 350)]


_SPEECH = (
    " said",
    " told reporters",
    "according to ",
    "denied that ",
    "“",
    "”",
    "’s ",
    '"',
    ", ",
    ". ",
    "\n\n",
    " who ",
    "he ",
    "Q: ",
    "A: ",
    "Mr. ",
    "the newspaper ",
    " and ",
    "that ",
    " on Friday",
    "would not ",
    "(",
    ")",
    "—",
    "I ",
)
_TIMES = (
    "last ",
    "next ",
    "ago",
    "years",
    " months",
    "Friday",
    "Q3",
    "fiscal",
    "2031",
    "10^400",
    "’90s",
    "mid-",
    "the ",
    "early ",
    "a.m.",
    "12:30",
    "June",
    "4th",
    "of ",
    "two ",
    "hundred ",
    "-",
    "to",
    "every ",
    "decade",
    "weekend",
)

READINGS: tuple[Target, ...] = (
    Target(
        name="annotate",
        promise="any text: every span of every statement, name, time and event is verbatim",
        run=_annotate,
        seeds=_paragraphs,
        longest=500,
        words=_SPEECH,
    ),
    Target(
        name="model",
        promise="whatever the model says of a text: valid spans, or none",
        run=_annotate_wildly,
        seeds=lambda: (
            [bytes(range(n, n + 24)) + text for n, text in enumerate(_paragraphs()[:12])]
            + [bytes((n,) * 24) + LOCK.text.encode()[:350] for n in (0, 64, 128, 255)]
        ),
        longest=450,
        words=_SPEECH,
    ),
    Target(
        name="decoding",
        promise="any numbers: spans inside the text, in order, apart",
        run=_decode,
        seeds=lambda: [bytes(range(256)) + LOCK.text.encode()[:256], bytes(64) + b"a b c d " * 8],
        longest=2048,
    ),
    Target(
        name="times",
        promise="time expressions: verbatim, in order, with a short value or none",
        run=_find_times,
        seeds=lambda: [
            b"on Friday, 4 June 2031 at 7.30 a.m., two and a half years ago, in the 1990s, in 10 to 15 days",
            b"the third quarter of fiscal 2030, last Easter, every other Monday, 04/06/2031",
            b"in 99999999999999999999 years, 300 million years ago, mid-2031, Q4 2030, FY31",
        ],
        longest=600,
        words=_TIMES,
    ),
    Target(
        name="calendar",
        promise="a user's table of events: its rows, or an error that names the line",
        run=_read_calendar,
        seeds=lambda: [
            b"first,last,kind,alone,name,words,source\n"
            b"2031-01-02,2031-01-03,war,yes,Ferry war,ferry war | boat/boats fight*,x\n"
        ],
        words=("first,last,kind,alone,name,words,source\n", '"', "2031-01-02,", "yes,", " | ", "*", "/"),
    ),
)
