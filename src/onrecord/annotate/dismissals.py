"""Denials of what was said before: "the mayor brushed these off", where the content is only a pronoun."""

from __future__ import annotations

import re
from functools import cache

from onrecord.annotate.polarity_words import polarity_words

#: What stands for the claims before.
_POINTERS = "this|these|it|that|those|them"
#: Behind a pronoun the clause ends; "denied that the …", "rejected these two …" go on.
_ENDS = r"(?=\s*(?:[.,;:!?”\"’)]|$)|\s+(?:and|but|as|on|in|at|when|outright|flatly|\w+ly)\b)"
#: How far behind its subject the verb is looked for, in characters.
REACH = 80


def dismissal_after(text: str, subject_end: int) -> tuple[list[tuple[int, int]], tuple[int, int]] | None:
    """Find a denial of a pronoun right behind a subject that ends at `subject_end`.

    Gives the spans of the cue (the verb, and its particle where it has one) and the span of the
    pronoun, `[start, end)` in `text`; None where there is none. The encoder marks such a subject as a
    source but hardly ever a lone pronoun as a content.
    """
    match = _pattern().match(text, subject_end, subject_end + REACH)
    if match is None:
        return None
    if match["plain"]:
        return [match.span("plain")], match.span("object")
    return [match.span("verb"), match.span("particle")], match.span("pointer")


@cache
def _pattern() -> re.Pattern[str]:
    known = polarity_words()
    plain = "|".join(sorted(known.denying))
    split = "|".join(
        sorted(verb for verb, rests in known.deny_phrases.items() if any(len(rest) == 1 for rest in rests))
    )
    return re.compile(
        rf"[\s,]*(?:(?:has|have|had|also|\w+ly)\s+){{0,3}}"
        rf"(?:(?P<plain>{plain})\s+(?P<object>{_POINTERS})\b{_ENDS}"
        rf"|(?P<verb>{split})\s+(?P<pointer>{_POINTERS})\s+(?P<particle>off|aside|away|down|out)\b)"
    )
