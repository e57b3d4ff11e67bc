"""What an article says of a claim, as numbers: is it about the claim, and does it speak against it?

A headline may itself be the refutation ("No, the lamp was never moved"); then an article that tells the
story straight speaks against it. So each sign has one weight in claims that assert, one in those that refute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from onrecord.link.data_files import read_table
from onrecord.link.disputes.words import (
    WORD,
    coverage,
    fold,
    folded_words,
    is_negated,
    is_turned,
    stems_in,
    stems_of,
)
from onrecord.model import SPEAKING, Article, Block

#: Sentences of an article that are read; long investigations say what they are about in the first hundreds.
MOST_SENTENCES = 300
#: Characters of one sentence that are read.
_MOST_CHARACTERS = 1_500
#: Words of one sentence that are compared.
_MOST_WORDS = 80
#: Sentences of the beginning, which carry the gist in news.
LEAD = 5
#: Signs that made the figures of `evals/stance.py` worse.
_UNUSED = frozenset(("hedged_any", "doubted_share"))
#: So many hedges at the beginning are many.
_HEDGES = 4
#: A sentence is about the claim from this share of the claim's words on, or this share of the best one's.
_ABOUT, _ABOUT_BEST = 0.3, 0.6
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]++(?![\s\"”’')\]])[^.!?…\n]*)*[.!?…]*[\"”’')\]]*")


#: Kinds of phrase by what they say of a claim, as in `data/disputes_claims.toml`.
KINDS = ("false", "denied", "doubted", "hedged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence of an article, `[start, end)` in its text."""

    start: int
    end: int
    stems: frozenset[str]
    #: By kind, the phrases in it.
    phrases: Mapping[str, frozenset[str]]
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as it was put."""

    text: str
    stems: Mapping[str, float]
    #: Phrases in it that call something false.
    phrases: frozenset[str]
    #: It says of another claim that it is not so.
    refutes: bool
    negated: bool


def read_claim(text: str) -> Claim:
    """Read a claim, a sentence or a headline.

    A word such as "hoax" or a negation makes it a refutation; both together ("it is no hoax") do not.
    """
    shown = text[:_MOST_CHARACTERS]
    words = [fold(match.group()) for match in WORD.finditer(shown)]
    listed = read_table("disputes_claims.toml")["refuting_claim"]
    calls_false = not frozenset(str(listed["words"]).split()).isdisjoint(words)
    opens = words[:1] == ["no"] and shown.lstrip(" \"“‘'")[2:3] in tuple(",!:")
    turns = not frozenset(str(listed["negations"]).split()).isdisjoint(words[1:] if opens else words)
    return Claim(
        text=text,
        stems=stems_in(shown),
        phrases=frozenset(phrase for kind in KINDS[:3] for phrase in _found(words, kind)),
        refutes=(calls_false != turns) or (opens and not calls_false),
        negated=is_negated(shown),
    )


def read_sentences(article: Article) -> list[Told]:
    """Cut the speaking blocks of `article` into sentences."""
    cut = islice(_sentences(article.text, article.blocks), MOST_SENTENCES)
    return [_told(article.text, start, end) for start, end in cut]


def read_lead(text: str, blocks: Sequence[Block]) -> set[str]:
    """Give the stems of the first sentences of an article, the headline among them."""
    found: set[str] = set()
    for start, end in islice(_sentences(text, blocks), LEAD + 1):
        found |= stems_of(folded_words(text[start : min(end, start + _MOST_CHARACTERS)]), _MOST_WORDS)
    return found


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if block.kind not in SPEAKING:
            continue
        for match in _SENTENCE.finditer(text, block.start, block.end):
            printed = match.group().rstrip()
            if begun := printed.lstrip():
                start = match.start() + len(printed) - len(begun)
                yield start, start + len(begun)


def _told(text: str, start: int, end: int) -> Told:
    shown = text[start : min(end, start + _MOST_CHARACTERS)]
    words = folded_words(shown)
    return Told(
        start=start,
        end=end,
        stems=stems_of(words, _MOST_WORDS),
        phrases={kind: frozenset(_found(words, kind)) for kind in KINDS},
        negated=is_turned(words),
    )


def about(claim: Claim, told: Sequence[Told]) -> list[float]:
    """Give the weighted share of the claim's words that each sentence holds."""
    return [coverage(claim.stems, sentence.stems) for sentence in told]


def features(claim: Claim, told: Sequence[Told], shares: Sequence[float] | None = None) -> dict[str, float]:
    """Give the signs that `data/disputes_claims_weights.toml` weighs, each in [0, 1].

    Of each kind of phrase: near the claim's words, in the lead, anywhere, how often, in what share.
    `shares` are those of `about`, for whoever has them already.
    """
    shares = about(claim, told) if shares is None else shares
    best = max(shares, default=0.0)
    near = [at for at, share in enumerate(shares) if share >= max(_ABOUT, _ABOUT_BEST * best)]
    around = [told[at] for at in sorted({o for at in near for o in (at, at + 1) if o < len(told)})]
    signs: dict[str, float] = {}
    for kind in KINDS:
        lead = sum(_count(sentence, kind, claim) for sentence in told[:LEAD])
        every = sum(_count(sentence, kind, claim) > 0 for sentence in told if sentence.phrases[kind])
        signs[f"{kind}_near"] = min(1.0, sum(_count(sentence, kind, claim) for sentence in around) / 2)
        signs[f"{kind}_lead"] = min(1.0, lead / (_HEDGES if kind == "hedged" else 2))
        signs[f"{kind}_any"] = float(every > 0)
        signs[f"{kind}_often"] = min(1.0, every / 4)
        signs[f"{kind}_share"] = min(1.0, 3 * every / max(1, len(told)))
    manner = "refutes" if claim.refutes else "asserts"
    kept = {f"{manner}.{name}": round(value, 4) for name, value in signs.items() if name not in _UNUSED}
    return {"always": 1.0, manner: 1.0} | kept


def _count(sentence: Told, kind: str, claim: Claim) -> int:
    """Count the phrases of a kind, less those that the claim itself has ("a fake" of a claim of a fake)."""
    found = sentence.phrases[kind]
    return len(found if claim.refutes or kind == "hedged" else found - claim.phrases)


def _found(words: Sequence[str], kind: str) -> list[str]:
    known = _listed(kind)
    if known.keys().isdisjoint(words):
        return []
    return [
        " ".join(phrase)
        for at, word in enumerate(words)
        for phrase in known.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    ]


@cache
def _listed(kind: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Give the phrases of a kind by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in str(read_table("disputes_claims.toml")[kind]["phrases"]).replace("|", "\n").splitlines():
        phrase = tuple(fold(match.group()) for match in WORD.finditer(line))
        if phrase:
            found.setdefault(phrase[0], set()).add(phrase)
    return {first: tuple(sorted(phrases)) for first, phrases in found.items()}
