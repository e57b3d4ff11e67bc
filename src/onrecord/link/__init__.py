"""Corpus stages: what only many articles together show (block → score → judge → group)."""

from onrecord.link.linker import link
from onrecord.link.stage import Stage

__all__ = ["STAGES", "VERSION", "link"]

#: In the order in which they run; a stage may look at the pairs of "copies" and at nothing else of another.
STAGES: tuple[Stage, ...] = ()
#: To be changed with anything that changes what the stages find: a store linked by another version is
#: linked anew. People's decisions stay.
VERSION = "1"
