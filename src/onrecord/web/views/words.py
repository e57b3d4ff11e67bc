"""How pages say in words what the record says in its vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.link.utterances.independence import LATE, Weighed
from onrecord.model import Change, Decision, How, Judgement, Relation, Stance

#: How grave a change is: whether it turns what was said, may mislead, or only says it otherwise.
Gravity = Literal["grave", "doubtful", "slight"]

#: What an answer does to what it answers.
DOES: Mapping[How | Relation | None, str] = {
    "denies": "denies",
    "contradicts": "contradicts",
    "corrects": "corrects",
    "not_confirmed": "does not confirm",
    "may_conflict": "may conflict with",
    "agrees": "agrees with",
    "updates": "updates",
    None: "may conflict with",
}
#: The same, told beside what is answered.
ANSWERED: Mapping[How | None, str] = {
    "denies": "denied by",
    "contradicts": "contradicted by",
    "corrects": "corrected by",
    "not_confirmed": "not confirmed by",
    None: "may conflict with",
}
STANCES: Mapping[Stance, str] = {
    "disputes": "Disputes it",
    "supports": "Supports it",
    "reports": "Only reports it",
}
#: A change between two wordings, in two words and in a sentence.
CHANGES: Mapping[Change, tuple[str, str]] = {
    "truncated": ("cut short", "Words at one end, or a whole sentence, are left out."),
    "word_swapped": ("words swapped", "Other words stand in the place of some."),
    "negation_flipped": ("negation flipped", "A “not” was lost or put in: it says the opposite."),
    "fused": ("two remarks in one", "Words of another remark were put together with these."),
    "paraphrased": ("reworded", "Told in other words throughout."),
    "name_garbled": ("name garbled", "The speaker's name is spelt otherwise."),
    "speaker_changed": ("other speaker", "The same words are given to somebody else."),
    "transcription": ("heard otherwise", "Two reporters heard the words each for themselves."),
}
_GRAVITY: Mapping[Change, Gravity] = {
    "negation_flipped": "grave",
    "speaker_changed": "grave",
    "fused": "grave",
    "word_swapped": "doubtful",
    "name_garbled": "doubtful",
}
_DECIDED: Mapping[Decision, str] = {
    "merge": "put together",
    "split": "set apart",
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
}


def gravity(change: Change) -> Gravity:
    """Say how grave a change is."""
    return _GRAVITY.get(change, "slight")


def why_source(weighed: Weighed, like: str | None) -> str:
    """Say in a sentence why a report counts as a source of its own, or does not.

    Args:
        weighed: the report.
        like: the outlet of the counted report that it is no other source than.

    """
    known = like or "a report that is counted"
    return {
        "heard": f"{weighed.reporter} had the words itself."
        if weighed.reporter
        else "Nothing shows that the words came by way of another report.",
        "one_article": "The same article reports it a second time.",
        "one_text": f"Its text is the same as that of {known}, or was made from it.",
        "one_outlet": f"The words come from {weighed.reporter}, whose own report is counted already.",
        "retold": "It tells the words inside the words of another speaker.",
        "late": f"It came more than {LATE} days after the first report and looks back.",
        "looks_back": "It is told as something said earlier (“had said”), after the first report.",
    }[weighed.reason]


def decided(judgement: Judgement) -> str:
    """Name a decision as something done: "put together", "corrected"."""
    return _DECIDED[judgement.decision]
