"""Revisions: one address captured again, and what changed in between."""

from onrecord.link.revisions.address import keys_of_address
from onrecord.link.revisions.paragraphs import Edit, compare_paragraphs
from onrecord.link.revisions.stage import Revisions
from onrecord.link.revisions.statements import Revision, Rewording, compare_versions

__all__ = [
    "Edit",
    "Revision",
    "Revisions",
    "Rewording",
    "compare_paragraphs",
    "compare_versions",
    "keys_of_address",
]
