"""GET /api/copies and /api/revisions: which article has its text from another, and how pages changed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.export.corpus_lines import copy_line, revision_line
from onrecord.reading.lists_across import list_copies, list_revisions
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE
from onrecord.web.api.shapes_deeds import Copies, Revisions
from onrecord.web.reading import Read

router = APIRouter(tags=["copies"])


@router.get("/copies", response_model=Copies, responses={**MISSING, **UNREADABLE})
def copies(request: Request, read: Read, turn: Paged) -> Response:
    """List which article (`to`) has its text from another (`from`), and what shows it."""
    page = list_copies(read.record, turn)
    return answer_page(request, [copy_line(it) for it in page.items], page.next)


@router.get("/revisions", response_model=Revisions, responses={**MISSING, **UNREADABLE})
def revisions(request: Request, read: Read, turn: Paged) -> Response:
    """List what changed from one capture of a page to the next."""
    page = list_revisions(read.record, turn)
    return answer_page(request, [revision_line(it) for it in page.items], page.next)
