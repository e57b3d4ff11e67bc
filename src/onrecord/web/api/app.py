"""The application under /api: its routers, its failures, its description."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, FastAPI

from onrecord.store import Store
from onrecord.web.api import (
    articles,
    asking,
    copies,
    deciding,
    disputes,
    entities,
    events,
    logs,
    overview,
    publishers,
    statements,
    stories,
    utterances,
)
from onrecord.web.api.description import ABOUT, TAGS, describe
from onrecord.web.api.problems import add_problems
from onrecord.web.security import Gate

#: One router a file, in the order in which the reference shows them.
ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    statements.router,
    articles.router,
    entities.router,
    utterances.router,
    stories.router,
    disputes.router,
    events.router,
    copies.router,
    publishers.router,
    asking.router,
    logs.router,
    deciding.router,
)


def create_api(store: Store, *, gate: Gate) -> FastAPI:
    """Make the application that is mounted under /api.

    Args:
        store: what it serves; the caller closes it.
        gate: what lets somebody write; that of the pages.

    """
    api = FastAPI(
        title="onrecord",
        summary="Who said what, when, to whom, according to whom, and who disputes it",
        description=ABOUT,
        version=version("onrecord"),
        openapi_tags=TAGS,
        # The pages that FastAPI makes of these load scripts from another host; /api is ours.
        docs_url=None,
        redoc_url=None,
        servers=[{"url": "/api"}],
        root_path_in_servers=False,
        redirect_slashes=False,
    )
    api.state.store = store
    api.state.gate = gate
    api.state.routers = ROUTERS
    add_problems(api)
    for router in ROUTERS:
        api.include_router(router)
    describe(api)
    return api
