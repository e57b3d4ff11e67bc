"""Resolve who an article's names, descriptions and pronouns mean, and so who speaks in each statement.

One pass in the order of the text. Names are grouped first (`namegroups`); then every name, pronoun and source
is met in turn: a source's noun phrase is read for its head (`coreference_phrase`), a pronoun is given to the
best of the people mentioned before it (`coreference_rank`), a description to whom the article calls so
(`coreference_descriptions`), "who" to the phrase before it (`coreference_relative`). Time is linear in the
text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.coreference_names import complete_names
from onrecord.annotate.coreference_people import Cast, build_cast
from onrecord.annotate.coreference_sources import SourceReader
from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import HE_OR_SHE
from onrecord.model import Attribution, Block, Mention, Span, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is who in one article."""

    #: Names with their `entity`, and the descriptions and pronouns that were resolved, in order of the text.
    mentions: tuple[Mention, ...]
    #: One for each attribution given, in the same order; None where nobody is sure.
    speakers: tuple[Speaker | None, ...]


def resolve(
    text: str, blocks: Sequence[Block], names: Sequence[Mention], attributions: Sequence[Attribution]
) -> Resolution:
    """Resolve the names of an article and the speakers of its attributions.

    Args:
        text: the article's text; all offsets are `[start, end)` in its code points.
        blocks: its blocks in order; only those that speak are read.
        names: named mentions, in any order (`entity` is not read).
        attributions: in any order; `source` may be empty.

    """
    places = TextMap(text, blocks)
    sources = [_main_span(attribution) for attribution in attributions]
    complete = complete_names(text, names, [(s.start, s.end) for s in sources if s], places)
    cast = build_cast(text, complete, places)
    reader = SourceReader(text, places, cast, attributions)
    inside = _inside_sources(complete, sources)
    events: list[tuple[int, int, int]] = [
        (name.start, 1, number) for number, name in enumerate(complete) if number not in inside
    ]
    events += [(source.start, 0, number) for number, source in enumerate(sources) if source]
    events += [(at, 2, at) for at in _pronouns(text, places, sources)]
    for _, kind, number in sorted(events):
        if kind == 0:
            source = sources[number]
            if source is not None:
                reader.read_source(number, source)
        elif kind == 1:
            reader.read_name(number)
        else:
            reader.read_pronoun(number)
    speakers = reader.finish()
    return Resolution(mentions=_mentions(complete, cast, reader), speakers=speakers)


def _main_span(attribution: Attribution) -> Span | None:
    """Choose the longest piece of a source: the others are a rest after a bracket or a cue."""
    return max(attribution.source, key=lambda span: (span.end - span.start, -span.start), default=None)


def _inside_sources(names: Sequence[Mention], sources: Sequence[Span | None]) -> set[int]:
    """Numbers of the names that lie in a source, which meets them itself."""
    found: set[int] = set()
    at = 0
    for start, end in sorted((s.start, s.end) for s in sources if s):
        while at < len(names) and names[at].end <= start:
            at += 1
        number = at
        while number < len(names) and names[number].start < end:
            found.add(number)
            number += 1
    return found


def _pronouns(text: str, places: TextMap, sources: Sequence[Span | None]) -> list[int]:
    """Where "he" and "she" and their other cases stand in the writer's own words, sources apart."""
    taken = {span.start for span in sources if span}
    return [
        found.start()
        for start, end in places.paragraphs
        for found in HE_OR_SHE.finditer(text, start, end)
        if found.start() not in taken and not places.quoted(found.start())
    ]


def _mentions(names: Sequence[Mention], cast: Cast, reader: SourceReader) -> tuple[Mention, ...]:
    named = [
        Mention(
            start=name.start,
            end=name.end,
            text=name.text,
            type=cast.groups[cast.group_of[number]].type,
            form="name",
            entity=cast.referents[cast.group_of[number]].name,
        )
        for number, name in enumerate(names)
    ]
    return tuple(sorted([*named, *reader.resolved], key=lambda m: (m.start, m.end)))
