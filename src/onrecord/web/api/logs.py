"""GET /api/drops, /api/judgements, /api/activities: what was refused, what people decided, what ran."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.export.corpus_lines import judgement_line
from onrecord.export.lines import activity_row
from onrecord.model import Stage
from onrecord.reading.logs import list_activities, list_drops, list_judgements
from onrecord.web.api.lines import kept_drop_line
from onrecord.web.api.parameters import Paged, answer_page
from onrecord.web.api.problems import MISSING, UNREADABLE
from onrecord.web.api.shapes_across import Activities, Drops, Judgements
from onrecord.web.reading import Read

router = APIRouter(tags=["logs"])


@router.get("/drops", response_model=Drops, responses={**MISSING, **UNREADABLE})
def drops(request: Request, read: Read, turn: Paged, stage: Stage | None = None) -> Response:
    """List what could not be used and why, the last first."""
    page = list_drops(read.record, turn, stage=stage)
    return answer_page(request, [kept_drop_line(it) for it in page.items], page.next)


@router.get("/judgements", response_model=Judgements, responses={**MISSING, **UNREADABLE})
def judgements(request: Request, read: Read, turn: Paged) -> Response:
    """List people's decisions, the newest first, those that were taken back among them."""
    page = list_judgements(read.record, turn)
    return answer_page(request, [judgement_line(it) for it in page.items], page.next)


@router.get("/activities", response_model=Activities, responses={**MISSING, **UNREADABLE})
def activities(request: Request, read: Read, turn: Paged) -> Response:
    """List what ran: which software, with which settings and model; the newest first."""
    page = list_activities(read.record, turn)
    return answer_page(request, [activity_row(it) for it in page.items], page.next)
