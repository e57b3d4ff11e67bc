"""Read sentences that a set phrase gives to somebody: "in the words of Y, P", "P, as Y had warned".

The encoder finds the commonest frames ("according to"); the rest are too rare in its corpus. A rule reads
them where the encoder found nothing in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.annotate.lexicon import forms, read_data
from onrecord.annotate.quotes import find_quotes
from onrecord.annotate.sentences import sentences_of
from onrecord.model import Attribution, Block, Span

#: A rule's guess, below what the encoder is sure of.
SCORE = 0.6
#: Words of a content that can be read as a clause; shorter ones are asides ("if so, as he says").
LEAST_WORDS = 3
#: Longest noun phrase taken for a source, in characters.
LONGEST = 200
_EDGE = " \t\n\r\u00a0,;"
#: A clause has a finite verb; the commonest, and the endings of regular ones.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|"
    r"\w{2,}ed|\w+n[’']t|got|went|came|made|took|left|fell|rose|won|lost|began|knew|kept|met|ran|said|saw|sent|"
    r"set|sold|stood|gave|held|put|paid|cost|grew|found|felt|led)\b",
    re.IGNORECASE,
)
#: What goes on describing a source behind its comma: a clause, or a noun phrase with a comma of its own.
_CLAUSE_BEHIND = re.compile(r",\s+(?:who|whose|whom|which|where)\s", re.IGNORECASE)
_PHRASE_BEHIND = re.compile(
    r",\s+(?:\d+|(?:[A-Z][\w.’'-]+\s+){0,3}[A-Z][\w.’'-]+|(?:(?:the|an?|its|his|her|their)\s+)?[^,;:!?\n]{1,80})(?=,)"
)
#: A comparison that the writer hangs on a figure ("…, almost twice the number of seats").
_GLOSS = re.compile(
    r",\s+(?:almost|nearly|roughly|about|some|more than|less than|fewer than|over|under|twice|half|a (?:"
    r"third|quarter|fifth|tenth)|up from|down from)\s[^,]*$",
    re.IGNORECASE,
)
#: "He came, as he had promised": an aside on what the writer tells.
_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they", "one", "who", "which"))
_QUESTION_LEAD = re.compile(r"\bthat\s+", re.IGNORECASE)


def add_framed(text: str, blocks: Sequence[Block], known: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions `known` and the framed statements of the blocks that share no word with them.

    What the encoder made of a frame without finding its source gives way.

    Args:
        text: the article's text.
        blocks: its speaking paragraphs.
        known: what the encoder found there.

    """
    kept = list(known)
    framed: list[Attribution] = []
    for block in blocks:
        if _any_frame().search(text, block.start, block.end) is None:
            continue
        quotes = find_quotes(text[block.start : block.end])
        quoted = [(block.start + quote.start, block.start + quote.end) for quote in quotes]
        for start, end in sentences_of(text, block.start, block.end):
            here = [a for a in kept if any(start <= span.start < end for span in (*a.cue, *a.content))]
            for found in _in_sentence(text, start, end, quoted):
                clashing = [a for a in here if _share(found, a)]
                if all(not a.source and _within_cue(a, found) for a in clashing):
                    kept = [a for a in kept if a not in clashing]
                    framed.append(found)
                    break
    return [*kept, *framed]


def _share(one: Attribution, other: Attribution) -> bool:
    spans = (*other.cue, *other.content)
    return any(a.start < b.end and b.start < a.end for a in (*one.cue, *one.content) for b in spans)


def _within_cue(attribution: Attribution, framed: Attribution) -> bool:
    """Tell whether the cue of an attribution is the frame itself ("the reckoning of")."""
    low, high = framed.cue[0].start, framed.cue[-1].end
    return bool(attribution.cue) and all(low <= cue.start and cue.end <= high for cue in attribution.cue)


