"""People's decisions: all of them, and the forms that make one or take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord import judging
from onrecord.errors import OnrecordError, StoreError
from onrecord.model import Judgement
from onrecord.model.audit import Signature
from onrecord.reading.corrections import Field
from onrecord.reading.logs import list_judgements
from onrecord.reading.paging import Turn
from onrecord.store import Store
from onrecord.store.days import day_range
from onrecord.web import links
from onrecord.web.reading import Read, store_of
from onrecord.web.security import asked_from, signed_in
from onrecord.web.templating import render
from onrecord.web.views.decisions import read_decisions, read_notice

router = APIRouter(include_in_schema=False)

#: Decisions on one page.
_MANY = 40
Text = Annotated[str, Form(max_length=links.MOST_BACK)]


@router.get(links.DECISIONS)
def decisions(
    request: Request, read: Read, cursor: str | None = None, decided: str | None = None
) -> Response:
    """Show all decisions, the newest first, those taken back among them."""
    found = list_judgements(read.record, Turn(cursor=cursor, limit=_MANY))
    return render(
        request,
        "decisions.html",
        decisions=read_decisions(read.store, read.record, found.items),
        first=links.DECISIONS if cursor else None,
        next=links.page(links.DECISIONS, cursor=found.next) if found.next else None,
        notice=read_notice(read.store, read.record, decided),
    )


@router.post(f"{links.DECISIONS}/correct")
def correct(
    request: Request,
    statement: Text = "",
    speaker: Text = "",
    said: Text = "",
    back: Text = links.DECISIONS,
) -> Response:
    """Correct who spoke, or when, or both."""

    def decide(store: Store, who: str) -> Judgement:
        given: dict[Field, str] = {"speaker": speaker.strip(), "said": said.strip()}
        if given["said"] and day_range(given["said"]) is None:
            raise OnrecordError(said, "is no day: write 2031-05-04, 2031-05 or 2031")
        place = asked_from(request, "page")
        made = [
            judging.correct(store, statement, field, value, who=who, when=now(), place=place)
            for field, value in given.items()
            if value
        ]
        if not made:
            raise OnrecordError(statement, "nothing was filled in: give a name, a day or both")
        return made[-1]

    return _answer(request, decide, back)


@router.post(f"{links.DECISIONS}/undo")
def undo(request: Request, decision: Text = "", back: Text = links.DECISIONS) -> Response:
    """Take a decision back; it is kept, and no longer stands."""

    def take_back(store: Store, who: str) -> Judgement:
        by = Signature(who=who, when=now(), place=asked_from(request, "page"))
        return judging.take_back(store, decision, by=by)

    return _answer(request, take_back, back)


@router.post(f"{links.DECISIONS}/{{decision}}")
def decide_pair(
    request: Request,
    decision: Literal["merge", "split", "accept", "reject"],
    one: Text = "",
    other: Text = "",
    back: Text = links.DECISIONS,
) -> Response:
    """Decide about two names, statements, remarks, articles or stories."""

    def decide(store: Store, who: str) -> Judgement:
        ends = one.strip(), other.strip()
        given = {"who": who, "when": now(), "place": asked_from(request, "page")}
        if decision == "merge" or decision == "split":
            return judging.decide_group(store, decision, *ends, **given)
        return judging.decide_link(store, decision, *ends, **given)

    return _answer(request, decide, back)


def now() -> str:
    """Give the time finely enough that no two decisions of one person have the same."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _answer(request: Request, decide: Callable[[Store, str], Judgement], back: str) -> Response:
    """Decide as the person who signed in, and lead back to the page it was decided on."""
    where = links.own(back)
    who = signed_in(request)
    if who is None:
        return RedirectResponse(links.page(links.SIGN_IN, to=where), 303)
    try:
        made = decide(store_of(request), who)
    except StoreError:
        raise
    except OnrecordError as error:
        return render(request, "undecided.html", status=409, reason=str(error), back=where)
    return RedirectResponse(links.with_query(where, decided=made.id), 303)
