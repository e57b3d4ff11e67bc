"""Tell whether the content of a statement is asserted, denied or left unconfirmed by its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.lexicon import Token, lexicon, tokens, word_set
from onrecord.annotate.polarity_own import OPENING, is_own_words
from onrecord.annotate.polarity_words import denies, has_phrase, is_negated, polarity_words
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Polarity

#: Words before the cue that are looked at for a negation that the cue's span lacks.
_BEFORE = 6
#: A content that begins so is a clause or points to one.
_CLAUSE_OPENERS = word_set("that whether if any it this these those them")
#: A finite verb of a clause ("the ferry had been sold"), not of a relative one ("the offer that was made").
_CLAUSE_VERB = re.compile(
    r"^(?!.*\b(?:that|which|who)\b).*\b(?:is|are|was|were|has|have|had|will|would|did|does|do)\b", re.DOTALL
)
_PARTICLES = word_set("off aside away down out back")
_COPULAS = word_set("is was are were be been being 's")
_BETWEEN_NEGATION = word_set(
    "yet immediately to have has had been be be ever so far either or and would could can will did do does "
    "is was were are any able willing in a position prepared"
)
#: A content that is itself a refusal to confirm ("he had not heard of the plan", "No comment").
_OPEN_CONTENT = re.compile(
    r"(?:that\s+)?(?:no comment\b|(?:[\w’'.-]+\s+){1,4}?(?:"
    r"(?:(?:had|have|has|was|is|am|are|were|’d|'d|’ve|'ve)\s+)?(?:not|never|n[o’']t|un)\s*(?:yet\s+)?"
    r"(?:heard\s+(?:of|about|anything)|aware\s+of|seen\s+(?:the|any|such)\s+reports?)"
    r"|(?:had|have|has|hadn[’']t|haven[’']t|hasn[’']t)\s+(?:no|any)\s+"
    r"(?:information|knowledge|comment|recollection)\s*(?:on|of|about|that|[.,]|$)"
    r"|(?:could|can|would|will)\s*(?:not|n[’']t|neither)\s+(?:yet\s+|immediately\s+|independently\s+)?"
    r"(?:confirm|verify|comment)"
    r"|(?:couldn|can|wouldn|won)[’']t\s+(?:yet\s+|immediately\s+|independently\s+)?(?:confirm|verify|comment)"
    r"|(?:cannot)\s+(?:yet\s+|independently\s+)?(?:confirm|verify|comment)))",
    re.IGNORECASE,
)


#: Nobody speaks: "none of the doctors would say".
_NOBODY = re.compile(r"(?:neither|none\s+of|nobody|no\s?-?one)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:whether|if|why|how|when|where|who|what|which)\b", re.IGNORECASE)
_CANNOT_DENY = re.compile(r"\b(?:can|could)(?: not|n't|not) (?:really )?(?:deny|dispute|refute)")


def polarity_of(text: str, attribution: Attribution) -> Polarity:
    """Give how the speaker stands to the content of `attribution`.

    "denied": the content is the thing that is denied ("denied that P", "P, which she rejects", "does not
    believe that P"). "not_confirmed": the speaker refuses to say, does not know, doubts, or does not deny.
    "asserted": all else, and every quotation of the speaker's own words after a denial; a negation inside
    the content stays there.

    `text` is the article's whole text; the spans of `attribution` are `[start, end)` in it.
    """
    if not attribution.content:
        return "asserted"
    content = attribution.content[0]
    if _OPEN_CONTENT.match(text, content.start, min(content.end, content.start + 160)):
        return "not_confirmed"
    cue = _cue_words(text, attribution)
    if not cue:
        return "asserted"
    words = [token.lower for token in cue]
    if polarity_words().refusable.intersection(words):
        words = [*_negation_of_source(attribution), *words]
    bridge = _bridge(text, attribution)
    if is_own_words(text, attribution, words, bridge):
        return "asserted"
    return (
        _of_frame(text, attribution)
        or _of_content(text, attribution, words)
        or _of_cue(words, is_claim=_is_claim(text, attribution, bridge), asks=_asks(attribution))
        or _of_label(text, attribution, words)
    )


def _negation_of_source(attribution: Attribution) -> list[str]:
    """Give a negation for "neither the clinic nor its owner" and "none of the doctors", who all did not."""
    return ["not"] if attribution.source and _NOBODY.match(attribution.source[0].text) else []


def _asks(attribution: Attribution) -> bool:
    """Tell whether the content is an open question ("whether …", "how many …")."""
    return _QUESTION.match(attribution.content[0].text) is not None


def _of_cue(words: Sequence[str], *, is_claim: bool, asks: bool) -> Polarity | None:
    """Say what the cue's own words do to a content that is a claim or none, None where they only say.

    `asks`: the content is an open question.
    """
    known = polarity_words()
    if any(has_phrase(words, at, known.unmeant) for at in range(len(words))):
        return "denied"
    spoken_of = (known.refusable - known.turning).intersection(words)
    if not is_claim and known.turning.intersection(words) and not spoken_of:
        return None
    denied, negated = denies(words), is_negated(words)
    if denied and not negated:
        held_back = any(has_phrase(words, at, known.refusals) for at in range(len(words)))
        return "not_confirmed" if held_back else "denied"
    if denied:
        return "asserted" if _CANNOT_DENY.search(" ".join(words)) else "not_confirmed"
    if negated and (known.granting | known.gestures).intersection(words):
        return None
    if any(has_phrase(words, at, known.refusals) for at in range(len(words))):
        return "not_confirmed"
    if not negated:
        return None
    spoken = [word for word in words if word in lexicon().verbs or word in known.raising]
    if "never" in words and not asks and spoken and spoken[0] in known.unsaid:
        return "denied"
    declined = known.declining & set(words)
    if not declined and _negates_clause(words):
        return "denied"
    if not declined and spoken and spoken[0] in known.raising:
        return "denied"
    if declined and (not spoken[1:] or spoken[1] not in known.refusable):
        return "denied"
    return "not_confirmed" if spoken or declined else None


def _is_claim(text: str, attribution: Attribution, bridge: str) -> bool:
    """Tell whether the content can be true or false: a clause, a word like "report", or a pronoun."""
    content = attribution.content[0]
    first = [t.lower for t in tokens(text, content.start, min(content.end, content.start + 60))][:6]
    between = [t.lower for t in tokens(bridge, 0, len(bridge))]
    said = polarity_words().said
    return (
        not _CLAUSE_OPENERS.isdisjoint(first[:1])
        or " as " in content.text
        or bool(said.intersection(first))
        or bool(said.intersection(between))
        or between[-1:] == ["that"]
        or _CLAUSE_VERB.search(content.text, 0, 120) is not None
    )


def _negates_clause(words: Sequence[str]) -> bool:
    """Tell whether the negation stands in a clause behind the speaking verb ("insisted he had never")."""
    known = polarity_words()
    spoken = next((at for at, word in enumerate(words) if word in lexicon().verbs), None)
    if spoken is None or any(word in known.without or word.endswith("n't") for word in words[:spoken]):
        return False
    behind = next(
        (at for at, w in enumerate(words) if w in known.without or w == "no" or w.endswith("n't")), None
    )
    return behind is not None and behind > spoken and not known.refusable.intersection(words[behind:])


def _of_content(text: str, attribution: Attribution, words: Sequence[str]) -> Polarity | None:
    """Say what a content that begins with an infinitive makes of a refusal ("declined | to say why")."""
    known = polarity_words()
    if words[-1] not in known.declining:
        return None
    content = attribution.content[0]
    first = [t.lower for t in tokens(text, content.start, min(content.end, content.start + 60))][:3]
    refused = first[:1] == ["to"] and len(first) > 1 and first[1] in known.refusable | {"be", "speak", "talk"}
    return "not_confirmed" if refused or first[:1] == ["comment"] else "denied"


def _of_frame(text: str, attribution: Attribution) -> Polarity | None:
    """Read the clause just before the content ("said it was not true that | P")."""
    start = attribution.content[0].start
    before = [span.start for span in attribution.cue if span.end <= start]
    if not before:
        return None
    lead = text[max(min(before), start - 200) : start].rstrip(OPENING + " \n")
    first = attribution.content[0].text.split(None, 1)[0]
    folded = " ".join(lead.lower().replace("’", "'").replace("n't", " not").split())
    if f"{folded} {first.lower()}".endswith(polarity_words().frames_open):
        # "too early to say | whether …"
        return "not_confirmed"
    if folded.endswith(polarity_words().frames_denied):
        return "denied"
    return "not_confirmed" if folded.endswith(polarity_words().frames_open) else None


def _of_label(text: str, attribution: Attribution, words: Sequence[str]) -> Polarity:
    """Read what is said of a content that stands before it ("called | the report | false")."""
    known = polarity_words()
    last = attribution.content[-1]
    _, stop = sentence_around(text, last.start, last.end)
    after = [t.lower for t in tokens(text, last.end, min(stop, last.end + 60)) if t.lower[0].isalnum()][:5]
    if after and after[0] in _COPULAS and known.after.intersection(after[1:]):
        return "denied"
    inside = [t.lower for t in tokens(text, last.start, last.end)]
    if not known.labelling.intersection(words) or not known.said.intersection(inside):
        return "asserted"
    return "denied" if known.after.intersection((inside + after[:4])[-8:]) else "asserted"


def _cue_words(text: str, attribution: Attribution) -> list[Token]:
    """Give the cue's words, with the negation that stands just before them where the span lacks it."""
    if not attribution.cue:
        return []
    first, content = attribution.cue[0], attribution.content[0]
    found = [t for span in attribution.cue for t in tokens(text, span.start, span.end)]
    if 0 <= content.start - attribution.cue[-1].end <= 1 and content.text.count(" ") < _BEFORE:
        # "brushed | the charges | off", where the span of the cue lacks its particle.
        found += [t for t in tokens(text, content.end, content.end + 6)[:1] if t.lower in _PARTICLES]
    low, _ = sentence_around(text, first.start, first.end)
    taken = [s.end for s in (*attribution.source, *attribution.content) if s.end <= first.start]
    low = max([low, first.start - 80, *taken])
    known = polarity_words()
    before: list[Token] = []
    for token in reversed(tokens(text, low, first.start)[-_BEFORE:]):
        word = token.lower
        negates = word in known.without or word in known.declining or word.endswith("n't")
        if not (negates or word in _BETWEEN_NEGATION or word.endswith("ly")):
            break
        before.append(token)
        if negates:
            return [*reversed(before), *found]
    return found


def _bridge(text: str, attribution: Attribution) -> str:
    """Give the text between the last cue before the content and the content, at most 200 characters."""
    start = attribution.content[0].start
    ends = [span.end for span in attribution.cue if span.end <= start]
    if not ends:
        return ""
    return text[max(max(ends), start - 200) : start].rstrip(OPENING + " \n")
