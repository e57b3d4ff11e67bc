"""Read by whose way words reached the page: hops from their origin to the page's publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.annotate.credits import Credits, page_credits
from onrecord.annotate.lexicon import word_set
from onrecord.annotate.origin import cited_by, origin_of, second_hand
from onrecord.annotate.outlet_names import same_outlet
from onrecord.annotate.outlets import outlet_hop
from onrecord.annotate.pointers import SILENT
from onrecord.annotate.relay import Relay, relays_in
from onrecord.annotate.relay_forms import TOLD
from onrecord.annotate.sentences import paragraph_around, sentence_around, sentences_of
from onrecord.annotate.telling import head_noun, tells
from onrecord.model import Article, Attribution, Hop, HopKind, Mention, Span, Speaker, SpeakerKind

__all__ = ["Credits", "chain_of", "origin_of", "page_credits"]

_ORIGIN_KINDS: dict[SpeakerKind, HopKind] = {"unnamed_person": "unnamed", "document": "document"}
_PRONOUNS = word_set(
    "i we you he she it they who which that this these those the himself herself themselves one him her them"
)
#: A sentence that says by whom the one before it was reported ("He said this in a speech, NAME reports").
_ABOUT_IT = re.compile(
    r"(?:\S+\s+){0,6}?(?:said|says|stated|announced|declared|reported|wrote|made|voiced)\s+(?:this|so|it|the\s+"
    r"(?:statement|remarks?|comments?|announcement))\b|(?:this|it|that|the\s+(?:news|statement|remarks?|comments?|"
    r"information))\s+(?:was|is|were|has been|had been)\s+(?:first\s+)?(?:reported|stated|announced|said|"
    r"published|quoted|carried|released|conveyed)\s+by\b",
    re.IGNORECASE,
)
#: So far before a quotation the sentence that leads up to it is looked for, in characters.
_LEAD_REACH = 400
#: Head nouns of sources of news that have no name.
_SOURCES = word_set("source sources official officials insider insiders")
#: A source that points back ("the clerk", "this source").
_POINTS_BACK = re.compile(r"(?:the|this|that|these|those)\s", re.IGNORECASE)


def chain_of(
    article: Article,
    attribution: Attribution,
    speaker: Speaker | None,
    names: Sequence[Mention],
    page: Credits,
) -> tuple[Hop, ...]:
    """Give the hops of one statement, from its origin to the page.

    First who spoke, then the outlets that the statement's own sentence names as its way (told, cited,
    reporting), then the agencies and outlets that the whole page is credited to, last its publisher. No
    outlet stands twice. Where nobody is known to have spoken there is no first hop.

    `attribution` is as printed: its source may be the outlet that cites the origin, while `speaker` is the
    origin. `names` are the article's mentions, `page` comes from `page_credits(article, names)`.
    """
    text = article.text
    origin = origin_of(text, attribution, names, page.outlets)
    first = _origin_hop(attribution, speaker, origin)
    relays = _relays(article, attribution, origin, names, page)
    hops = [first, *_at_second_hand(text, origin)] if first else []
    for hop in [*_with_cited(text, attribution, origin, relays), *page.through]:
        if first is not None and hop.name == first.name:
            continue
        known = (h for h in hops if h is not first or _is_outlet(h, page))
        if not same_outlet(hop.name, page.last.name) and not any(
            same_outlet(hop.name, h.name) for h in known
        ):
            hops.append(hop)
    if first and _is_outlet(first, page) and same_outlet(first.name, page.last.name):
        return (*hops[1:], page.last)
    return (*hops, page.last)


def within(inner: Sequence[Hop], outer: Sequence[Hop]) -> tuple[Hop, ...]:
    """Give the chain of words reported inside another statement: they came by way of its speaker.

    First who spoke, then the hops of the `inner` chain that the `outer` one has not, less its page, then the
    outer chain. Who reports on himself stands twice.
    """
    way = [hop for hop in inner[1:-1] if not any(same_outlet(hop.name, other.name) for other in outer)]
    return (*inner[: min(1, len(inner) - 1)], *way, *outer)


def _origin_hop(attribution: Attribution, speaker: Speaker | None, origin: Span | None) -> Hop | None:
    source = origin or (attribution.source[0] if attribution.source else None)
    if speaker is not None:
        kind: HopKind = _ORIGIN_KINDS.get(speaker.kind, "speaker")
        name = speaker.name
    elif source is not None and source.text.casefold() not in _PRONOUNS | SILENT:
        name, kind = " ".join(source.text.split()), "unnamed"
    else:
        return None
    if source is None:
        return Hop(name=name, kind=kind, inferred=True)
    return Hop(name=name, kind=kind, start=source.start, end=source.end, text=source.text)


def _at_second_hand(text: str, origin: Span | None) -> Iterator[Hop]:
    heard = second_hand(text, origin) if origin is not None else None
    if heard is not None:
        name = " ".join(heard.text.split())
        yield Hop(name=name, kind="unnamed", start=heard.start, end=heard.end, text=heard.text)


def _with_cited(
    text: str, attribution: Attribution, origin: Span | None, relays: Sequence[Relay]
) -> Iterator[Hop]:
    """Put whom an outlet cites before the outlet ("…, writes NAME with reference to a diplomat")."""
    for relay in relays:
        cited = cited_by(text, relay.hop, attribution) if origin is None else None
        if cited is not None:
            name = " ".join(cited.text.split())
            yield Hop(name=name, kind="unnamed", start=cited.start, end=cited.end, text=cited.text)
        yield relay.hop


def _is_outlet(hop: Hop, page: Credits) -> bool:
    return same_outlet(hop.name, page.last.name) or any(
        same_outlet(hop.name, h.name) for h in page.through
    ) or any(o.start == hop.start for o in page.between(hop.start or 0, (hop.end or 0) + 1))  # fmt: skip


def _relays(
    article: Article,
    attribution: Attribution,
    origin: Span | None,
    names: Sequence[Mention],
    page: Credits,
) -> list[Relay]:
    """Find the outlets on the way, the one nearest to the origin first."""
    text = article.text
    anchor = (*attribution.cue, *attribution.source, *attribution.content)[:1]
    if not anchor:
        return []
    start, end = sentence_around(text, anchor[0].start, anchor[0].end)
    found = relays_in(text, (start, end), attribution, origin, names, page)
    first, last = paragraph_around(text, anchor[0].start, anchor[0].end)
    if not found and not attribution.source:
        found = list(_before_the_quotation(text, attribution, names, page))
    if not found:
        found = list(_in_next_sentence(text, (end, last), attribution, names, page))
    if not found:
        found = list(_told_before(text, first, attribution, page))
    source = origin or next(iter(attribution.source), None)
    if not found and source is not None and _POINTS_BACK.match(source.text):
        found = list(_told_elsewhere(text, source, page))
    return found


def _in_next_sentence(
    text: str, rest: tuple[int, int], attribution: Attribution, names: Sequence[Mention], page: Credits
) -> Iterator[Relay]:
    following = sentences_of(text, *rest)[:1]
    if following and _ABOUT_IT.match(text, *following[0]):
        bare = Attribution(source=(), cue=(), content=(), score=attribution.score)
        yield from relays_in(text, following[0], bare, None, names, page)


def _before_the_quotation(
    text: str, attribution: Attribution, names: Sequence[Mention], page: Credits
) -> Iterator[Relay]:
    """Read the sentence that leads up to a quotation of its own paragraph ("…, as NAME has it:")."""
    if not attribution.content:
        return
    start = attribution.content[0].start
    lead = text[max(0, start - _LEAD_REACH) : start].rstrip(" \t\n\"“‘'>")
    if lead.endswith(":"):
        end = max(0, start - _LEAD_REACH) + len(lead)
        low, _ = sentence_around(text, max(0, end - 2), end)
        bare = Attribution(source=(), cue=(), content=(), score=attribution.score)
        yield from relays_in(text, (low, end), bare, None, names, page)


def _told_before(text: str, first: int, attribution: Attribution, page: Credits) -> Iterator[Relay]:
    """Follow a quotation back to the sentence of its paragraph that says which outlet was told."""
    if not attribution.source or not attribution.content:
        return
    source = attribution.source[0]
    for outlet in reversed(page.between(first, min(source.start, attribution.content[0].start))):
        if tells(text, outlet, first):
            low, _ = sentence_around(text, outlet.start, outlet.end)
            if _same_subject(source, text[low : outlet.start]):
                yield Relay(rank=TOLD, hop=outlet_hop(text, outlet))
            return


def _same_subject(source: Span, before: str) -> bool:
    """Tell whether a source can be the one who spoke in the words before "told NAME"."""
    if source.text.casefold() in _PRONOUNS:
        return True
    words = {word for word in re.findall(r"\w+", source.text) if len(word) > 2 and word.casefold() != "the"}
    return bool(words.intersection(re.findall(r"\w+", before)))


def _told_elsewhere(text: str, source: Span, page: Credits) -> Iterator[Relay]:
    """Find the outlet that "the source" spoke to elsewhere on the page, or that the headline names."""
    head = head_noun(source.text)
    outlet = page.told.get(head)
    if outlet is None and head in _SOURCES:
        outlet = page.headline
    if outlet is not None:
        yield Relay(rank=TOLD, hop=outlet_hop(text, outlet))