def _in_sentence(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Iterator[Attribution]:
    for frame in _any_frame().finditer(text, start, end):
        if any(a < frame.start() < b for a, b in quoted):
            continue
        read = _as_clause if frame["verb"] else _phrase
        found = read(text, start, end, frame)
        if found is not None:
            yield found


def _phrase(text: str, start: int, end: int, frame: re.Match[str]) -> Attribution | None:
    """Read "FRAME SOURCE, content", "content, FRAME SOURCE" and "con-, FRAME SOURCE, -tent"."""
    if frame["owner"]:
        source, stop = frame.span("owner"), frame.end()
        cue = [frame.span("preposition"), frame.span("owned")]
    else:
        stop = _source_end(text, frame.end(), end)
        source, cue = (frame.end(), stop), [frame.span("before")]
    if not re.search(r"\w", text[slice(*source)]):
        return None
    before = _trim(text, start, frame.start())
    if before is not None and _FINITE.search(text, *before):
        return _made(text, source, cue, [before])
    after = _trim(text, stop, end)
    if after is None or text[after[0] - 1] not in ', "':
        return None
    gloss = _GLOSS.search(text, after[0], _without_stop(text, *after))
    if gloss is not None:
        after = (after[0], gloss.start())
    return _made(text, source, cue, [piece for piece in (before, after) if piece])


def _as_clause(text: str, start: int, end: int, frame: re.Match[str]) -> Attribution | None:
    """Read "content, as SOURCE had warned the council in June" and "As SOURCE had warned, content"."""
    if frame["subject"].lower() in _PRONOUNS:
        return None
    behind = _FINITE.finditer(text, frame.end(), _mark(text, frame.end(), end))
    if any(verb.group().islower() for verb in behind):
        # "The mayor resigned, as members said the quay would close": what they said stands behind.
        return None
    subject, verb = frame.span("subject"), [frame.span("verb")]
    before = _trim(text, start, frame.start())
    if before is None:
        after = _trim(text, _mark(text, frame.end(), end), end)
        return _made(text, subject, verb, [after]) if after else None
    if text[start : frame.start()].rstrip()[-1:] != "," or not _FINITE.search(text, *before):
        return None
    if text[end - 1] == "?":
        # A question is its writer's; only the clause in it is somebody's.
        asked = _QUESTION_LEAD.search(text, *before)
        return _made(text, subject, verb, [(asked.end(), before[1])]) if asked else None
    return _made(text, subject, verb, [before])


def _made(
    text: str,
    source: tuple[int, int],
    cue: Sequence[tuple[int, int]],
    content: Sequence[tuple[int, int]],
) -> Attribution | None:
    words = sum(len(text[slice(*piece)].split()) for piece in content)
    contents = [(low, _without_stop(text, low, high)) for low, high in content]
    said = _trim(text, *source)
    if words < LEAST_WORDS or said is None or not any(_FINITE.search(text, *piece) for piece in contents):
        return None
    return Attribution(
        source=(Span.of(text, *said),),
        cue=tuple(Span.of(text, *piece) for piece in cue),
        content=tuple(Span.of(text, *piece) for piece in contents),
        score=SCORE,
    )


def _source_end(text: str, start: int, end: int) -> int:
    """Give where the noun phrase at `start` ends: at its comma, or behind what describes it after that."""
    stop = _mark(text, start, end)
    for _ in range(3):
        clause = _CLAUSE_BEHIND.match(text, stop, end)
        phrase = _PHRASE_BEHIND.match(text, stop, end)
        if clause is not None:
            stop = _mark(text, clause.end(), end)
        elif phrase is not None and not _FINITE.search(text, *phrase.span()):
            stop = phrase.end()
        else:
            break
    return stop


def _mark(text: str, start: int, end: int) -> int:
    found = re.compile(r",(?!\d)|[;:!?—“\"]|\.(?=\s|$)|\s[–-]\s").search(
        text, start, min(end, start + LONGEST)
    )
    return found.start() if found else min(end, start + LONGEST)


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".!?;, ":
        end -= 1
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if re.search(r"\w", text[start:end]) else None


@cache
def _any_frame() -> re.Pattern[str]:
    data = read_data("cues.toml")["frames"]
    before = "|".join(sorted(data["before"].splitlines(), key=len, reverse=True)).replace(" ", r"\s+")
    verbs = "|".join(sorted(form for verb in data["as_verbs"].split() for form in forms(verb)))
    owner = r"(?P<owner>his|her|their|its|(?:the\s+)?[^\W\d_][\w.-]*(?:\s+[\w.-]+){0,4}[’']s?)\s+(?:own\s+)?"
    things = "|".join([*data["owned_in"].split(), *data["owned_by"].split()])
    subject = r"(?P<subject>(?:(?!as\b)[\w.’'-]+\s+){0,5}?[\w.’'-]+)"
    return re.compile(
        rf"\b(?P<before>{before})\s+"
        rf"|\b(?P<preposition>in|by)\s+{owner}(?P<owned>{things})(?=\s*[,.]|\s+[“\"])"
        rf"|\bas\s+{subject}\s+(?:(?:has|have|had|once|also|later|earlier|already|rightly)\s+)*"
        rf"(?P<verb>{verbs})(?!\s+that\b)(?=\s*[,.?!;]|\s+(?:in|on|at|to|last|this|earlier|yesterday|the|an?|his|her|its|their|"
        rf"reporters|journalists|staff|parliament|him|them|us|(?-i:[A-Z])[\w’'-]+)\b)",
        re.IGNORECASE,
    )
