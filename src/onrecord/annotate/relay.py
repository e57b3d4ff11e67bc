"""Find the outlets and people by whom a sentence says that its statement came ("…, NAME reported")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.annotate.credits import Credits
from onrecord.annotate.lexicon import lexicon, names_between
from onrecord.annotate.outlet_names import OutletKind, outlet_nouns, single_tails
from onrecord.annotate.outlets import Outlet, outlet_hop
from onrecord.annotate.relay_forms import BEFORE, CITED, REPORTING, TOLD
from onrecord.annotate.telling import REACH, tells
from onrecord.model import Attribution, Hop, HopKind, Mention, Span

_SUBJECT = re.compile(
    r"(?:\s*\([^()\n]{1,30}\))?(?:\s+(?:news\s+)?(?:newspaper|agency|magazine|daily|weekly|channel|station|website|site|"
    r"portal|network|broadcaster|service))?(?:,[^,;.\n]{1,80},)?\s+(?:(?:has|have|had|also|later|first|earlier|since|then|"
    r"previously|\w+ly)\s+){0,3}(?P<verb>[a-z]+)\b",
)
#: "as NAME has it", "as NAME puts it"
_HAS_IT = re.compile(r"\s(?:has|had|puts?|tells|told)\sit\b")
_IN_ANOTHER = re.compile(r"\sin\s(?:the\s)?[A-Z]")
#: Between a reporting verb and what it governs these begin another clause …
_PARTS = re.compile(r"\b(?:but|while|whereas|although|though|and|because|after|before|when|as)\b|;")
#: … and these after a statement another one than it.
_TURNS = re.compile(r"\b(?:but|whereas|although|though)\b|;|,\s+(?:and|while)\b")
_POINTER = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:(?:[\w-]+)\s+)?(?P<noun>agency|newswire|newspaper|paper|daily|weekly|magazine|tabloid|"
    r"gazette|broadsheet|station|broadcaster|channel|network|outlet|publication|website|site|portal|journal|programme|program)\b"
    r"(?![’']s|-|\s+of\b)"
)
_POINTING_SOURCE = re.compile(_POINTER.pattern, re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:(?:[A-Z]\w+(?:n|sh|ese|i)\s+)?(?:state|public|national|state-run|state-owned|local|private|independent)\s+){1,2}"
    r"(?:television|tv|radio|broadcaster|news\s+agency)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according\s+to|as\s+per|in\s+the\s+words\s+of)\s+(?P<phrase>[^,;.\"“”\n]{3,120})", re.IGNORECASE
)
#: One of these stands in whatever it matches, and is quicker to look for.
_ACCORDING_SIGNS = ("according", "per", "words")
_DOCUMENT = re.compile(
    r"\b(?:transcripts?|documents?|memos?|recordings?|minutes|filings?|records?|files?|videos?|footage|indictment|"
    r"affidavit|letters?|e-?mails?|reports?|statements?|press release|notes|diary|tapes?|cables?|text)\b",
    re.IGNORECASE,
)


_AFTERWARDS = re.compile(
    r"[\s,.!?\"”’]{2,5}(?P<phrase>(?:his|her|its|their|the|an?|one|two)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+)\s(?P<verb>[a-z]+)"
    r"(?=\s*[.,]|\s+(?:on|later|afterwards)\b)",
    re.IGNORECASE,
)
#: "Listen to NAME. The station says": so near the name stands, in characters.
_RIGHT_BEFORE = 30
_HAVE = re.compile(
    r"(?:^|[.;,]\s)?\b(?P<phrase>(?:(?!and\b|but\b)[\w’'-]+\s){0,3}[\w’'-]+)\s+(?:has|have|had)\s+$"
)
#: How far from the attribution's spans its sentence is read, in characters.
_NEAR = 300
#: Names of what can be "the station", and of what can be no paper.
_AIRS = re.compile(r"\b(?:radio|tv|television|fm|broadcast\w*|channel|news|network|bbc|cnn)\b", re.IGNORECASE)
_ON_AIR = re.compile(r"\b(?:radio|tv|television|fm|broadcast\w*|channel)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A hop that a sentence names, and how near the origin it stands."""

    rank: int
    hop: Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    text: str
    start: int
    end: int
    attribution: Attribution

    def free(self, start: int, end: int) -> bool:
        """Tell whether `[start, end)` lies outside source and content."""
        taken = (*self.attribution.source, *self.attribution.content)
        return not any(start < span.end and span.start < end for span in taken)


