"""What is on record about a claim: who supports it, who disputes it, who only reports it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.link.claims.evidence import Said, find_said
from onrecord.link.claims.features import (
    LEAD,
    Claim,
    Told,
    about,
    features,
    read_claim,
    read_lead,
    read_sentences,
)
from onrecord.link.data_files import read_table
from onrecord.link.disputes.words import coverage, words_in
from onrecord.model import AnnotatedArticle, Block, Place, Stance

#: Share of the claim's words that an article must hold in its lead, and that one sentence of it must hold,
#: before anything is said of its stance. Chosen with the weights by `evals/stance.py`.
_LEAD_HOLDS, _SENTENCE_HOLDS = 0.5, 0.3
#: Telling words of a claim that an article shares before it is looked at.
_LEAST_SHARED, _TELLING = 2, 0.4
_ORDER: Mapping[Stance, int] = {"disputes": 0, "supports": 1, "reports": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One line of what is on record about a claim."""

    claim_key: str | None
    stance: Stance
    #: Id of the statement; None where the article's own voice says it.
    statement: str | None
    article: str
    path: str
    key: str | None
    #: In [0, 1], two decimals.
    score: float
    evidence: tuple[Place, ...]


@dataclass(frozen=True)
class _Page:
    article: AnnotatedArticle
    told: Sequence[Told]
    #: Stems of the beginning.
    lead: Collection[str]


class ClaimIndex:
    """Articles by their words, so that many claims can be put to them.

    A pure function of the articles and of each claim: `lines` gives the same whatever else was asked.
    """

    def __init__(self, articles: Iterable[AnnotatedArticle]) -> None:
        """Read the sentences of all `articles` that speak, once."""
        self._pages: list[_Page] = []
        self._blocks: dict[str, list[int]] = defaultdict(list)
        for page in _pages(articles):
            for stem in sorted({stem for sentence in page.told for stem in sentence.stems}):
                self._blocks[stem].append(len(self._pages))
            self._pages.append(page)

    def lines(self, claim_key: str | None, text: str) -> list[ClaimLine]:
        """Give what is on record about the claim `text`, best first, disputing lines before the others."""
        claim = read_claim(text)
        return _in_order(
            line for page in self._candidates(claim) for line in _lines_of(claim_key, claim, page)
        )

    def _candidates(self, claim: Claim) -> list[_Page]:
        shared: dict[int, int] = defaultdict(int)
        telling = _telling(claim)
        for stem in telling:
            for at in self._blocks.get(stem, ()):
                shared[at] += 1
        least = min(_LEAST_SHARED, len(telling))
        return [self._pages[at] for at, count in sorted(shared.items()) if count >= least]


def claim_lines(claim_key: str | None, text: str, articles: Iterable[AnnotatedArticle]) -> list[ClaimLine]:
    """Give what `articles` have on record about the claim `text`, best first; as `ClaimIndex` does."""
    claim = read_claim(text)
    telling = _telling(claim)
    least = min(_LEAST_SHARED, len(telling))
    return _in_order(
        line
        for page in _pages(articles)
        if sum(any(stem in sentence.stems for sentence in page.told) for stem in telling) >= least
        for line in _lines_of(claim_key, claim, page)
    )


def may_tell_of(text: str, articles: Mapping[str, tuple[str, Sequence[Block]]]) -> list[str]:
    """Give the ids of those articles that may have a line about the claim `text`, the fullest lead first.

    No other has one: its lead does not hold enough of the claim's words. This reads the lead alone. Of
    leads that hold as much, that of the article given first comes first.

    Args:
        text: the claim.
        articles: text and blocks by id.

    """
    claim = read_claim(text)
    held = {
        identity: coverage(claim.stems, read_lead(body, blocks))
        for identity, (body, blocks) in articles.items()
    }
    return sorted((it for it, share in held.items() if share >= _LEAD_HOLDS), key=lambda it: -held[it])


def search_words(text: str, most: int = 8) -> list[str]:
    """Give the words of a claim that a full-text search should look for, the most telling first."""
    ranked = sorted(words_in(text[:1_500]), key=lambda word: (-word.weight, word.start))
    return list(dict.fromkeys(text[w.start : w.end] for w in ranked if w.weight >= _TELLING))[:most]


def probability(signs: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Give the probability that an article with these signs disputes the claim (logistic regression).

    `weights` by sign; None for the shipped ones.
    """
    weights = read_weights() if weights is None else weights
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in signs.items())))


def is_about(claim: Claim, told: Sequence[Told], lead: Collection[str]) -> bool:
    """Tell whether an article is about the claim: its lead, and one sentence, hold enough of its words."""
    return _is_about(claim, about(claim, told), lead)


def _is_about(claim: Claim, shares: Sequence[float], lead: Collection[str]) -> bool:
    enough = max(shares, default=0.0) >= _SENTENCE_HOLDS
    return enough and coverage(claim.stems, lead) >= _LEAD_HOLDS


@cache
def read_weights() -> Mapping[str, float]:
    """Read the shipped weights, by sign."""
    return dict(read_table("disputes_claims_weights.toml")["weights"])


@cache
def _thresholds() -> Mapping[str, float]:
    return dict(read_table("disputes_claims_weights.toml")["threshold"])


def _pages(articles: Iterable[AnnotatedArticle]) -> Iterator[_Page]:
    for article in articles:
        if article.article.kind not in ("article", "teaser"):
            continue
        told = read_sentences(article.article)
        lead = frozenset[str]().union(*(sentence.stems for sentence in told[: LEAD + 1]))
        yield _Page(article, told, lead)


def _telling(claim: Claim) -> list[str]:
    return [stem for stem, weight in claim.stems.items() if weight >= _TELLING]


def _in_order(lines: Iterable[ClaimLine]) -> list[ClaimLine]:
    return sorted(lines, key=lambda n: (_ORDER[n.stance], -n.score, n.article, n.statement or ""))


def _lines_of(claim_key: str | None, claim: Claim, page: _Page) -> list[ClaimLine]:
    article = page.article.article
    shares = about(claim, page.told)
    if not _is_about(claim, shares, page.lead):
        return []
    threshold = _thresholds()["refutes" if claim.refutes else "asserts"]
    chance = probability(features(claim, page.told, shares))
    disputes = chance >= threshold
    # At its threshold a dispute is as likely as not.
    sure = 0.5 + 0.5 * (chance - threshold) / (1 - threshold) if disputes else 0.0

    def line(said: Said) -> ClaimLine:
        places = tuple(
            Place(article=article.id, start=start, end=end, text=article.text[start:end])
            for start, end in said.spans
        )
        return ClaimLine(
            claim_key=claim_key, stance=said.stance, statement=said.statement, article=article.id,
            path=article.path, key=article.key, score=round(sure if said.score is None else said.score, 2),
            evidence=places,
        )  # fmt: skip

    return [line(said) for said in find_said(claim, page.article, page.told, shares, disputes=disputes)]
