"""Tell what kind of act a cue is: saying, claiming, denying, asking …"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.lexicon import GAP, follows, forms, lexicon, tokens, word_set
from onrecord.model import Act, Attribution, Span

#: Verbs that leave the meaning to the noun after them ("gave his assurance", "voiced fears").
_LIGHT = frozenset(
    form
    for verb in word_set(
        "give make offer issue voice express have put release deliver raise take go begin get repeat "
        "post publish send read run continue seek draw hold lay describe level share"
    )
    for form in forms(verb)
)
#: Verbs that say only whether what follows is done at all ("declined to comment", "wanted to say").
_LEADING = frozenset(
    form for verb in word_set("decline refuse want wish like begin seek plan") for form in forms(verb)
)
_SILENT = word_set("comment say answer discuss confirm respond elaborate speak talk be reveal disclose")
#: Forms of tell, with which "to go" as content is an order.
_TELLING = forms("tell")
_NEGATIONS = frozenset(("not", "never", "nor", "neither", "cannot"))
#: Before a noun that is no noun here ("the report", "in a statement").
_PREPOSITIONS = word_set("in on during at via through from by")


def act_of(text: str, attribution: Attribution) -> Act:
    """Give the class of the attribution's cue.

    The longest phrase of the lexicon that stands in the cue decides; else the first verb that says more
    than a light verb does; else a noun; else the cue is plain saying. An empty cue and a colon are "say",
    and so are a denial that is itself negated and a refusal to speak.

    `text` is the article's whole text; the spans of `attribution` are `[start, end)` in it.
    """
    words = [t.lower for span in attribution.cue for t in tokens(text, span.start, span.end)]
    act = _act_of_words(words)
    following = _content_start(text, attribution)
    if act == "deny" and words[-1:] and words[-1] in _LEADING and following[1:2] and following[1] in _SILENT:
        return "say"
    if following[:1] == ["to"] and any(word in _TELLING for word in words):
        return "demand"
    return act


def holds_cue(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether a colon, or a verb, a noun or a phrase of the lexicon, stands in the spans of a cue."""
    known = lexicon()
    words = [token.lower for span in spans for token in tokens(text, span.start, span.end)]
    if any(":" in span.text for span in spans) or any(
        word in known.verbs or word in known.nouns for word in words
    ):
        return True
    return any(
        follows(words, at + 1, rest) is not None
        for at, word in enumerate(words)
        for rest, _ in known.phrases.get(word, ())
    )


def is_negated(words: list[str]) -> bool:
    """Tell whether one of the lower-case `words` negates ("did not", "wouldn't", "never")."""
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def _act_of_words(words: list[str]) -> Act:
    known = lexicon()
    phrase = _longest_phrase(words)
    if phrase is not None and not (phrase == "deny" and is_negated(words)):
        return phrase
    heavy: Act | None = None
    light: Act | None = None
    for at, word in enumerate(words):
        act = known.verbs.get(word)
        if act is None or (at and words[at - 1] in _PREPOSITIONS | {"a", "an", "the", "no"}):
            continue
        if (
            at + 2 < len(words)
            and word in _LEADING
            and words[at + 1] == "to"
            and words[at + 2] in known.verbs
        ):
            continue
        if word in _LIGHT:
            light = light or act
        else:
            heavy = heavy or act
    if heavy == "deny" and is_negated(words):
        return "say"
    noun = _noun(words)
    return heavy or noun or light or "say"


def _longest_phrase(words: list[str]) -> Act | None:
    best: tuple[int, Act] | None = None
    for at, word in enumerate(words):
        for rest, act in lexicon().phrases.get(word, ()):
            # "is to sell" is a plan, "was wrong to say" is none: a lone "to" follows at once.
            gap = 0 if rest == ("to",) else GAP
            if follows(words, at + 1, rest, gap) is not None and (best is None or len(rest) > best[0]):
                best = (len(rest), act)
    return best[1] if best else None


def _noun(words: list[str]) -> Act | None:
    """Give the act of the first noun that is not a place of speech ("said in a statement")."""
    for at, word in enumerate(words):
        act = lexicon().nouns.get(word)
        if act is not None and not _PREPOSITIONS.intersection(words[max(0, at - 3) : at]):
            return act
    return None


def _content_start(text: str, attribution: Attribution) -> list[str]:
    if not attribution.content:
        return []
    first = attribution.content[0]
    return [t.lower for t in tokens(text, first.start, min(first.end, first.start + 60))][:3]
