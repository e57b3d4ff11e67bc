"""Metadata for Datasette (https://datasette.io): what the tables and columns of a store are.

A store opens in Datasette as it is; with `datasette record.db --metadata OUT/metadata.json` every table and
column is explained, and the program's own tables are hidden.
"""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.export.files import text_files

if TYPE_CHECKING:
    from onrecord.store import Store

#: The program's own tables: keys of the linker, counts, versions, full-text indexes.
HIDDEN = (
    "about_names", "alembic_version", "articles_search", "audit_log", "changes", "forgotten", "link_items",
    "link_keys", "link_versions", "mention_names", "name_counts", "name_totals", "name_totals_search",
    "speaker_names", "statements_search", "unlinked", "visits",
)  # fmt: skip


def write_datasette(store: Store, folder: Path) -> None:
    """Write `folder`/metadata.json for the file of `store`.

    Raises:
        OnrecordError: the folder can't be written to.

    """
    if "://" in store.location:
        raise OnrecordError(store.location, "is on a server, and Datasette opens files: give one of these")
    described = {
        "title": "On record",
        "description": "Who said what, when, according to whom, and who disputes it",
        "databases": {Path(store.location).stem: {"tables": tables()}},
    }
    with text_files(folder, ["metadata.json"]) as files:
        json.dump(described, files["metadata.json"], ensure_ascii=False, indent=1)


def tables() -> dict[str, dict[str, Any]]:
    """Give what is said of each table: its description and those of its columns, or that it is hidden."""
    file = resources.files("onrecord.export").joinpath("data/datasette.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    shown = {
        name: {**table, "columns": {**data["columns"], **table.get("columns", {})}}
        for name, table in data["tables"].items()
    }
    return {**shown, **{name: {"hidden": True} for name in HIDDEN}}
