"""Read orders inside a content: "that wardens had commanded the crew to switch off the pumps"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.annotate.lexicon import forms, read_data, word_set
from onrecord.model import Attribution, Span

#: A rule's guess, below what the encoder is sure of.
SCORE = 0.6
#: When the order was given is no part of it.
_WHEN = re.compile(
    r"(?<!\s)\s+(?:(?:shortly|just|soon|right|long|only|a\s+(?:little|bit|while|few\s+\w+)|(?:\w+\s+)?(?:minutes|hours|days|"
    r"weeks|months|years|moments))\s+)(?:before|after|prior\s+to|ahead\s+of|earlier)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
#: A content of fewer words is no order ("to police", "to do").
LEAST_WORDS = 3
#: Before its infinitive an order has whom it is given to, and nothing else: no question, wish or clause.
_NOT_BETWEEN = word_set(
    "to for what how whether when where why who whom whose which if that he she they we i because"
)
#: After "to": no infinitives.
_NO_VERB = word_set("this that what whom whose which whoever whether")
#: No subject of an order ends in one of these.
_NO_SUBJECT = re.compile(
    r"\b(?:nobody|no one|anyone|anybody|somebody|someone|everyone|i|you|it|there|who|which|that|to|not|and|"
    r"or|by|of|in|on|at|for|when|if|as|been|be)$",
    re.IGNORECASE,
)


def order_in(text: str, start: int, end: int) -> Attribution | None:
    """Find who ordered whom to do what in the clause `[start, end)`; the words are the infinitive.

    The encoder knows few of the verbs of ordering inside a report; only an order whose subject begins the
    clause is read.
    """
    match = _pattern().match(text, start, end)
    if match is None or _NO_SUBJECT.search(match["subject"]):
        return None
    low, high = match.span("content")
    when = _WHEN.search(text, low, high)
    high = when.start() if when else high
    while high > low and text[high - 1] in " .,;!?":
        high -= 1
    if len(text[low:high].split()) < LEAST_WORDS:
        return None
    return Attribution(
        source=(Span.of(text, *match.span("subject")),),
        cue=(Span.of(text, *match.span("cue")),),
        content=(Span.of(text, low, high),),
        score=SCORE,
    )


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(
        sorted(
            {form for verb in read_data("cues.toml")["reporting"]["orders"].split() for form in forms(verb)}
        )
    )
    data = read_data("addressees.toml")
    other = "|".join(sorted({*_NOT_BETWEEN, *data["things"].split()}))
    no_verb = "|".join(sorted({*_NO_VERB, *data["determiners"].split(), *data["audiences"].split()}))
    return re.compile(
        r"(?:that\s+)?(?P<subject>[\w’'-]+(?:\s+[\w’'-]+){0,6}?)\s+"
        rf"(?P<cue>(?:(?:had|has|have)\s+)?(?:(?:also|then|later|first|repeatedly|personally)\s+)?(?:{verbs}))\s+"
        rf"(?:(?!(?:{other})\b)[\w’'-]+\s+){{1,6}}?(?P<content>(?:not\s+|never\s+)?to\s+"
        # A base verb: written small, and no plural ("to reporters").
        rf"(?!(?:{no_verb})\b)(?![\w-]*[^su\W]s\b)(?-i:[a-z])[^,;:.!?\n]*)",
        re.IGNORECASE,
    )
