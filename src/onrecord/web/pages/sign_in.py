"""Sign in with the token and a name, to decide; and sign out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord.web import links, security
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get(links.SIGN_IN)
def ask(request: Request, to: str = links.HOME) -> Response:
    """Ask for the token and a name."""
    return render(request, "sign_in.html", to=links.own(to), wrong=False, name="")


@router.post(links.SIGN_IN)
def sign_in(
    request: Request,
    token: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = links.HOME,
) -> Response:
    """Let in whoever knows the token."""
    if not security.is_token(request, token) or not name.strip():
        return render(request, "sign_in.html", status=403, to=links.own(to), wrong=True, name=name)
    answer = RedirectResponse(links.own(to), 303)
    security.sign_in(request, answer, name)
    return answer


@router.post(links.SIGN_OUT)
def sign_out() -> Response:
    """Forget who signed in."""
    answer = RedirectResponse(links.HOME, 303)
    security.sign_out(answer)
    return answer
