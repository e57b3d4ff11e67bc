"""Export as W3C Web Annotations: pages of a collection, in JSON-LD.

Each statement is one annotation of its article. A target is a span, found by its words (TextQuoteSelector,
with what stands around them) and by its place (TextPositionSelector, in code points of the stored text). The
format: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.files import new_files
from onrecord.export.lines import Line
from onrecord.export.names import URN, told, urn, web_address
from onrecord.export.tables import read_by_article

if TYPE_CHECKING:
    from onrecord.store import Store

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": URN}]
#: Annotations of one page of the collection.
PAGE = 1_000
#: Characters before and behind a quoted span that help to find it again.
AROUND = 32
_ROLES = ("source", "cue", "content", "addressee")


def write_web_annotation(store: Store, folder: Path) -> None:
    """Write `folder`/collection.jsonld and `folder`/pages/page-N.jsonld, PAGE annotations each.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with new_files(folder, ["collection.jsonld", "pages"]) as drafts:
        drafts["pages"].mkdir()
        total = number = 0
        page: list[Line] = []

        def write(items: list[Line], *, last: bool) -> None:
            body = _page(number, items, last=last, start=total - len(items))
            path = drafts["pages"] / f"page-{number}.jsonld"
            path.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")

        for annotation in _annotations(store):
            if len(page) == PAGE:
                number += 1
                write(page, last=False)
                page = []
            page.append(annotation)
            total += 1
        number += 1
        write(page, last=True)
        collection = {
            "@context": CONTEXT,
            "id": urn("annotations"),
            "type": "AnnotationCollection",
            "label": "Statements on record",
            "total": total,
            "first": _page_id(1),
            "last": _page_id(number),
        }
        drafts["collection.jsonld"].write_text(json.dumps(collection, indent=1), encoding="utf-8")


def annotation_of(article: Line, statement: Line) -> Line:
    """Give the annotation of one statement: what it is, and each of its spans as a target."""
    targets = (_target(article, span, role) for role in _ROLES for span in statement[role])
    venue = (_target(article, statement["venue"], "venue"),) if statement["venue"] else ()
    return {
        "id": urn(statement["id"]),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": told(statement),
            },
            {"type": "TextualBody", "purpose": "tagging", "value": statement["act"]},
            {"type": "TextualBody", "purpose": "tagging", "value": statement["polarity"]},
        ],
        "target": [*chain(targets, venue)],
    }


def _target(article: Line, span: Line, role: str) -> Line:
    text, start, end = article["text"], span["start"], span["end"]
    return {
        "type": "SpecificResource",
        "source": web_address(article) or urn(article["id"]),
        "onrecord:role": role,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span["text"],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _annotations(store: Store) -> Iterator[Line]:
    for tables in read_by_article(store):
        (article,) = tables["articles"]
        yield from (annotation_of(article, statement) for statement in tables["statements"])


def _page(number: int, items: list[Line], *, last: bool, start: int) -> Line:
    following = {} if last else {"next": _page_id(number + 1)}
    return {
        "@context": CONTEXT,
        "id": _page_id(number),
        "type": "AnnotationPage",
        "partOf": urn("annotations"),
        "startIndex": start,
        **following,
        "items": items,
    }


def _page_id(number: int) -> str:
    return urn(f"annotations/page-{number}")