def relays_in(
    text: str,
    sentence: tuple[int, int],
    attribution: Attribution,
    origin: Span | None,
    names: Sequence[Mention],
    page: Credits,
) -> list[Relay]:
    """Give the hops that the sentence `[start, end)` names for the attribution, nearest to the origin first.

    With an `origin` the source itself, an outlet that cites it, is a hop.
    """
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    low = max(sentence[0], min((span.start for span in spans), default=0) - _NEAR)
    high = min(sentence[1], max((span.end for span in spans), default=len(text)) + _NEAR)
    here = _Sentence(text=text, start=low, end=high, attribution=attribution)
    found: list[tuple[int, int, Relay]] = []
    for outlet in _candidates(here, page):
        if not _is_near(here, outlet):
            continue
        if origin is not None and any(
            s.start < outlet.end and outlet.start < s.end for s in attribution.source
        ):
            rank: int | None = REPORTING
        elif not here.free(outlet.start, outlet.end):
            continue
        else:
            rank = _rank(here, outlet)
        if rank is not None:
            found.append((rank, outlet.start, Relay(rank=rank, hop=outlet_hop(text, outlet))))
    for relay in _others(here, names, found):
        found.append((relay.rank, relay.hop.start or 0, relay))
    first = min((span.start for span in attribution.content), default=sentence[0])
    # Of two that report, the outer one stands first before the content and last after it.
    found.sort(key=lambda f: (f[0], f[1] if f[1] >= first else -f[1]))
    return [relay for _, _, relay in found]


def _candidates(here: _Sentence, page: Credits) -> Iterator[Outlet]:
    named = page.between(here.start, here.end)
    yield from named
    taken = [(o.start, o.end) for o in named]
    for match in _POINTER.finditer(here.text, here.start, here.end):
        if any(a < match.end() and match.start() < b + 2 for a, b in taken):
            continue
        meant = _meant(here.text, match, page)
        if meant is not None:
            yield Outlet(start=match.start(), end=match.end(), name=meant.name, kind=meant.kind)
    for match in _STATE.finditer(here.text, here.start, here.end):
        # "the state news agency NAME" is that outlet.
        if not any(a < match.end() + 2 and match.start() < b for a, b in taken):
            name = " ".join(match.group().split())
            kind: OutletKind = "agency" if name.endswith("agency") else "publisher"
            yield Outlet(start=match.start(), end=match.end(), name=name, kind=kind)


def _meant(text: str, match: re.Match[str], page: Credits) -> Outlet | None:
    """Find the outlet that "the agency", "the paper" points back to: the last one of its kind before it."""
    nouns, noun = outlet_nouns(), match["noun"].casefold()
    for outlet in reversed(page.between(max(0, match.start() - 20_000), match.start())):
        if noun in nouns["agency"]:
            if outlet.kind != "agency":
                continue
            # "the agency" after another agency, of no news, is that one.
            between = text[outlet.end : match.start()]
            other = re.search(r"\b[A-Z]\w+\s+(?:Agency|Administration|Authority|Bureau|Office)\b", between)
            return None if other else outlet
        if noun in nouns["broadcaster"] and (_AIRS.search(outlet.name) or _is_right_before(outlet, match)):
            return outlet
        if noun in nouns["publication"] and outlet.kind == "publisher" and not _ON_AIR.search(outlet.name):
            return outlet
    return None


def _is_right_before(outlet: Outlet, pointer: re.Match[str]) -> bool:
    """Tell whether an outlet whose name does not say of which kind it is stands right before the pointer."""
    plain = outlet.kind != "agency" and outlet.name.split()[-1] not in single_tails()
    return plain and pointer.start() - outlet.end <= _RIGHT_BEFORE


def outlet_meant(text: str, source: Span, page: Credits) -> Outlet | None:
    """Find the outlet that a source points back to by its kind ("the newspaper"), None where it does not."""
    match = _POINTING_SOURCE.match(text, source.start, source.end)
    return _meant(text, match, page) if match and match.end() == source.end else None


def _rank(here: _Sentence, outlet: Outlet) -> int | None:
    """Give the part that the outlet plays for the statement, None where it plays none."""
    if _is_aside(here, outlet):
        return None
    if tells(here.text, outlet, here.start):
        return TOLD
    if _HAS_IT.match(here.text, outlet.end):
        return REPORTING
    before = here.text[max(here.start, outlet.start - REACH) : outlet.start]
    for rank, pattern in BEFORE:
        if pattern.search(before):
            return CITED if rank == REPORTING and _IN_ANOTHER.match(here.text, outlet.end) else rank
    return REPORTING if _is_subject(here, outlet.start, outlet.end) else None


