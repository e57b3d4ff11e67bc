"""What was not used, or not whole, and why: nothing vanishes."""

from __future__ import annotations

from typing import Literal, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.model import Stage
from onrecord.reading.logs import list_drops
from onrecord.reading.paging import Turn
from onrecord.web import links
from onrecord.web.reading import Read
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)

_MANY = 50


@router.get(links.DROPS)
def drops(
    request: Request, read: Read, stage: Stage | Literal[""] = "", cursor: str | None = None
) -> Response:
    """List what was refused, the last first."""
    found = list_drops(read.record, Turn(cursor=cursor, limit=_MANY), stage=stage or None)
    return render(
        request,
        "drops.html",
        found=found,
        stage=stage,
        stages=get_args(Stage),
        first=links.page(links.DROPS, stage=stage) if cursor else None,
        next=links.page(links.DROPS, stage=stage, cursor=found.next) if found.next else None,
    )
