"""Pictures by address: drawn when they are asked for, once for each state of the record.

A page shows a picture as <img>, so that it never waits for a drawing, and nothing in a drawing can reach
the page: whatever an SVG held, an image runs no script and loads nothing. Another process draws.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from starlette.responses import Response

from onrecord.pictures import of_record
from onrecord.pictures.over_time import By
from onrecord.pictures.picture import Picture
from onrecord.pictures.worker import Worker
from onrecord.reading.finding import find_told
from onrecord.reading.listed import StatementsWanted
from onrecord.reading.lists import list_statements
from onrecord.reading.paging import MOST, Turn
from onrecord.reading.views import read_lineage, read_timeline
from onrecord.store import StatementFilter
from onrecord.web.links import PictureForm
from onrecord.web.reading import Read, Reading

router = APIRouter(include_in_schema=False)

#: An image may style itself, and do nothing else; opened by itself it is no part of this site.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_MEDIA: dict[PictureForm, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
}
#: Answers kept: some 30 kB each.
_KEPT = 400
#: A name as `links.picture` writes it: an id and a form.
_NAME = re.compile(r"(?P<identity>[\w.~%-]{1,100})\.(?P<form>svg|png|csv|json)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to draw, of what, and how."""

    identity: str
    by: By = "polarity"
    about: str | None = None


@router.get("/pictures/{kind}/{name}")
def picture(
    request: Request,
    read: Read,
    kind: str,
    name: str,
    by: Literal["polarity", "kind"] = "polarity",
    about: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Give a picture as SVG or PNG, the table behind it, or its specification."""
    found = _NAME.fullmatch(name)
    if found is None or kind not in KINDS:
        raise HTTPException(404, "There is no such picture.")
    form: PictureForm = found["form"]  # type: ignore[assignment]
    wanted = Wanted(identity=found["identity"], by=by, about=about or None)
    answers = _answers(request.app)
    key = read.store.state(), kind, form, wanted
    content = answers.get(key)
    if content is None:
        drawn = draw(read, kind, wanted)
        if drawn is None:
            raise HTTPException(404, "Nothing on record has that id, or there is nothing to draw of it.")
        content = _write(drawn, form, answers.worker)
        answers.keep(key, content)
    return _answer(request, content, form, f"{kind}-{wanted.identity}.{form}")


def draw(read: Reading, kind: str, wanted: Wanted) -> Picture | None:
    """Make a picture, for its address as for the page that shows it; None where there is nothing to show."""
    return KINDS[kind](read, wanted)


def _statements(read: Reading, wanted: Wanted) -> Picture | None:
    entity = read.record.entity(wanted.identity)
    return None if entity is None else of_record.statements_of_entity(read.record, entity, wanted.by)


def _positions(read: Reading, wanted: Wanted) -> Picture | None:
    """Draw what somebody said, about a subject or of late: then of his newest statements."""
    entity = read.record.entity(wanted.identity)
    if entity is None:
        return None
    newest = None
    if wanted.about is None:
        page = list_statements(read.store, read.record, StatementsWanted(entity=entity.id), Turn(limit=MOST))
        newest = frozenset(it.told.statement.id for it in page.items)
    entries = read_timeline(read.store, read.record, entity, StatementFilter(ids=newest), wanted.about)
    return of_record.positions_of(entity.name, entries, wanted.about)


def _coverage(read: Reading, wanted: Wanted) -> Picture | None:
    story = read.record.story(wanted.identity)
    return None if story is None else of_record.coverage_of(read.record, story)


def _copies(read: Reading, wanted: Wanted) -> Picture | None:
    """Draw the copies of a story, or of one article."""
    if wanted.identity.startswith("art-"):
        head = read.record.lookups.heads([wanted.identity]).get(wanted.identity)
        named = None if head is None else head.title or of_record.outlet_of_article(head)
        return None if named is None else of_record.copies_among(read.record, [wanted.identity], named)
    story = read.record.story(wanted.identity)
    return None if story is None else of_record.copies_of_story(read.record, story)


def _chain(read: Reading, wanted: Wanted) -> Picture | None:
    """Draw the way of a statement, or of all reports of an utterance."""
    utterance = None if wanted.identity.startswith("st-") else read.record.utterance(wanted.identity)
    ids = utterance.statements[: of_record.MOST_WAYS] if utterance else (wanted.identity,)
    told = find_told(read.store, read.record, ids)
    return of_record.ways_of([told[it] for it in ids if it in told], utterance)


def _versions(read: Reading, wanted: Wanted) -> Picture | None:
    utterance = read.record.utterance(wanted.identity)
    return (
        None if utterance is None else of_record.versions_of(read_lineage(read.store, read.record, utterance))
    )


#: Pictures by the word in their address.
KINDS: dict[str, Callable[[Reading, Wanted], Picture | None]] = {
    "statements": _statements,
    "positions": _positions,
    "coverage": _coverage,
    "copies": _copies,
    "chain": _chain,
    "versions": _versions,
}


def _write(drawn: Picture, form: PictureForm, worker: Worker) -> bytes:
    if form == "png":
        return drawn.png(worker)
    text = drawn.svg(worker) if form == "svg" else drawn.csv() if form == "csv" else drawn.json()
    return text.encode()


def _answer(request: Request, content: bytes, form: PictureForm, name: str) -> Response:
    """Answer with what was drawn, or say that the browser has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    if form == "svg":
        headers["Content-Security-Policy"] = _POLICY
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_MEDIA[form], headers=headers)


class _Answers:
    """The answers used last, for all requests to one app, and what draws new ones."""

    def __init__(self) -> None:
        self.worker = Worker()
        self._kept: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> bytes | None:
        """Give a kept answer."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: tuple[object, ...], content: bytes) -> None:
        """Keep an answer, and let go of the one that was not asked for longest."""
        with self._lock:
            self._kept[key] = content
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def warm_up(app: FastAPI) -> None:
    """Start what draws, in the background, so that the first picture does not wait for it."""
    _answers(app).worker.warm_up()


def _answers(app: FastAPI) -> _Answers:
    """Give the answers that the app keeps."""
    if not hasattr(app.state, "pictures"):
        app.state.pictures = _Answers()
    kept: _Answers = app.state.pictures
    return kept
