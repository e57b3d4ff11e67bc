"""One act of speech: its versions side by side, who reports it, and what became of the words."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from onrecord.pictures.of_record import ways_of
from onrecord.web import links
from onrecord.web.reading import Read
from onrecord.web.templating import render
from onrecord.web.views import words
from onrecord.web.views.decisions import read_notice
from onrecord.web.views.utterance import read_utterance

router = APIRouter(include_in_schema=False)


@router.get("/utterances/{identity}")
def utterance(request: Request, read: Read, identity: str, decided: str | None = None) -> Response:
    """Show an utterance; an earlier id of it, or that of one of its statements, leads to it."""
    found = read.record.utterance(identity)
    if found is None:
        raise HTTPException(404, f"No remark on record has the id {identity}.")
    if found.id != identity:
        return RedirectResponse(links.page(links.utterance(found.id), decided=decided), 307)
    page = read_utterance(read.store, read.record, found)
    return render(
        request,
        "utterance.html",
        page=page,
        ways=ways_of([it.told for it in page.reports], found),
        notice=read_notice(read.store, read.record, decided),
        changes_in_words=words.CHANGES,
    )
