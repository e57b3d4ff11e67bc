"""Read attributions off GUM's discourse trees (eRST, Zeldes et al. 2025): more than election news.

A satellite with the relation `attribution` says who said it; its signals name the words of the source and
of the cue. Its nucleus, with all that hangs on it, is the content.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from onrecord.annotate.labels import ROLES
from onrecord.annotate.lexicon import lexicon
from onrecord.training.corpus import Paragraph
from onrecord.training.gum import Sentence, Token

#: Marks that a content does not end or begin with.
_EDGE = frozenset((",", ".", ";", ":", "–", "—", "-"))
#: Words of a verb's group, kept before it in a cue ("has said").
_HELPERS = frozenset(("AUX", "PART"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Numbers of words in the document, from 1: source, cue, and the runs of the content."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[tuple[int, ...], ...]


def read_attributions(path: Path) -> list[Attribution]:
    """Read the attributions of one .rs4 file; its units hold the words with spaces between."""
    # The corpus is the user's own; its trees have no entities.
    body = ElementTree.parse(path).getroot().find("body")
    if body is None:
        return []
    words: dict[str, list[int]] = {}
    count = 0
    for unit in body.iter("segment"):
        size = len((unit.text or "").split())
        words[unit.get("id", "")] = list(range(count + 1, count + size + 1))
        count += size
    children: dict[str, list[ElementTree.Element]] = {}
    for node in (*body.iter("segment"), *body.iter("group")):
        children.setdefault(node.get("parent", ""), []).append(node)
    signals: dict[str, dict[str, list[int]]] = {}
    for signal in body.iter("signal"):
        numbers = [int(number) for number in (signal.get("tokens") or "").split(",") if number]
        signals.setdefault(signal.get("source", ""), {}).setdefault(signal.get("subtype", ""), []).extend(
            numbers
        )
    found = []
    for node in (*body.iter("segment"), *body.iter("group")):
        if (node.get("relname") or "").startswith("attribution"):
            number = node.get("id", "")
            told = signals.get(number, {})
            cue = told.get("indicative_phrase") or told.get("indicative_word") or []
            inside = _below(node.get("parent", ""), children, words, leave_out=number)
            found.append(
                Attribution(
                    tuple(sorted(told.get("attribution_source", []))), tuple(sorted(cue)), _runs(inside)
                )
            )
    return found


def _below(
    top: str, children: dict[str, list[ElementTree.Element]], words: dict[str, list[int]], leave_out: str
) -> list[int]:
    """Give the words of `top` and what hangs on it; of its own satellites none but what is below a group."""
    numbers = list(words.get(top, []))
    waiting = [n for n in children.get(top, []) if top not in words and _is_nucleus(n)]
    while waiting:
        node = waiting.pop()
        number = node.get("id", "")
        if number == leave_out:
            continue
        numbers += words.get(number, [])
        waiting += children.get(number, [])
    return sorted(numbers)


def _is_nucleus(node: ElementTree.Element) -> bool:
    name = node.get("relname") or ""
    return name == "span" or name.startswith(
        ("joint", "same-unit", "adversative-contrast", "restatement-repetition")
    )


def _runs(numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(tuple(run) for run in runs)


def attributed(
    paragraph: Paragraph, run: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Paragraph | None:
    """Give the paragraph of `run` with its spans and links; None where not all of them, or none, can be read.

    Half an attribution would be worse than none: its words would be taught to be nothing.
    """
    words = {s.first_word + n: token for s in run for n, token in enumerate(s.tokens)}
    spans: dict[tuple[int, int, int], int] = {}
    links: list[tuple[int, int]] = []

    def number(role: str, tokens: Sequence[Token]) -> int:
        key = (ROLES.index(role), tokens[0].start, tokens[-1].end)
        return spans.setdefault(key, len(spans))

    for attribution in attributions:
        everything = [
            *attribution.source,
            *attribution.cue,
            *(n for part in attribution.content for n in part),
        ]
        if not any(n in words for n in everything):
            continue
        cue = _cue([words[n] for n in attribution.cue if n in words])
        parts = [_trimmed([words[n] for n in part if n in words]) for part in attribution.content]
        if not all(n in words for n in everything) or not cue or not parts or not all(parts):
            return None
        the_cue = number("cue", cue)
        links += [(number("content", part), the_cue) for part in parts]
        source = _trimmed([words[n] for n in attribution.source])
        if source and not source[0].form[0].isalnum():
            return None  # the "'s" of "let's"
        links.append((the_cue, number("source", source) if source else -1))
    places = sorted((a, b) for _, a, b in spans)
    apart = all(a[1] <= b[0] for a, b in pairwise(places))
    if not links or not apart:
        return None
    return replace(paragraph, spans=tuple(spans), links=tuple(links), roles_known=True)


def _cue(tokens: Sequence[Token]) -> list[Token]:
    """Give the verb of speech among the signal's words, or the whole phrase ("according to")."""
    if not tokens:
        return []
    forms = [token.form.lower() for token in tokens]
    if forms[0] == "according":
        return list(tokens[:2])
    known = [token for token, form in zip(tokens, forms, strict=True) if form in lexicon().verbs]
    return known[-1:]


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    low, high = 0, len(tokens)
    while low < high and tokens[low].form in _EDGE:
        low += 1
    while low < high and tokens[high - 1].form in _EDGE:
        high -= 1
    return list(tokens[low:high])