def _is_near(here: _Sentence, outlet: Outlet) -> bool:
    spans = (*here.attribution.source, *here.attribution.cue, *here.attribution.content)
    return not spans or any(s.start - _NEAR < outlet.end and outlet.start < s.end + _NEAR for s in spans)


def _is_aside(here: _Sentence, outlet: Outlet) -> bool:
    """Tell whether the outlet stands in a relative clause that is not the attribution's own."""
    before = here.text[max(here.start, outlet.start - REACH) : outlet.start]
    clause = before.rpartition(",")[2]
    if re.match(r"\s*(?:who|whose|which)\b", clause) is None:
        return False
    start = outlet.start - len(clause)
    return not any(start <= cue.start < outlet.start for cue in here.attribution.cue)


def _is_subject(here: _Sentence, start: int, end: int) -> bool:
    """Tell whether `[start, end)` is the subject of a verb that reports this attribution."""
    match = _SUBJECT.match(here.text, end, min(here.end, end + 180))
    if match is None or lexicon().verbs.get(match["verb"]) not in ("say", "claim", "report", "agree"):
        return False
    spans = (*here.attribution.source, *here.attribution.cue, *here.attribution.content)
    earlier = [span.end for span in spans if span.end <= start]
    if earlier:
        after = here.text[match.end() : match.end() + 8].lstrip()
        return not _TURNS.search(here.text, max(earlier), start) and not after.startswith(("that ", '"', "“"))
    later = [span.start for span in spans if span.start >= match.end()]
    if not later:
        return not spans
    gap = here.text[match.end() : min(later)]
    return len(gap) <= 60 and not _PARTS.search(gap)


def _others(
    here: _Sentence, names: Sequence[Mention], found: Iterable[tuple[int, int, Relay]]
) -> Iterator[Relay]:
    """Find who is no outlet: "…, according to two officials", "…, the minister's aide NAME said"."""
    if not here.attribution.source:
        return
    taken = [(r.hop.start or 0, r.hop.end or 0) for _, _, r in found]
    spans = (*here.attribution.source, *here.attribution.cue)
    low = max(here.start, min(s.start for s in spans) - _NEAR)
    high = min(here.end, max(s.end for s in spans) + _NEAR)
    near = here.text[low:high].lower()
    cited = any(sign in near for sign in _ACCORDING_SIGNS)
    for match in _ACCORDING.finditer(here.text, low, high) if cited else ():
        start, end = match.span("phrase")
        end = min([end, *(c.start for c in here.attribution.content if start < c.start < end)])
        phrase = here.text[start:end].strip()
        if not phrase or not here.free(start, end) or any(start < b and a < end for a, b in taken):
            continue
        if any(span.start < end and match.start() < span.end for span in here.attribution.cue):
            continue
        yield Relay(rank=CITED, hop=_named(here.text, start, start + len(phrase), names))
    for match in _passes_on(here):
        if here.free(*match.span("phrase")) and not any(
            match.start("phrase") < b and a < match.end("phrase") for a, b in taken
        ):
            yield Relay(rank=CITED, hop=_named(here.text, *match.span("phrase"), names))
    behind = max((s.end for s in (*here.attribution.source, *here.attribution.cue)), default=here.end)
    for name in names_between(names, behind, min(here.end, behind + _NEAR)):
        is_person = name.type == "PERSON" and name.form == "name"
        if is_person and here.free(name.start, name.end) and _is_subject(here, name.start, name.end):
            yield Relay(rank=CITED, hop=_named(here.text, name.start, name.end, names))


def _passes_on(here: _Sentence) -> Iterator[re.Match[str]]:
    """Find who is no outlet and passes words on: "…, his interpreter said", "many sites have Y saying"."""
    spans = (*here.attribution.source, *here.attribution.cue, *here.attribution.content)
    after = _AFTERWARDS.match(here.text, max(span.end for span in spans), here.end)
    if after is not None and lexicon().verbs.get(after["verb"]) in ("say", "report"):
        yield after
    first = here.attribution.source[0]
    before = _HAVE.search(here.text, max(here.start, first.start - REACH), first.start)
    if before is not None and any(cue.text.lower().startswith("saying") for cue in here.attribution.cue):
        yield before


def _named(text: str, start: int, end: int, names: Sequence[Mention]) -> Hop:
    phrase = text[start:end]
    inside = [m for m in names_between(names, start, end) if m.type in ("PERSON", "ORG")]
    kind: HopKind = "speaker" if inside else "unnamed"
    name = inside[0].entity or inside[0].text if inside else " ".join(phrase.split())
    if _DOCUMENT.search(phrase):
        kind, name = "document", " ".join(phrase.split())
    return Hop(name=name, kind=kind, start=start, end=end, text=phrase)
