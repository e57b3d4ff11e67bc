"""GET /api: the description of the API as a page, made on the server: nothing is fetched from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from onrecord.web import links
from onrecord.web.templating import render

#: Methods in the order in which a path shows them.
_METHODS = ("get", "post", "put", "delete")


def reference_router(api: FastAPI) -> APIRouter:
    """Make the page of an API."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{links.API}/")
    @router.get(links.API)
    def reference(request: Request) -> Response:
        """Show every operation with its parameters, answers and an example."""
        document = api.openapi()
        return render(request, "reference.html", document=document, tags=_by_tag(document))

    return router


def _by_tag(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sort the operations by tag, each with what the page shows of it."""
    operations = [
        _operation(method, path, described[method])
        for path, described in document["paths"].items()
        for method in _METHODS
        if method in described
    ]
    return [
        {**tag, "operations": [it for it in operations if it["tag"] == tag["name"]]}
        for tag in document["tags"]
    ]


def _operation(method: str, path: str, described: Mapping[str, Any]) -> dict[str, Any]:
    content = described["responses"].get("200", {}).get("content", {}).get("application/json", {})
    example = content.get("example")
    return {
        "method": method.upper(),
        "path": f"{links.API}{path}",
        "anchor": described["operationId"],
        "tag": described["tags"][0],
        "about": described["description"],
        "parameters": [_parameter(it) for it in described.get("parameters", ())],
        "answers": sorted((status, it["description"]) for status, it in described["responses"].items()),
        "example": None if example is None else json.dumps(example, indent=1, ensure_ascii=False),
        "token": bool(described.get("security")),
    }


def _parameter(described: Mapping[str, Any]) -> dict[str, Any]:
    schema = described["schema"]
    kinds = [it for it in schema.get("anyOf", [schema]) if it.get("type") != "null"]
    values = [
        value for kind in kinds for value in kind.get("enum", [kind["const"]] if "const" in kind else [])
    ]
    formats = (kind.get("format") or kind.get("type", "") for kind in kinds)
    return {
        "name": described["name"],
        "required": described.get("required", False),
        "kind": ", ".join(values) or " or ".join(dict.fromkeys(formats)),
        "about": described.get("description", ""),
        "default": schema.get("default"),
    }
