"""The labels of the encoder's heads, in the order of its outputs."""

from __future__ import annotations

from onrecord.model import Modality

#: Roles of an attribution, after PARC and PolNeAR.
ROLES = ("source", "cue", "content")
#: Types of a name, after OntoNotes 5.
NAME_TYPES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK")


def bio(types: tuple[str, ...]) -> tuple[str, ...]:
    """Name the BIO tags of `types`: "O", then B- and I- of each."""
    return ("O", *(f"{prefix}-{kind}" for kind in types for prefix in "BI"))


ROLE_TAGS = bio(ROLES)
NAME_TAGS = bio(NAME_TYPES)
#: What a word tells of a deed.
DEED_TAGS = ("none", "verb", "noun")
#: Noun phrases without what hangs on them.
PHRASE_TAGS = ("O", "B", "I")
MODALITIES: tuple[Modality, ...] = ("asserted", "alleged", "denied", "planned", "hypothetical")
#: Who or what has a part in a deed; all of them point to the head of a noun phrase.
DEED_PARTS = ("actor", "object", "recipient", "place", "time")
