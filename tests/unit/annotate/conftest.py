"""Lines of text with their spans marked, and an encoder that reads them off such marks."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from onrecord.annotate.encoder import Encoded
from onrecord.annotate.labels import NAME_TAGS, ROLE_TAGS
from onrecord.model import Attribution, Span

_MARK = re.compile(r"\{([scp]):(.*?)\}", re.DOTALL)
_LINKED = re.compile(r"\{([scpn])(\d?):(.*?)\}", re.DOTALL)
#: The first tag of each role, and of a person's name.
_FIRST = {"s": ROLE_TAGS.index("B-source"), "c": ROLE_TAGS.index("B-cue"), "p": ROLE_TAGS.index("B-content")}
_PERSON = NAME_TAGS.index("B-PERSON")
#: A column of the links that means "to nothing", and where those of the cues to their sources begin.
_NOTHING, _SOURCES = 127, 64


@pytest.fixture
def marked() -> Callable[[str], tuple[str, Attribution]]:
    """Read a line with `{s:source}`, `{c:cue}` and `{p:content}` into a text and its attribution."""

    def read(line: str) -> tuple[str, Attribution]:
        spans: dict[str, list[tuple[int, int]]] = {"s": [], "c": [], "p": []}
        text, at = "", 0
        for match in _MARK.finditer(line):
            text += line[at : match.start()]
            spans[match.group(1)].append((len(text), len(text) + len(match.group(2))))
            text += match.group(2)
            at = match.end()
        text += line[at:]
        cut = {role: tuple(Span.of(text, a, b) for a, b in found) for role, found in spans.items()}
        return text, Attribution(source=cut["s"], cue=cut["c"], content=cut["p"], score=1.0)

    return read


class MarkedEncoder:
    """Stands for the encoder: what it sees in a paragraph is what its marks say, each word a piece.

    `{s1:Ruiz} {c1:said} {p1:that it rained}` are a source, a cue and a content that belong together; without
    a number a span is linked to nothing. `{n:Ruiz}` is a person's name. A text that was never marked has
    nothing in it. `sure` is the probability of every tag.
    """

    sha256 = "0" * 64

    def __init__(self, *lines: str, sure: float = 0.99) -> None:
        self._sure = sure
        self.paragraphs: list[str] = []
        self._spans: dict[str, list[tuple[str, int, int, int]]] = {}
        for line in lines:
            text, spans = _unmarked(line)
            self.paragraphs.append(text)
            self._spans[text] = spans

    def read(self, paragraph: str) -> list[Encoded]:
        """Give one window over the whole paragraph."""
        offsets = [(0, 0), *(word.span() for word in re.finditer(r"\w+|[^\w\s]", paragraph)), (0, 0)]
        size = len(offsets)
        roles, names = np.full((size, 7), -9.0), np.full((size, 21), -9.0)
        roles[:, 0] = names[:, 0] = -1.0
        link_from, link_to = np.zeros((size, 128)), np.zeros((size, 128))
        link_from[:, _NOTHING] = link_to[0, _NOTHING] = 9.0
        for role, number, start, end in self._spans.get(paragraph, []):
            pieces = [at for at, (a, b) in enumerate(offsets) if a >= start and b <= end and b]
            table, tag = (names, _PERSON) if role == "n" else (roles, _FIRST[role])
            table[pieces] = np.log((1.0 - self._sure) / (table.shape[1] - 1))
            table[pieces[1:], tag + 1] = table[pieces[0], tag] = np.log(self._sure)
            if number and role in "cp":
                link_from[pieces[0]] = 0.0
                link_from[pieces[0], number + (_SOURCES if role == "c" else 0)] = 9.0
            if number and role in "cs":
                link_to[pieces[0], number + (_SOURCES if role == "s" else 0)] = 9.0
        arrays = (array.astype(np.float32) for array in (roles, names, link_from, link_to))
        first, second, third, fourth = arrays
        return [
            Encoded(
                offsets=offsets,
                roles=first,
                names=second,
                link_from=third,
                link_to=fourth,
                meaning=np.zeros((size, 128), dtype=np.float32),
            )
        ]


def _unmarked(line: str) -> tuple[str, list[tuple[str, int, int, int]]]:
    spans: list[tuple[str, int, int, int]] = []
    text, at = "", 0
    for match in _LINKED.finditer(line):
        text += line[at : match.start()]
        role, number, words = match.groups()
        spans.append((role, int(number or 0), len(text), len(text) + len(words)))
        text += words
        at = match.end()
    return text + line[at:], spans


@pytest.fixture
def marked_encoder() -> type[MarkedEncoder]:
    """Give the encoder that reads marks; call it with the marked paragraphs."""
    return MarkedEncoder
