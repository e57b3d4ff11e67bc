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
_WORD = re.compile(r"[’'.-]{0,9}\w+(?:[’'.-]{1,9}\w+)*")
_ADVERB = re.compile(r"\w+ly|has|had|also|later|then")
#: A clause for who speaks has no more words than these.
_LONGEST = 14
#: A phrase for who speaks has none of these.
_NOT_IN_WHO = re.compile(
    r"[,;:\"“”]|\b(?:not|have|has|had|do|does|did|will|would|could|should|is|are|was|were)\b|n[’']t\b"
)
_EDGE = ' \t\n,.!?"”’“'
#: No phrase for a speaker begins with one of these.
_NO_SPEAKER = word_set(
    "as which who whom whose that if when while where because and but or so than what how why after before "
    "since for in on at by from with to of not no there here then all now"
)
_ARTICLES = word_set("a an the any this that such every no")
_PREPOSITIONS = word_set(
    "on in at to during after before last this outside yesterday today earlier late monday tuesday wednesday "
    "thursday friday saturday sunday through from"
)
#: Between "Y told" and what he told: whom, and the mark before a quotation.
_ADDRESSED = re.compile(r"(?:\s{1,20}[^.;:\"“”\n]{1,60}?)?[\s,:\"“‘]*")
#: The last comma or quotation mark of a content: what stands behind it may be a clause of its own.
_LAST_CLAUSE = re.compile(r"(?:[,!?][\"”’]?|[\"”])\s+(?=[^,\"“”]{3,120}$)")
_AS_SAYING = re.compile(
    r"(?P<who>[^,;:.\"“”]{2,120}?),?\s+as\s+(?:saying|telling|claiming|stating|warning|adding)[,:]?\s+(?P<said>.+)",
    re.DOTALL,
)
_HAS_SAYING = re.compile(r"\s+(?:has|have|had)\s++(?P<who>[^,;:.\"“”\n]{2,100}?)(?:,[^,\n]{2,100},)?\s+$")
#: "P, and has it from two engineers": the end of the sentence says where its words come from.
HEARD = r"(?:has|have|had|got|heard|learned|learnt)\s+(?:it|this|that|the\s+news|the\s+figures?)\s+from"
_TAIL = re.compile(
    rf"(?:,|(?<![\s,]))\s+(?:and\s+)?(?:(?:citing|quoting|with\s(?:a\s)?reference\sto|referring\sto)\s|{HEARD}\s)(?P<who>[^,;:\"“”]{{2,120}})$",
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
        cut = None if _is_quoted(text, last) else _LAST_CLAUSE.search(text, last.start, last.end)
        clause = _clause(text, cut.end(), last.end) if cut else None
        kept = (Span.of(text, last.start, cut.start()),) if cut and cut.start() > last.start else ()
    if clause is None or not kept or len(kept[0].text.split()) < 2:
        return None
    source, cue = clause
    return replace(attribution, source=(source,), cue=(cue,), content=kept)


def _is_quoted(text: str, content: Span) -> bool:
    """Tell whether a content is one quotation through and through: nobody else speaks at its end."""
    closes = re.match(r"[,.!?]?[\"”’']", text[content.end : content.end + 2])
    return bool(closes) and re.search(r"[\"“”]", content.text) is None


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
    words = list(_WORD.finditer(text, start, end))[:_LONGEST]
    verbs = [n for n, word in enumerate(words) if lexicon().verbs.get(word.group()) in _SPEECH]
    for number in verbs:
        verb, rest = words[number], text[words[number].end() : end].strip(_EDGE)
        if number and (not rest or _goes_on(verb.group(), rest)):
            last = number
            while last > 1 and _ADVERB.fullmatch(words[last - 1].group()):
                last -= 1
            who = Span.of(text, words[0].start(), words[last - 1].end())
            # "a report", "the claim": a noun, not "somebody reports".
            if who.text.lower() in _ARTICLES:
                continue
            if words[0].group().lower() not in _NO_SPEAKER and not _NOT_IN_WHO.search(who.text):
                return who, Span.of(text, verb.start(), verb.end())
    if verbs[:1] == [0] and len(words) > 1 and words[1].group().lower() not in _NO_SPEAKER:
        stop = next((n for n, word in enumerate(words[2:], 2) if word.group() in _PREPOSITIONS), len(words))
        who = Span.of(text, words[1].start(), words[stop - 1].end())
        if not _NOT_IN_WHO.search(who.text):
            return who, Span.of(text, words[0].start(), words[0].end())
    return None


def _goes_on(verb: str, rest: str) -> bool:
    """Tell whether what follows the verb says when, where or to whom and brings no other content."""
    short = len(rest) <= 60 and not re.search(r"[,;:\"“”\n]", rest)
    return short and (rest.split()[0].lower() in _PREPOSITIONS or verb in ("told", "tells", "asked", "asks"))
