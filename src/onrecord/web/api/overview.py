"""GET /api/overview: how much is on record."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from onrecord.reading.logs import count_record
from onrecord.web.api.shapes_across import Overview
from onrecord.web.reading import Read

router = APIRouter(tags=["overview"])


@router.get("/overview", response_model=Overview)
def overview(read: Read) -> Response:
    """Count what is on record."""
    return JSONResponse({"version": version("onrecord"), **asdict(count_record(read.record))})
