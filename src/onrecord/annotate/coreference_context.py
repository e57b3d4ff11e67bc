"""Find the statement another depends on: the one around its "I", the one that it continues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.annotate.coreference_text import TextMap
from onrecord.model import Attribution

#: Contents looked at for one that lies around a position; nesting is never deeper.
DEEPEST = 8


class StatementContext:
    """Indexes the statements of one article by where they lie."""

    def __init__(self, attributions: Sequence[Attribution], places: TextMap) -> None:
        self._attributions = attributions
        self._places = places
        self._contents = sorted(
            (span.start, span.end, number)
            for number, attribution in enumerate(attributions)
            for span in attribution.content
        )
        #: Paragraph to the start and number of the last statement in it.
        self._last_in: dict[int, tuple[int, int]] = {}
        #: Paragraphs in which some source stands.
        self._has_source: set[int] = set()
        for number, attribution in enumerate(attributions):
            for span in (*attribution.content, *attribution.source):
                paragraph = places.paragraph(span.start)
                self._last_in[paragraph] = max(self._last_in.get(paragraph, (-1, -1)), (span.start, number))
            self._has_source.update(places.paragraph(span.start) for span in attribution.source)

    def around(self, number: int) -> int | None:
        """Give the statement whose content the source of statement `number` lies in; the innermost."""
        at = self._attributions[number].source[0].start
        last = bisect_right(self._contents, (at + 1,))
        for start, end, other in reversed(self._contents[max(0, last - DEEPEST) : last]):
            if start <= at < end and other != number:
                return other
        return None

    def continued(self, number: int) -> int | None:
        """Give the statement of the paragraph before whose speaker goes on in statement `number`.

        Only where the content is quoted, opens its paragraph, and nobody is a source in that paragraph.
        """
        content = self._attributions[number].content
        if not content or not self._places.quoted(content[0].start):
            return None
        paragraph = self._places.paragraph(content[0].start)
        if paragraph < 1 or content[0].start - self._places.paragraphs[paragraph][0] > 2:
            return None
        if paragraph in self._has_source:
            return None
        before = self._last_in.get(paragraph - 1)
        return before[1] if before else None
