"""The web application over one store: pages, and what stands between them and the network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from onrecord.store import Store
from onrecord.web import feeds, links, pictures
from onrecord.web.answers import Answers
from onrecord.web.api.app import create_api
from onrecord.web.api.reference import reference_router
from onrecord.web.failures import add_failures
from onrecord.web.head import AnswerHead
from onrecord.web.pages import (
    about,
    article,
    claim,
    decisions,
    dispute,
    drops,
    entity,
    home,
    publisher,
    search,
    sign_in,
    story,
    utterance,
)
from onrecord.web.patience import Prompt
from onrecord.web.queue import Queue
from onrecord.web.security import LOOPBACK, Gate, Guard

#: Threads that make answers; the database works while another one computes.
_THREADS = 4
#: One router a file, in the order in which they are asked; add a line for each new file.
ROUTERS: tuple[APIRouter, ...] = (
    about.router,
    article.router,
    claim.router,
    decisions.router,
    dispute.router,
    drops.router,
    feeds.router,
    entity.router,
    home.router,
    pictures.router,
    publisher.router,
    search.router,
    sign_in.router,
    story.router,
    utterance.router,
)


@asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    """Let few answers be made at once: Python gives one thread the processor, and each change has its price.

    With forty threads the same answers cost eight clients more of the processor than with four
    (`benchmarks/serve.py --only dispute`; how it was chosen stands in docs/decisions/lists-and-api.md).
    """
    current_default_thread_limiter().total_tokens = _THREADS
    yield


def create_app(
    store: Store, *, token: str | None = None, allowed_hosts: Collection[str] = LOOPBACK
) -> FastAPI:
    """Make the application.

    Args:
        store: what it serves; the caller closes it.
        token: what a writer must show; None lets nobody write.
        allowed_hosts: names (without port) that a request may ask for; "*" lets every name pass.

    """
    app = FastAPI(
        title="onrecord",
        version=version("onrecord"),
        # Pages have no description; /api has its own.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_few_threads,
    )
    app.state.store = store
    app.state.gate = Gate(token)
    add_failures(app)
    # The last one added stands first: it guards the answers to failures too.
    app.add_middleware(Queue)
    app.add_middleware(Prompt)
    app.add_middleware(AnswerHead)
    app.add_middleware(Answers, store=store)
    app.add_middleware(Guard, allowed_hosts=allowed_hosts)
    for router in ROUTERS:
        app.include_router(router)
    api = create_api(store, gate=app.state.gate)
    app.include_router(reference_router(api))
    app.mount(links.API, api)
    app.mount("/static", StaticFiles(directory=str(files("onrecord.web") / "static")), name="static")
    return app
