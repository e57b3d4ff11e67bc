"""What stands right before a deed's word and says how sure it is, whatever the encoder thinks of it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.lexicon import forms, word_set
from onrecord.model import Modality

#: How many words before a deed are looked at.
REACH = 6
_NOT = frozenset(("not", "never", "n't", "cannot", "without", "neither", "nor", "hardly", "no"))
#: Verbs whose infinitive or gerund is not done.
_UNDONE = frozenset(
    form
    for verb in word_set("refuse fail decline avoid cease forget omit deny oppose")
    for form in forms(verb)
)
_FUTURE = frozenset(("will", "'ll", "wo", "shall"))
_OPEN = frozenset(("may", "might", "could", "should", "can", "must", "would", "'d"))
_IF = frozenset(("if", "unless", "whether"))
_DOUBTED = frozenset(
    ("allegedly", "reportedly", "supposedly", "purportedly", "alleged", "suspected", "reported")
)
#: What is wanted or meant, before an infinitive.
_MEANT = frozenset(
    form
    for verb in word_set(
        "plan intend want hope agree promise vow pledge threaten offer expect decide prepare aim propose "
        "urge demand order ask call schedule seek"
    )
    for form in forms(verb)
) | frozenset(("ready", "willing", "prepared", "likely", "about", "due", "set", "going"))
#: What may stand between those and a verb without parting them.
_BETWEEN = word_set(
    "be been being have has had is are was were do does did to also even ever yet still already longer only "
    "again now soon immediately any the a an"
)


def mended_modality(words: Sequence[str], at: int, own: Modality, *, noun: bool) -> Modality:
    """Give how sure a deed is: by the words right before it where they say so, else as it was read.

    Args:
        words: the lower-case words of the paragraph.
        at: the place of the deed's word.
        own: how the encoder reads it.
        noun: whether the deed is told by a noun.

    """
    infinitive = False
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        word = words[place]
        if noun:
            return _before_noun(words, place, own)
        if word in _NOT or word.endswith("n't"):
            return "denied"
        if word in _FUTURE:
            return "planned"
        if word in _OPEN and not infinitive:
            return "planned" if word in ("would", "'d") and own == "planned" else "hypothetical"
        if word in _DOUBTED:
            return "alleged"
        if word in _UNDONE and (infinitive or words[at].endswith("ing")):
            return "denied"
        if word in _MEANT and infinitive:
            return "planned" if own != "denied" else own
        if word == "to":
            infinitive = True
        elif word not in _BETWEEN and not word.endswith("ly"):
            break
    return own


def _before_noun(words: Sequence[str], place: int, own: Modality) -> Modality:
    """Read "no attack", "the alleged attack", "a planned attack"."""
    for word in reversed(words[max(0, place - 2) : place + 1]):
        if word in ("no", "without"):
            return "denied"
        if word in _DOUBTED and own == "asserted":
            return "alleged"
        if (
            word in ("planned", "proposed", "upcoming", "threatened", "possible", "potential")
            and own == "asserted"
        ):
            return "planned"
    return own
