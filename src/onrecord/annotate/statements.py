"""Make statements of attributions: kind, act, polarity, speaker, day, chain and nesting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.addressee import addressees_of
from onrecord.annotate.calibration import Calibration
from onrecord.annotate.chain import Credits, chain_of, within
from onrecord.annotate.cues import act_of
from onrecord.annotate.meaning import Meanings
from onrecord.annotate.polarity import polarity_of
from onrecord.annotate.quoting import kind_of, quoted_ranges
from onrecord.annotate.said import date_of_saying
from onrecord.annotate.said_carried import with_carried_days
from onrecord.annotate.venue import venue_of
from onrecord.model import Article, Attribution, Block, Hop, Mention, Speaker, Statement, Timex, statement_id

#: Words of the past: "had warned", "told", "said". A cue with a modal verb or an infinitive reports none.
_PAST = re.compile(
    r"\b(?:\w+ed|said|told|wrote|swore|made|gave|spoke|put|(?:right|wrong|mistaken) to \w+)\b", re.IGNORECASE
)
_NOT_SAID = re.compile(r"\b(?:not|never|no|would|will|should|could|must|if)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that the statements of one article are made from."""

    article: Article
    #: The outer ones in order of the text, then those reported inside of them.
    attributions: Sequence[Attribution]
    #: For each attribution the number of the one it is reported inside of, or None.
    parents: Sequence[int | None]
    #: For each attribution its resolved speaker.
    speakers: Sequence[Speaker | None]
    #: For each attribution as the encoder read it, before its source was traced to the origin.
    printed: Sequence[Attribution]
    names: Sequence[Mention]
    timexes: Sequence[Timex]
    quoted: Sequence[tuple[int, int]]
    credits: Credits
    meanings: Meanings
    calibration: Calibration


def make_statements(context: Context) -> tuple[Statement, ...]:
    """Make one statement of each attribution; outer ones come before what is reported in them."""
    found = context.attributions
    ids = [statement_id(context.article.id, a.source, a.cue, a.content) for a in found]
    statements: list[Statement] = []
    seen: set[str] = set()
    chains: dict[int, tuple[Hop, ...]] = {}
    for number in range(len(found)):
        parent = context.parents[number]
        chains[number] = _chain(context, number)
        if parent is not None:
            if _same_speaker(context, number, parent) and not _spoke_earlier(context, number):
                continue
            chains[number] = within(chains[number], chains[parent])
        if ids[number] not in seen:
            seen.add(ids[number])
            parent_id = None if parent is None else ids[parent]
            statements.append(_statement(context, number, ids[number], parent_id, chains[number]))
    return with_carried_days(context.article, statements, context.timexes)


def _chain(context: Context, number: int) -> tuple[Hop, ...]:
    printed, speaker = context.printed[number], context.speakers[number]
    return chain_of(context.article, printed, speaker, context.names, context.credits)


def _same_speaker(context: Context, number: int, parent: int) -> bool:
    """Whether somebody reports on himself ("she said she had asked …"): nothing came by way of another."""
    inner, outer = context.speakers[number], context.speakers[parent]
    return inner is not None and outer is not None and inner.name == outer.name


def _quoted_for(context: Context, number: int) -> Sequence[tuple[int, int]]:
    """Give the quoted ranges that can make a content direct: inside a quotation only those within it."""
    parent = context.parents[number]
    if parent is None:
        return context.quoted
    outer = context.attributions[parent].content
    if kind_of(outer, context.quoted) != "direct":
        return context.quoted
    inner = [Block(start=span.start, end=span.end, kind="body") for span in outer]
    return quoted_ranges(context.article.text, inner)


def _spoke_earlier(context: Context, number: int) -> bool:
    """Whether a report on oneself is of words said before ("I told them in March …", not "I say …")."""
    cue = " ".join(span.text for span in context.attributions[number].cue)
    return _PAST.search(cue) is not None and _NOT_SAID.search(cue) is None


def _statement(
    context: Context, number: int, identity: str, parent: str | None, chain: tuple[Hop, ...]
) -> Statement:
    text = context.article.text
    attribution = context.attributions[number]
    kind = kind_of(attribution.content, _quoted_for(context, number))
    return Statement(
        id=identity,
        kind=kind,
        act=act_of(text, attribution),
        polarity=polarity_of(text, attribution),
        score=context.calibration.probability(attribution.score, kind),
        parent=parent,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        addressee=addressees_of(text, attribution, context.names),
        venue=venue_of(text, attribution),
        speaker=context.speakers[number],
        said=date_of_saying(
            text,
            attribution,
            context.timexes,
            context.article.published,
            reported=attribution.source != context.printed[number].source,
        ),
        chain=chain,
        vector=context.meanings.vector(attribution.content),
    )
