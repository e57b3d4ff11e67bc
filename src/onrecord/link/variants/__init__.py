"""What changed between two wordings of one utterance, each change with its type and its words."""

from __future__ import annotations

from onrecord.link.stage import Item
from onrecord.link.variants.names import garbled_names
from onrecord.link.variants.words import Telling, content_changes
from onrecord.link.wording import bare_words, read_wording
from onrecord.link.wording.names import DESCRIBED, compare_names, name_words
from onrecord.model import Change, Variant


def compare_wordings(first: Item, other: Item, independent: bool) -> list[Variant]:
    """Type the changes from `first` to `other`, two statements of one utterance.

    `independent` says that both reporters heard the words themselves: small differences are then two
    hearings (transcription), not an alteration of the one by the other.
    """
    a, b = read_wording(first.body["text"]), read_wording(other.body["text"])
    rows: list[tuple[Change, str, str]] = []
    tellings = _telling(first), _telling(other)
    same = bare_words(a) == bare_words(b) and tellings[0].denied == tellings[1].denied
    if not same and not (first.body["points"] and other.body["points"]):
        rows += content_changes(a, b, tellings, independent)
        rows += [("name_garbled", before, after) for before, after in garbled_names(a, b)]
    rows += _speaker_changes(first, other)
    return [
        Variant(from_statement=first.id, to_statement=other.id, change=change, before=before, after=after)
        for change, before, after in dict.fromkeys(rows)
    ]


def _telling(item: Item) -> Telling:
    """Read off how a statement tells its content; what is quoted denies by its own words alone."""
    body = item.body
    denied = body["polarity"] == "denied" and body["kind"] != "direct"
    return Telling(kind=body["kind"], denied=denied, cue=body["cue"])


def _speaker_changes(first: Item, other: Item) -> list[tuple[Change, str, str]]:
    """Tell another spelling of the speaker's name from another speaker."""
    before, after = first.body["speaker"], other.body["speaker"]
    kinds = {first.body["speaker_kind"], other.body["speaker_kind"]}
    # A body that is given the words of its head ("the ministry said") is no other speaker.
    if not before or not after or kinds & set(DESCRIBED) or len(kinds) > 1:
        return []
    passed_on = {name for item in (first, other) for name, _ in item.body["hops"][1:]}
    bodies = kinds == {"organization"}
    likeness = compare_names(before, after, "organization" if bodies else "person")
    # Of a body's name a shorter form is no slip.
    if likeness == "garbled" and (not bodies or len(name_words(before)) == len(name_words(after))):
        return [("name_garbled", before, after)]
    if likeness == "differ" and not passed_on & {before, after}:
        return [("speaker_changed", before, after)]
    return []
