"""Sample pages about places and people that do not exist; what each shows stands in README.md here."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable

#: Endings of the files that are pages; expected.json and README.md are about them.
PAGE_SUFFIXES = (".html", ".txt", ".jsonl")


def sample_paths() -> tuple[Traversable, ...]:
    """Give the sample pages in the order of their names."""
    folder = resources.files(__name__)
    pages = (entry for entry in folder.iterdir() if entry.name.endswith(PAGE_SUFFIXES))
    return tuple(sorted(pages, key=lambda page: page.name))
