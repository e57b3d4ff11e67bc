"""Revisions: one address captured again, and what changed in between."""

from onrecord.link.revisions.address import Addresses, address_key, addresses_of
from onrecord.link.revisions.paragraphs import Edit, compare_paragraphs
from onrecord.link.revisions.stage import Revisions
from onrecord.link.revisions.statements import Revision, Rewording, compare_versions

__all__ = [
    "Addresses",
    "Edit",
    "Revision",
    "Revisions",
    "Rewording",
    "address_key",
    "addresses_of",
    "compare_paragraphs",
    "compare_versions",
]
