"""Tell a denier's own words, and what is withheld, from the thing that is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.lexicon import forms, lexicon, tokens
from onrecord.annotate.polarity_words import denies, polarity_words
from onrecord.model import Attribution

OPENING = "\"“„«‘'"
_CLOSING = "\"”»’'"
#: Between a quotation and a denial that answers it ("'theft', a charge he denies").
_RETURNS = re.compile(
    r"\b(?:which|that|what|something|(?:a|the|an)\s+(?:charge|claim|accusation|allegation|report|suggestion|idea))\b"
)


def is_own_words(text: str, attribution: Attribution, words: Sequence[str], bridge: str) -> bool:
    """Tell whether the content is a quotation of the speaker rather than the thing denied."""
    content = attribution.content[0]
    thing = {
        t.lower for t in tokens(text, content.start, min(content.end, content.start + 80))
    } & polarity_words().said
    if (content.text[:3].lower() == "as " and not thing) or bridge.split()[-1:] == ["as"]:
        return True
    if _is_withheld(text, attribution, words):
        return True
    last_cue = [t.lower for t in tokens(text, attribution.cue[-1].start, attribution.cue[-1].end)]
    labels = [at for at, word in enumerate(last_cue) if word in polarity_words().labelling]
    if (
        len(attribution.cue) > 1
        and labels
        and last_cue[labels[-1] + 1 :] in (["it"], ["them"], ["this"], ["that"])
    ):
        # "denied the report, calling it “a lie”".
        return True
    before_cue = bool(attribution.cue) and content.start < attribution.cue[0].start
    if not _is_quoted(text, attribution):
        return False
    if before_cue:
        gap = text[attribution.content[0].end : attribution.cue[0].start]
        return _RETURNS.search(gap) is None and "by" not in words
    saying = [word for word in words if word.endswith("ing") and word in lexicon().verbs]
    if re.search(r"[:.;?!—–]|,", bridge) or attribution.cue[-1].text.rstrip()[-1:] in tuple(":;,–—"):
        return True
    if bridge.split()[-1:] in (["saying"], ["adding"], ["insisting"], ["with"]):
        return not denies(words[-1:])
    capital = content.text.lstrip(OPENING)[:1].isupper()
    return capital and content.text.count(" ") >= 2 and not saying and bridge.strip() not in ("", "that")


def _is_quoted(text: str, attribution: Attribution) -> bool:
    """Tell whether the content is one whole quotation, its marks inside or just outside it."""
    first, last = attribution.content[0], attribution.content[-1]
    opens = first.text[:1] in OPENING or text[max(0, first.start - 1) : first.start] in tuple(OPENING)
    tail = text[last.end : last.end + 2]
    closes = last.text[-1:] in _CLOSING or last.text[-2:-1] in tuple(_CLOSING) or bool(
        tail and (tail[0] in _CLOSING or (tail[0] in ",.!?" and tail[1:] in tuple(_CLOSING)))
    )  # fmt: skip
    return opens and closes


def _is_withheld(text: str, attribution: Attribution, words: Sequence[str]) -> bool:
    """Tell whether something is withheld rather than denied ("denied him entry to the hall")."""
    if not any(word in forms("deny") or word in forms("refuse") for word in words):
        return False
    if "neither" in words or "nor" in words:
        return False
    content = attribution.content[0]
    if polarity_words().withheld.intersection(words) and content.text[:5].lower() != "that ":
        return True
    cue_end = attribution.cue[-1].end
    start = cue_end if cue_end <= content.start <= cue_end + 60 else content.start
    following = [t.lower for t in tokens(text, start, min(content.end, start + 80))]
    limit = next(
        (at for at, word in enumerate(following) if word in ("that", ",", ".", "to", "of", "for")), 5
    )
    return bool(polarity_words().withheld.intersection(following[: min(limit, 5)]))
