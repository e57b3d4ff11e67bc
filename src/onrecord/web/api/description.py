"""The description of the API (OpenAPI 3.1): what it says beside the routes, and its examples."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from onrecord.web.api.examples import EXAMPLES
from onrecord.web.api.problems import MEDIA_TYPE

ABOUT = """\
The record as JSON, with the fields of `onrecord export jsonl`.

**Lists** come a page at a time: `limit` (25, at most 100) and `cursor`; `next` in the answer, and the `Link`
header, lead to the next page. A cursor stays good while the record grows.
**Answers** carry an `ETag`: send it back as `If-None-Match`, and what did not change comes as 304.
**Failures** are problem details (RFC 9457). **Writing** needs `Authorization: Bearer TOKEN`.
"""
TAGS = [
    {"name": "overview", "description": "How much is on record."},
    {"name": "statements", "description": "Who said what, when, by way of whom."},
    {"name": "articles", "description": "Pages with their text, and all that is marked in them."},
    {"name": "entities", "description": "Persons, bodies and places across articles."},
    {"name": "utterances", "description": "Acts of speech that one or more statements report."},
    {"name": "stories", "description": "Articles of one happening, across publishers."},
    {"name": "disputes", "description": "Who denies, contradicts, corrects or does not confirm what."},
    {"name": "events", "description": "Who did what to whom."},
    {"name": "copies", "description": "Articles that have their text from others, and how pages changed."},
    {"name": "publishers", "description": "Outlets."},
    {"name": "asking", "description": "What is on record about a claim or a wording."},
    {"name": "logs", "description": "What was refused, what people decided, what ran."},
    {"name": "decisions", "description": "People's decisions; they need the token."},
]


def describe(api: FastAPI) -> None:
    """Let the application describe itself with examples, and its failures as what they are."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        if api.openapi_schema is None:
            _complete(plain())
        return plain()

    api.openapi = described  # type: ignore[method-assign]


def _complete(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status >= "400" and "application/json" in content:
                    response["content"] = {MEDIA_TYPE: content["application/json"]}
            if method == "get":
                operation["responses"]["304"] = {"description": "The client has it (If-None-Match)"}
            example = EXAMPLES.get(path)
            if method == "get" and example is not None:
                operation["responses"]["200"]["content"]["application/json"]["example"] = example
