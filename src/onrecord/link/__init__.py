"""Corpus stages: what only many articles together show (block → score → judge → group)."""

from onrecord.link.copies import Copies
from onrecord.link.deeds import Deeds
from onrecord.link.disputes import Disputes
from onrecord.link.entities import Entities
from onrecord.link.linker import link
from onrecord.link.printed import printed_names
from onrecord.link.revisions import Revisions
from onrecord.link.stage import Stage
from onrecord.link.stories import Stories
from onrecord.link.utterances import Utterances

__all__ = ["STAGES", "VERSION", "link", "printed_names"]

#: In the order in which they run; a stage may look at the families of "copies", and "stories" at the
#: days of "utterances"; at nothing else of another.
STAGES: tuple[Stage, ...] = (
    Copies(),
    Entities(),
    Utterances(),
    Disputes(),
    Stories(),
    Revisions(),
    Deeds(),
)
#: To be changed with anything that changes what the stages find: a store linked by another version is
#: linked anew. People's decisions stay.
VERSION = "15"
