"""Give words back to who spoke them, where the encoder gave them to the outlet that passes them on.

"“…,” the mayor said, SPS reported" has two clauses behind one content; the nearer one speaks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.annotate.lexicon import lexicon, word_set
from onrecord.model import Act, Attribution, Span

_SPEECH: frozenset[Act] = frozenset(
    ("say", "claim", "report", "deny", "accuse", "demand", "ask", "promise", "agree")
)
#: A phrase for who speaks, of no more words than these.
_WHO = r"(?P<who>(?:[\w’'.-]+\s+){0,7}?[\w’'.-]+)"
_VERB = r"(?:\w+ly\s+|has\s+|had\s+|also\s+|later\s+){0,2}(?P<verb>[a-z]+)"
#: To whom or when: "told a crowd", "affirmed on Monday".
_REST = r"(?P<rest>\s+[^,;:\"“”\n]{1,60})?"
_DIRECT = re.compile(rf"[\s,.!?\"”’]*{_WHO}\s+{_VERB}{_REST}[\s,.]*")
_INVERTED = re.compile(
    rf"[\s,.!?\"”’]*(?P<verb>[a-z]+)\s+{_WHO}(?P<rest>\s+(?:to|on|in|at|during|after)\s[^,\n]{{1,60}})?[\s,.]*"
)
#: No phrase for a speaker begins with one of these.
_NO_SPEAKER = word_set(
    "as which who whom whose that if when while where because and but or so than what how why after before "
    "since for in on at by from with to of not no there here then all now"
)
_PREPOSITION = re.compile(
    r"\s+(?:on|in|at|to|during|after|before|last|this|in|outside|yesterday|today|earlier)\b", re.I
)
#: Between "Y told" and what he told: whom, and the mark before a quotation.
_ADDRESSED = re.compile(r"(?:\s+[^.;:\"“”\n]{1,60}?)?[\s,:\"“‘]*")
#: The last comma or quotation mark of a content: what stands behind it may be a clause of its own.
_LAST_CLAUSE = re.compile(r"(?:[,!?][\"”’]?|[\"”])\s+(?=[^,\"“”]{3,120}$)")
_AS_SAYING = re.compile(
    r"(?P<who>[^,;:.\"“”]{2,120}?),?\s+as\s+(?:saying|telling|claiming|stating|warning|adding)[,:]?\s+(?P<said>.+)",
    re.DOTALL,
)
_HAS_SAYING = re.compile(r"\s+(?:has|have|had)\s+(?P<who>[^,;:.\"“”\n]{2,100}?)(?:,[^,\n]{2,100},)?\s+$")
#: "P, and has it from two engineers": the end of the sentence says where its words come from.
HEARD = r"(?:has|have|had|got|heard|learned|learnt)\s+(?:it|this|that|the\s+news|the\s+figures?)\s+from"
_TAIL = re.compile(
    rf",?\s+(?:and\s+)?(?:(?:citing|quoting|with\s(?:a\s)?reference\sto|referring\sto)\s|{HEARD}\s)(?P<who>[^,;:\"“”]{{2,120}})$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|will|would|could|should|did|does)\b")


def give_back(text: str, attribution: Attribution) -> Attribution:
    """Give the attribution with the words, the cue and the source of who spoke them first.

    The outlet that passed them on stays in the sentence, where the chain finds it. What has no such
    structure is given back as it is.
    """
    if not attribution.content:
        return attribution
    for read in (_trailing_clause, _leading_clause, _as_saying, _has_saying):
        found = read(text, attribution)
        if found is not None:
            return found
    return _without_tail(text, attribution)


def _trailing_clause(text: str, attribution: Attribution) -> Attribution | None:
    """Read "P, Y said, X reported", where "Y said" was taken for a piece or the end of the content."""
    outer = (*attribution.source, *attribution.cue)
    *before, last = attribution.content
    if not outer or min(span.start for span in outer) < last.end:
        return None
    if before:
        clause = _clause(text, last.start, last.end)
        kept = tuple(before)
    else:
        cut = _LAST_CLAUSE.search(text, last.start, last.end)
        clause = _clause(text, cut.end(), last.end) if cut else None
        kept = (Span.of(text, last.start, cut.start()),) if cut else ()
    if clause is None or len(kept[0].text.split()) < 2:
        return None
    source, cue = clause
    return replace(attribution, source=(source,), cue=(cue,), content=kept)


def _leading_clause(text: str, attribution: Attribution) -> Attribution | None:
    """Read "Y told Z that P, X said" and "According to X, Y told Z: P", where the content holds "Y told"."""
    first, *rest = attribution.content
    if len(rest) != 1 or not attribution.source or len(first.text.split()) > 9:
        return None
    clause = _clause(text, first.start, first.end)
    between = text[first.end : rest[0].start]
    if clause is None or not _ADDRESSED.fullmatch(between):
        return None
    if not re.search(r"\w|[\"“‘]", between) and not rest[0].text.lower().startswith("that "):
        return None
    if lexicon().verbs.get(clause[1].text) not in ("say", "claim", "report"):
        return None
    source, cue = clause
    return replace(attribution, source=(source,), cue=(cue,), content=tuple(rest))


def _as_saying(text: str, attribution: Attribution) -> Attribution | None:
    """Read "X cites Y as saying that P"."""
    (content, *rest) = attribution.content
    found = _AS_SAYING.fullmatch(content.text) if not rest else None
    if found is None or _FINITE.search(found["who"]):
        return None
    said = Span.of(text, content.start + found.start("said"), content.end)
    return replace(attribution, content=(said,))


def _has_saying(text: str, attribution: Attribution) -> Attribution | None:
    """Read "X has Y saying that P"."""
    if (
        not attribution.source
        or not attribution.cue
        or not attribution.cue[0].text.lower().startswith("saying")
    ):
        return None
    start, end = attribution.source[-1].end, attribution.cue[0].start
    found = _HAS_SAYING.fullmatch(text, start, end) if start < end else None
    if found is None:
        return None
    return replace(attribution, source=(Span.of(text, *found.span("who")),))


def _without_tail(text: str, attribution: Attribution) -> Attribution:
    """Take "citing Y" and "and has it from Y" off the end of a content."""
    last = attribution.content[-1]
    found = _TAIL.search(text, last.start, last.end)
    if found is None or found.start() - last.start < 8 or _FINITE.search(found["who"]):
        return attribution
    kept = Span.of(text, last.start, found.start())
    return replace(attribution, content=(*attribution.content[:-1], kept))


def _clause(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """Read `[start, end)` as "Y said …" or "said Y …"; give the spans of who and of the verb."""
    direct = _DIRECT.fullmatch(text, start, end)
    if direct is not None and _speaks(direct) and (not direct["rest"] or _goes_on(direct)):
        return Span.of(text, *direct.span("who")), Span.of(text, *direct.span("verb"))
    inverted = _INVERTED.fullmatch(text, start, end)
    if inverted is not None and _speaks(inverted):
        return Span.of(text, *inverted.span("who")), Span.of(text, *inverted.span("verb"))
    return None


def _speaks(clause: re.Match[str]) -> bool:
    first, verb = clause["who"].split()[0], clause["verb"]
    # "his message", "a phone", "never will, accept it": a noun or an infinitive, no clause of its own.
    if verb not in ("say", "tell") and f"{verb}s" in lexicon().verbs:
        return False
    return lexicon().verbs.get(clause["verb"]) in _SPEECH and first.lower() not in _NO_SPEAKER


def _goes_on(clause: re.Match[str]) -> bool:
    return bool(_PREPOSITION.match(clause["rest"])) or clause["verb"] in ("told", "tells", "asked", "asks")
