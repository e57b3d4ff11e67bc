"""The record of one utterance: its order, day, speaker, versions and independent reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.link.stage import Item, group_id
from onrecord.link.utterances.cluster import Copies
from onrecord.link.utterances.independence import count_sources, independent
from onrecord.link.utterances.own import SHORT
from onrecord.link.variants import compare_wordings
from onrecord.link.wording import read_wording
from onrecord.link.wording.names import DESCRIBED, compare_names, name_words
from onrecord.model import Date, Evidence, Utterance, Variant


def make_utterance(items: Sequence[Item], fused: Sequence[Variant], copies: Copies) -> Utterance:
    """Make the record of statements that belong together, given what was put into them from others."""
    ordered = in_order(items, copies)
    first = ordered[0]
    return Utterance(
        id=group_id("utt", [item.id for item in items]),
        speaker=_speaker(ordered),
        said=_said(ordered),
        statements=tuple(item.id for item in ordered),
        first=first.id,
        independent_sources=count_sources(first, ordered, copies),
        variants=(*_variants(ordered, fused, copies), *fused),
        speaker_conflict=_conflict(ordered),
    )


def in_order(items: Sequence[Item], copies: Copies) -> list[Item]:
    """Sort statements so that the first is the earliest full report.

    Originals come before copies, then days, the body, who heard the words before who has them from another
    outlet, live reports, quotations, the text that most others were made from, and what tells most. Ids,
    which say nothing of a statement, come last.
    """
    articles = {item.article for item in items}
    followed = Counter(original for article in articles for original in copies.originals(article))

    def rank(item: Item) -> tuple[Any, ...]:
        body = item.body
        copied = not articles.isdisjoint(copies.originals(item.article))
        return (
            copied,
            body["published"] or "9999",
            body["points"],
            body["block"] in SHORT,
            body["parent"] is not None,
            _passed_on(body),
            not body["live"],
            body["kind"] == "indirect",
            -followed[item.article],
            -len(read_wording(body["text"]).words),
            body["text"],
            item.id,
        )

    return sorted(items, key=rank)


def _passed_on(body: Mapping[str, Any]) -> int:
    """Count the outlets between the speaker and the page."""
    return sum(kind in ("agency", "publisher") and name != body["publisher"] for name, kind in body["hops"])


def _named(item: Item) -> bool:
    return bool(item.body["speaker"]) and item.body["speaker_kind"] not in DESCRIBED


def _speaker(ordered: Sequence[Item]) -> str | None:
    """Give the speaker by the first report that names one, in the fullest form that any has of that name."""
    named = [item.body["speaker"] for item in ordered if _named(item)]
    if not named:
        return next((item.body["speaker"] for item in ordered if item.body["speaker"]), None)
    forms = [name for name in named if compare_names(named[0], name) == "same"] or named[:1]
    return str(max(forms, key=lambda name: (len(name_words(name)), -forms.index(name))))


def _said(ordered: Sequence[Item]) -> Date | None:
    """Give the day that the reports fix, the first of the most precise; its evidence names the article."""
    fixed = [item for item in ordered if item.body["said"]]
    if not fixed:
        return None
    best = max(fixed, key=lambda item: (len(item.body["said"]["value"]), -ordered.index(item)))
    said = best.body["said"]
    return Date(
        value=said["value"],
        precision=said["precision"],
        method=said["method"],
        earliest=said["earliest"],
        latest=said["latest"],
        evidence=tuple(
            Evidence(text=text, where="article", name=best.article) for text, *_ in said["evidence"]
        ),
    )


def _variants(ordered: Sequence[Item], fused: Sequence[Variant], copies: Copies) -> list[Variant]:
    """Compare every statement with the first one; what was put together of two is typed as that alone."""
    first = ordered[0]
    taken = {variant.to_statement for variant in fused}
    rows: list[Variant] = []
    for item in ordered[1:]:
        if item.article == first.article and item.body["points"]:
            continue
        found = compare_wordings(first, item, independent(first, item, copies))
        rows += [
            row for row in found if item.id not in taken or row.change in ("name_garbled", "speaker_changed")
        ]
    return rows


def _conflict(ordered: Sequence[Item]) -> tuple[str, ...] | None:
    """Give the names where reports give the words to different speakers, in order of the reports.

    A body that is given the words of its head ("the ministry said") is no other speaker, nor is an outlet
    that passed the words on.
    """
    passed_on = {name for item in ordered for name, _ in item.body["hops"][1:]}
    named = [item for item in ordered if _named(item)]
    names: list[str] = []
    for item in named:
        name = item.body["speaker"]
        alike = item.body["speaker_kind"] == named[0].body["speaker_kind"]
        if alike and name not in passed_on and all(compare_names(name, x) == "differ" for x in names):
            names.append(name)
    return tuple(names) if len(names) > 1 else None
