"""A line of text with its spans marked, for the tests of what is read around an attribution."""

import re
from collections.abc import Callable

import pytest

from onrecord.model import Attribution, Span

_MARK = re.compile(r"\{([scp]):(.*?)\}", re.DOTALL)


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
