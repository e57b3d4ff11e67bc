"""From an article to its annotations: the order of the steps of this room."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.attribution import Reading, read_article
from onrecord.annotate.calibration import Calibration, shipped_calibration
from onrecord.annotate.chain import Credits, origin_of, page_credits
from onrecord.annotate.cited import add_cited
from onrecord.annotate.citing import mend_citing
from onrecord.annotate.coreference import resolve
from onrecord.annotate.cues import holds_cue
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.events import find_events
from onrecord.annotate.framing import add_framed
from onrecord.annotate.headline import is_genre, read_headline
from onrecord.annotate.issuers import with_issuers
from onrecord.annotate.nesting import nested_in
from onrecord.annotate.pointers import is_silent, without_pointers
from onrecord.annotate.publication_dating import date_page
from onrecord.annotate.quoting import kind_of, quoted_ranges
from onrecord.annotate.rejoinders import part_rejoinders
from onrecord.annotate.relay import outlet_meant
from onrecord.annotate.statements import Context, make_statements
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.turn_statements import Spoken, read_turns
from onrecord.annotate.unnamed import asks_for_anonymity, with_reasons
from onrecord.annotate.world_calendar import shipped_calendar
from onrecord.model import SPEAKING, Annotations, Article, Attribution, Block, Date, Drop, Speaker
from onrecord.settings import Settings

#: PolNeAR also annotates attitudes ("despised", "is seizing on"). Below this score those without a cue of
#: speech or thought are left out. Swept on PolNeAR dev over 0, 0.75, 0.8 … 0.95: the F1 of attributions was
#: 73.6, 73.9, 73.7, 73.7, 73.5, 73.2, while precision rises from 73.8 at 0 to 77.0 at 0.85.
SURE = 0.85
#: How a newsroom speaks of itself.
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))


class Annotator:
    """Holds the encoder; the same article always gives the same annotations."""

    def __init__(
        self,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        """Load the shipped encoder and what belongs to it, unless others are passed in.

        Raises ModelError where it is not there.
        """
        self.settings = settings or Settings()
        self.encoder = encoder or Encoder()
        self.calibration = calibration or shipped_calibration()
        self.calendar = shipped_calendar(self.settings.calendar)

    def annotate(self, article: Article) -> Annotations:
        """Mark names, times and statements in the blocks that speak.

        A listing or a refused page has none. An article in a language that is not read gets none
        either, and a drop that says so.
        """
        if article.kind not in ("article", "teaser"):
            return Annotations()
        if article.language is not None and article.language not in self.settings.languages:
            known = ", ".join(self.settings.languages)
            reason = f"the language is {article.language}; statements are read in: {known}"
            return Annotations(
                drops=(Drop(stage="annotate", item=article.path, reason=reason, partial=True),)
            )
        blocks = [block for block in article.blocks if block.kind in SPEAKING]
        reading = read_article(article.text, blocks, self.encoder)
        return self._assemble(article, blocks, reading)

    def _assemble(self, article: Article, blocks: Sequence[Block], reading: Reading) -> Annotations:
        text = article.text
        spoken = read_turns(article, reading.names)
        quoted = spoken.quoted(quoted_ranges(text, blocks))
        printed, parents = self._all_attributions(text, blocks, reading, quoted, spoken)
        page = page_credits(article, reading.names)
        attributions = [_traced(text, attribution, reading, page) for attribution in printed]
        named = [replace(a, source=()) if is_silent(a) else a for a in attributions]
        asked = with_issuers(text, named)
        resolution = resolve(text, article.blocks, reading.names, asked)
        speakers = [
            spoken.speaker(attribution)
            if spoken.is_turn(attribution)
            else None
            if is_silent(attribution)
            else _of_outlet(text, attribution, page)
            or _by_byline(article, attribution, _as_printed(attribution, speaker))
            for attribution, speaker in zip(attributions, resolution.speakers, strict=True)
        ]
        speakers = with_reasons(text, attributions, parents, speakers)
        ranges = [(block.start, block.end) for block in blocks]
        timexes = find_timexes(text, ranges, _day(article.published))
        dated, timexes = date_page(article, timexes, self.calendar)
        inferred, article = dated is not article, dated
        context = Context(
            article=article,
            attributions=attributions,
            parents=parents,
            speakers=speakers,
            printed=printed,
            names=reading.names,
            timexes=timexes,
            quoted=quoted,
            credits=page,
            meanings=reading.meanings,
            calibration=self.calibration,
        )
        statements = spoken.finish(article, make_statements(context))
        mentions = resolution.mentions
        in_names = [mention for mention in mentions if mention.form == "name"]
        events = find_events(article, reading.deeds, in_names, statements, timexes)
        return Annotations(
            statements=statements,
            mentions=mentions,
            timexes=timexes,
            events=events,
            published=article.published if inferred else None,
        )

    def _all_attributions(
        self,
        text: str,
        blocks: Sequence[Block],
        reading: Reading,
        quoted: Sequence[tuple[int, int]],
        spoken: Spoken,
    ) -> tuple[list[Attribution], list[int | None]]:
        """Add headlines, turns and nested reports; an outer one always stands before its inner ones."""
        cited = add_cited(text, blocks, reading.attributions)
        found = part_rejoinders(text, mend_citing(text, cited), quoted)
        found = without_pointers(text, found, quoted)
        outer = [a for a in found if _is_statement(text, a, quoted)]
        for block in blocks:
            if block.kind == "headline":
                headed = read_headline(text, block, reading.names, outer)
                outer += [headed] if headed else []
        outer = [*spoken.outside(add_framed(text, blocks, outer)), *spoken.attributions()]
        outer.sort(key=lambda attribution: attribution.content[0].start)
        inner = nested_in(text, outer, self.encoder)
        parents = [None] * len(outer) + [number for number, _ in inner]
        return [*outer, *(attribution for _, attribution in inner)], parents


def _is_statement(text: str, attribution: Attribution, quoted: Sequence[tuple[int, int]]) -> bool:
    """Tell words from attitudes: an unquoted content whose cue the lexicon does not know must be sure."""
    if asks_for_anonymity(text, attribution) or is_genre(text, attribution):
        return False
    return (
        attribution.score >= SURE
        or not attribution.cue
        or holds_cue(text, attribution.cue)
        or kind_of(attribution.content, quoted) != "indirect"
    )


def _traced(text: str, attribution: Attribution, reading: Reading, page: Credits) -> Attribution:
    """Give the attribution with its origin for a source, where the source cites another ("citing Y")."""
    origin = origin_of(text, attribution, reading.names, page.outlets)
    return attribution if origin is None else replace(attribution, source=(origin,))


def _as_printed(attribution: Attribution, speaker: Speaker | None) -> Speaker | None:
    """Give the speaker with the words of the whole source, also where only its issuer was asked for."""
    if speaker is None or not attribution.source:
        return speaker
    return replace(speaker, as_printed=" ".join(span.text for span in attribution.source))


def _by_byline(article: Article, attribution: Attribution, speaker: Speaker | None) -> Speaker | None:
    """Give a writer who says "I" the name of the byline, and one who says "we" that of the publisher.

    None where the page has no byline of one name: "I" is nobody's name. A letter is its signer's, and "we"
    in it is nobody's.
    """
    if speaker is None or speaker.kind != "author":
        return speaker
    signer = _signer(article, attribution.content[-1].end) if attribution.content else None
    if speaker.name.lower() in _WE:
        name = None if signer else article.publisher
        return replace(speaker, name=name, kind="organization") if name else None
    name = signer or (article.authors[0] if len(article.authors) == 1 else None)
    return replace(speaker, name=name) if name else None


def _signer(article: Article, place: int) -> str | None:
    """Give the author who is named in the first byline behind a place, under the words that he signs."""
    for block in article.blocks:
        if block.kind == "byline" and block.start >= place:
            line = article.text[block.start : block.end].casefold()
            return next((name for name in article.authors if name.casefold() in line), None)
    return None


def _of_outlet(text: str, attribution: Attribution, page: Credits) -> Speaker | None:
    """Give the outlet that a source like "the newspaper" means: the last one named of its kind."""
    source = attribution.source[0] if attribution.source else None
    outlet = outlet_meant(text, source, page) if source else None
    if source is None or outlet is None:
        return None
    return Speaker(name=outlet.name, kind="organization", as_printed=source.text)


def _day(published: Date | None) -> datetime.date | None:
    if published is None or published.value is None or published.precision != "day":
        return None
    return datetime.date.fromisoformat(published.value)
