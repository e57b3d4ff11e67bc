"""Deeds and their sides from the columns of the encoder's head."""

import re

import numpy as np
import pytest

from onrecord.annotate.encoder import Encoded, Floats
from onrecord.annotate.event_reading import Deeds, read_deeds
from onrecord.annotate.labels import DEED_PARTS, DEED_TAGS, MODALITIES, PHRASE_TAGS

WIDTH = 16
NOTHING = np.zeros((0, 0), dtype=np.float32)


def encoded(
    text: str, deeds: dict[str, dict[str, str]], phrases: list[str], start: int = 0, **how: str
) -> Encoded:
    """Make what an encoder gives whose pieces are the words of `text[start:]`.

    `deeds` tells by its word which parts a deed has, each by the first word of its noun phrase; `how` the
    modality of a word.
    """
    pieces = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text[start:])]
    words = [text[start:][a:b] for a, b in pieces]
    offsets = [(0, 0), *pieces, (0, 0)]
    count = len(offsets)
    tags = np.zeros((count, len(DEED_TAGS)), dtype=np.float32)
    tags[:, 0] = 5.0
    marks = np.zeros((count, len(PHRASE_TAGS)), dtype=np.float32)
    marks[:, 0] = 5.0
    modes = np.zeros((count, len(MODALITIES)), dtype=np.float32)
    asking, asked = (np.zeros((count, len(DEED_PARTS), WIDTH), dtype=np.float32) for _ in range(2))
    asking[:, :, 0] = 1.0
    asked[0, :, 0] = 1.0  # nobody, where nothing else is asked for
    for phrase in phrases:
        first = words.index(phrase.split()[0]) + 1
        marks[first, 1] = 9.0
        marks[first + 1 : first + len(phrase.split()), 2] = 9.0
    for number, (word, parts) in enumerate(deeds.items(), 1):
        at = words.index(word) + 1
        tags[at, 1] = 9.0
        modes[at, MODALITIES.index(how.get(word, "asserted"))] = 9.0  # type: ignore[arg-type]
        for part, head in parts.items():
            asking[at, DEED_PARTS.index(part), number] = 9.0
            asked[words.index(head) + 1, DEED_PARTS.index(part), number] = 9.0
    columns = np.concatenate(
        [tags, marks, modes, asking.reshape(count, -1), asked.reshape(count, -1)], axis=1
    )
    return Encoded(
        offsets=offsets, roles=NOTHING, names=NOTHING, link_from=NOTHING, link_to=NOTHING, meaning=NOTHING,
        events=columns,
    )  # fmt: skip


def read(text: str, deeds: dict[str, dict[str, str]], phrases: list[str], **how: str) -> Deeds:
    return read_deeds(text, 0, len(text), [encoded(text, deeds, phrases, **how)])


def test_a_deed_has_the_phrases_of_its_sides() -> None:
    text = "The harbour guard arrested two divers in Vell on Friday."
    parts = {"actor": "guard", "recipient": "divers", "place": "Vell", "time": "Friday"}
    (draft,) = read(text, {"arrested": parts}, ["The harbour guard", "two divers", "Vell", "Friday"]).drafts
    held = [draft.actor, draft.recipient, draft.place, draft.time, draft.object]
    assert [it and text[slice(*it)] for it in held] == [
        "The harbour guard", "two divers", "Vell", "Friday", None,
    ]  # fmt: skip
    assert (text[draft.start : draft.end], draft.noun, draft.modality) == ("arrested", False, "asserted")


def test_an_owner_is_not_what_is_owned() -> None:
    text = "Guards arrested the ferry's crew."
    (draft,) = read(text, {"arrested": {"recipient": "ferry"}}, ["Guards", "the ferry ' s crew"]).drafts
    assert draft.recipient
    assert text[slice(*draft.recipient)] == "the ferry"


def test_a_phrase_that_begins_with_the_mark_of_an_owner_begins_with_the_owner() -> None:
    text = "Guards arrested the ferry's crew."
    (draft,) = read(text, {"arrested": {"recipient": "s"}}, ["Guards", "' s crew"]).drafts
    assert draft.recipient
    assert text[slice(*draft.recipient)] == "ferry"


def test_a_phrase_goes_on_behind_of() -> None:
    text = "The heads of the harbour towns met."
    deeds = read(text, {"met": {"actor": "heads"}}, ["The heads", "the harbour towns"])
    assert deeds.drafts[0].actor
    assert text[slice(*deeds.drafts[0].actor)] == "The heads of the harbour towns"


@pytest.mark.parametrize("how", ["planned", "denied"])
def test_modality_is_read(how: str) -> None:
    text = "They land tomorrow."
    (draft,) = read(text, {"land": {"actor": "They"}}, ["They"], land=how).drafts
    assert draft.modality == how


def test_marks_and_prepositions_tell_no_deed() -> None:
    text = "According to her : nothing."
    assert read(text, {"According": {}, ":": {}}, []).drafts == []


def test_offsets_are_of_the_article() -> None:
    text = "A headline\n\nGuards arrested Moor."
    start = text.index("Guards")
    window = encoded(text, {"arrested": {"recipient": "Moor"}}, ["Guards", "Moor"], start)
    (draft,) = read_deeds(text, start, len(text), [window]).drafts
    assert draft.recipient == (text.index("Moor"), text.index("Moor") + 4)
    assert text[draft.start : draft.end] == "arrested"


@pytest.mark.parametrize("columns", [None])
def test_an_encoder_without_the_head_gives_no_deeds(columns: Floats | None) -> None:
    window = encoded("Guards arrested Moor.", {"arrested": {}}, [])
    bare = Encoded(
        offsets=window.offsets, roles=NOTHING, names=NOTHING, link_from=NOTHING, link_to=NOTHING,
        meaning=NOTHING, events=columns,
    )  # fmt: skip
    assert read_deeds("Guards arrested Moor.", 0, 21, [bare]).drafts == []
