"""Examples of answers, for the description: an invented ferry and its mayor."""

from __future__ import annotations

from typing import Any

_SOURCE = {"start": 174, "end": 180, "text": "Brandt"}
_CUE = {"start": 181, "end": 187, "text": "denied"}
_CONTENT = {"start": 188, "end": 219, "text": "that she had met the buyer"}
_SAID: dict[str, Any] = {
    "value": None, "precision": None, "earliest": None, "latest": "2026-03-03", "method": None,
    "evidence": [],
}  # fmt: skip
_STATEMENT: dict[str, Any] = {
    "id": "st-70f0f4790a1b2c3d4e5f", "article": "art-1f0a93c277be4d01aa20", "path": "ferry.txt", "key": None,
    "utterance": "utt-dc6318e4c0ffee123456", "kind": "indirect", "act": "deny", "polarity": "denied",
    "score": 0.97, "parent": None, "source": [_SOURCE], "cue": [_CUE], "content": [_CONTENT], "addressee": [],
    "venue": None,
    "speaker": {
        "name": "Olla Brandt", "kind": "person", "as_printed": "Brandt", "unnamed": None,
        "entity": "ent-25334314ab41c956dda0",
    },
    "said": _SAID,
    "chain": [{
        "name": "Olla Brandt", "kind": "speaker", "start": 174, "end": 180, "text": "Brandt",
        "inferred": False,
    }],
}  # fmt: skip
_ENTITY: dict[str, Any] = {
    "id": "ent-25334314ab41c956dda0", "name": "Olla Brandt", "kind": "person",
    "names": [{"name": "Olla Brandt", "count": 3}, {"name": "Brandt", "count": 5}],
    "descriptions": [{"text": "the mayor", "count": 2}],
    "candidates": [], "merges": [],
}  # fmt: skip
_STORY: dict[str, Any] = {
    "id": "story-d3c7726d917334e73124", "title": "Mayor denies that the ferry was sold",
    "articles": ["art-1f0a93c277be4d01aa20"], "from": "2026-03-03", "to": "2026-03-03",
}  # fmt: skip
_PUBLISHER: dict[str, Any] = {
    "name": "The Harbour Lamp", "articles": 12, "from": "2025-11-02", "to": "2026-03-03"
}  # fmt: skip
_DROP: dict[str, Any] = {
    "stage": "extract", "item": "gallery.html", "partial": False, "article": None, "capture": None,
    "reason": "no article: only 0 words of running text; save it with its text if it has one",
}  # fmt: skip


def _page(item: dict[str, Any]) -> dict[str, Any]:
    return {"items": [item], "next": "WyJzdGF0ZW1lbnRzIl0"}


#: By path of the route.
EXAMPLES: dict[str, Any] = {
    "/statements": _page({**_STATEMENT, "hits": [{"start": 213, "end": 219, "text": "buyer"}]}),
    "/statements/{identity}": _STATEMENT,
    "/entities": _page({**_ENTITY, "named": 8}),
    "/entities/{identity}": _ENTITY,
    "/stories": _page(_STORY),
    "/stories/{identity}": _STORY,
    "/publishers": _page(_PUBLISHER),
    "/publishers/{name}": _PUBLISHER,
    "/drops": _page(_DROP),
}
