"""The sentences and statements of one article that speak of a claim, each with its stance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.link.claims.features import KINDS, Claim, Told
from onrecord.link.disputes.words import is_negated, shared, stems_in
from onrecord.model import AnnotatedArticle, Stance, Statement

#: Share of the claim's words, by their weight and by their number, that a statement, or a sentence, must hold
#: to say the claim itself; nearly all, since "the mayor was asked about the bridge" holds half of "the mayor
#: sold the bridge". The verb is often a frequent word, which weighs little: "the night ferry lost a rudder"
#: holds four fifths of the weight of "the night ferry will be closed", and two of its three words. In the
#: articles' own voice three quarters of the number took 30 of 100 lines of other stories to 21, and 34 that
#: agree to 38 (120 headlines of `data/stance` with all bodies); all of the words lost most that agree.
_SAYS_IT, _NUMBER = 0.7, 0.75
#: Statements of one article that are shown.
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where an article speaks of a claim."""

    stance: Stance
    statement: str | None
    #: `[start, end)` in the article's text.
    spans: tuple[tuple[int, int], ...]
    #: In [0, 1]; None where the article's own probability of disputing is the score.
    score: float | None


def find_said(
    claim: Claim, article: AnnotatedArticle, told: Sequence[Told], shares: Sequence[float], *, disputes: bool
) -> list[Said]:
    """Give the places that show the stance of `article`, which `disputes` the claim or does not.

    `shares` are what each sentence holds of the claim's words (`about`).

    A disputing article shows the sentence that speaks against the claim and the one that tells of it. Else
    each statement that says the claim supports it where its speaker asserts it in person, and reports it
    where it is hearsay; a speaker's denial of the claim's own words disputes it; the article's own voice
    supports it where no statement says it and nothing is hedged.
    """
    if not shares:
        return []
    best = max(range(len(told)), key=lambda at: (shares[at], -at))
    if disputes:
        return [_dispute(claim, article, told, shares, best)]
    found = [said for s in article.annotations.statements if (said := _of_statement(claim, s)) is not None]
    found.sort(key=lambda s: (-(s.score or 0.0), s.spans))
    if found:
        return found[:_MOST]
    own = _own_voice(claim, article, told[best])
    return [own] if own else []


def _dispute(
    claim: Claim, article: AnnotatedArticle, told: Sequence[Told], shares: Sequence[float], best: int
) -> Said:
    def against(at: int) -> tuple[float, int]:
        phrases = sum(len(told[at].phrases[kind]) for kind in KINDS[:3])
        near = max(shares[at], 0.5 * shares[at - 1] if at else 0.0)
        return (min(phrases, 2) * (0.3 + near) if not claim.refutes else near), -at

    strongest = max(range(len(told)), key=against)
    spans = {(told[at].start, told[at].end) for at in (strongest, best)}
    return Said(
        stance="disputes",
        statement=_statement_at(article, told[strongest].start, told[strongest].end),
        spans=tuple(sorted(spans)),
        score=None,
    )


def _of_statement(claim: Claim, statement: Statement) -> Said | None:
    if not statement.content:
        return None
    content = " ".join(span.text for span in statement.content)[:1_000]
    share = _share_said(claim, stems_in(content))
    if share is None or is_negated(content) != claim.negated:
        return None
    spans = tuple((span.start, span.end) for span in (*statement.cue, *statement.content))
    if statement.polarity == "denied":
        stance: Stance = "disputes"
    elif statement.polarity == "asserted" and _in_person(statement):
        stance = "supports"
    else:
        stance = "reports"
    return Said(
        stance=stance, statement=statement.id, spans=tuple(sorted(spans)), score=round(share * 0.9, 2)
    )


def _in_person(statement: Statement) -> bool:
    """Tell whether a known speaker says it, not somebody unnamed or a medium at second hand."""
    if statement.speaker is None or statement.speaker.kind in ("unnamed_person", "unknown"):
        return False
    return (
        not any(hop.kind in ("unnamed", "document") for hop in statement.chain) and len(statement.chain) <= 2
    )


def _share_said(claim: Claim, words: Collection[str]) -> float | None:
    """Give the share of the claim's words that stems hold, by weight; None where they do not say it."""
    held = shared(claim.stems, words)
    share = sum(held.values()) / (sum(claim.stems.values()) or 1.0)
    return share if share >= _SAYS_IT and len(held) >= _NUMBER * len(claim.stems) else None


def _own_voice(claim: Claim, article: AnnotatedArticle, sentence: Told) -> Said | None:
    share = _share_said(claim, sentence.stems)
    if share is None or sentence.negated != claim.negated:
        return None
    inside = _statement_at(article, sentence.start, sentence.end)
    hedged = inside is not None or bool(sentence.phrases["hedged"] or sentence.phrases["doubted"])
    return Said(
        stance="reports" if hedged else "supports",
        statement=inside,
        spans=((sentence.start, sentence.end),),
        score=round(share * (0.6 if hedged else 0.8), 2),
    )


def _statement_at(article: AnnotatedArticle, start: int, end: int) -> str | None:
    """Give the statement whose content makes up most of `[start, end)`, the smallest id of several."""
    found = []
    for statement in article.annotations.statements:
        held = sum(max(0, min(end, s.end) - max(start, s.start)) for s in statement.content)
        if 2 * held > end - start:
            found.append((-held, statement.id))
    return min(found)[1] if found else None
