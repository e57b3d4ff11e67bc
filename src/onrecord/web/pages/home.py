"""The first page: search, what is new, what was refused."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.reading.listed import ArticlesWanted
from onrecord.reading.lists import list_articles, list_disputes, list_stories
from onrecord.reading.logs import count_record, list_activities, list_drops
from onrecord.reading.paging import Turn
from onrecord.web import links
from onrecord.web.reading import Read
from onrecord.web.templating import render
from onrecord.web.views.dispute import each_once

router = APIRouter(include_in_schema=False)

_FEW = Turn(limit=6)
#: Several reports of one dispute are shown as one.
_REPORTS = Turn(limit=2 * _FEW.limit)


@router.get(links.HOME)
def home(request: Request, read: Read) -> Response:
    """Show what is on record at a glance."""
    stories = list_stories(read.record, _FEW, least=2)
    reports = list_disputes(read.store, read.record, _REPORTS, relation="disputes")
    return render(
        request,
        "home.html",
        counts=count_record(read.record),
        stories=stories.items or list_stories(read.record, _FEW).items,
        disputes=[it.dispute for it in each_once(reports.items)[: _FEW.size]],
        articles=list_articles(read.record, ArticlesWanted(kind="article"), _FEW).items,
        drops=list_drops(read.record, _FEW).items,
        activity=next(iter(list_activities(read.record, Turn(limit=1)).items), None),
    )
