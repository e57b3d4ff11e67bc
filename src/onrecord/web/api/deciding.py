"""POST and DELETE /api/judgements: people's decisions, by token."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import Field
from starlette.responses import JSONResponse, Response

from onrecord import judging
from onrecord.export.corpus_lines import judgement_line
from onrecord.model.audit import Signature
from onrecord.web.api.parameters import Day
from onrecord.web.api.problems import MISSING, UNREADABLE, WRITING, missing
from onrecord.web.api.shapes import Shape
from onrecord.web.api.shapes_across import Judgement
from onrecord.web.reading import Read, store_of
from onrecord.web.security import asked_from, has_token

#: Who takes a decision back where a program does not say.
UNNAMED = "whoever has the token"
_BEARER = HTTPBearer(
    auto_error=False, scheme_name="token", description="The token that `onrecord serve` prints."
)


def _needs_token(
    request: Request,
    _: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> None:
    """Let only those pass who bear the token."""
    if request.app.state.gate.token is None:
        raise HTTPException(403, "this server was started without a token: nobody can write")
    if not has_token(request):
        raise HTTPException(401, "send the token as `Authorization: Bearer`", {"WWW-Authenticate": "Bearer"})


router = APIRouter(tags=["decisions"], dependencies=[Depends(_needs_token)])

Name = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Who = Annotated[
    str,
    Field(
        min_length=1,
        max_length=120,
        pattern=r"\S",
        description="Whose decision it is.",
        examples=["Ada Lorne"],
    ),
]


class Grouping(Shape):
    """Two names are (not) one person or body, two statements (not) one utterance, two articles one story."""

    decision: Literal["merge", "split"]
    one: Annotated[Name, Field(description="A name or an id.", examples=["Olla Brandt"])]
    other: Annotated[Name, Field(description="Another of the same sort.", examples=["Ola Brandt"])]
    who: Who


class Linking(Shape):
    """A link between two statements, or a copy between two articles, is right (or wrong)."""

    decision: Literal["accept", "reject"]
    one: Annotated[Name, Field(description="The id of a statement or an article.", examples=["st-1f0a93c2"])]
    other: Annotated[Name, Field(description="The id of the other one.", examples=["st-77be4d01"])]
    who: Who


class SpeakerGiven(Shape):
    """Who said it."""

    decision: Literal["correct"]
    statement: Annotated[Name, Field(description="Its id.", examples=["st-1f0a93c2"])]
    field: Literal["speaker"]
    value: Annotated[Name, Field(description="A name, or an entity's id.", examples=["Olla Brandt"])]
    who: Who


class DayGiven(Shape):
    """When it was said."""

    decision: Literal["correct"]
    statement: Annotated[Name, Field(description="Its id.", examples=["st-1f0a93c2"])]
    field: Literal["said"]
    value: Day
    who: Who


Decided = Grouping | Linking | SpeakerGiven | DayGiven


@router.post("/judgements", status_code=201, response_model=Judgement, responses={**WRITING, **UNREADABLE})
def decide(request: Request, decided: Decided) -> Response:
    """Keep a decision, and put it into effect."""
    store = store_of(request)
    given = {"who": decided.who, "when": _now(), "place": asked_from(request, "API")}
    if isinstance(decided, Grouping):
        made = judging.decide_group(store, decided.decision, decided.one, decided.other, **given)
    elif isinstance(decided, Linking):
        made = judging.decide_link(store, decided.decision, decided.one, decided.other, **given)
    else:
        made = judging.correct(store, decided.statement, decided.field, decided.value, **given)
    return JSONResponse(judgement_line(made), 201)


@router.delete(
    "/judgements/{identity}",
    response_model=Judgement,
    responses={**MISSING, **WRITING, **UNREADABLE},
)
def undo(
    request: Request,
    read: Read,
    identity: str,
    who: Annotated[
        str, Query(min_length=1, max_length=120, pattern=r"\S", description="Who takes it back, for the log.")
    ] = UNNAMED,
) -> Response:
    """Take a decision back: it stays on record, and no longer stands."""
    if read.record.lookups.judgement_ids(identity, 1) != [identity]:
        raise missing("decision", identity)
    by = Signature(who=who, when=_now(), place=asked_from(request, "API"))
    return JSONResponse(judgement_line(judging.take_back(store_of(request), identity, by=by)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
