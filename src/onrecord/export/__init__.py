"""Write the record out, one file a format; `lines` holds the record format itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.export.csv import write_csv, write_lines
from onrecord.export.datasette import write_datasette
from onrecord.export.ftm import write_ftm
from onrecord.export.jsonl import json_line, write_jsonl
from onrecord.export.lines import Line, article_line, statement_line
from onrecord.export.parquet import write_parquet
from onrecord.export.prov import write_prov
from onrecord.export.schema_org import write_schema_org
from onrecord.export.standoff import citron_line, standoff, write_citron, write_polnear
from onrecord.export.web_annotation import write_web_annotation

if TYPE_CHECKING:
    from onrecord.model import AnnotatedArticle
    from onrecord.store import Store

__all__ = [
    "EXPORTERS", "WITHOUT_TEXT", "annotation_writer", "article_line", "json_line", "statement_line",
    "write_lines",
]  # fmt: skip

#: `onrecord export FORMAT OUT`: what writes a store into a folder, by the name of the format.
EXPORTERS: dict[str, Callable[[Store, Path], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
    "web-annotation": write_web_annotation,
    "schema-org": write_schema_org,
    "prov": write_prov,
    "ftm": write_ftm,
    "polnear": write_polnear,
    "citron": write_citron,
    "datasette": write_datasette,
}

#: The same for the formats that can leave the words of pages out.
WITHOUT_TEXT: dict[str, Callable[[Store, Path], None]] = {
    "jsonl": partial(write_jsonl, no_text=True),
    "csv": partial(write_csv, no_text=True),
    "parquet": partial(write_parquet, no_text=True),
}


def annotation_writer(form: Literal["jsonl", "polnear", "citron"]) -> Callable[[AnnotatedArticle], str]:
    """Give what writes one article for `onrecord annotate --format FORM`."""

    def of_line(write: Callable[[Line], str]) -> Callable[[AnnotatedArticle], str]:
        return lambda annotated: write(article_line(annotated))

    return {
        "jsonl": of_line(json_line),
        "polnear": of_line(lambda line: standoff(line, line["statements"])),
        "citron": of_line(lambda line: json_line(citron_line(line, line["statements"]))),
    }[form]
