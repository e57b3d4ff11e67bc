"""What the record is, how good it is and what it can't do."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.web import links
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured."""

    what: str
    #: As README gives it; a test holds the two together.
    figure: str
    unit: str
    #: On what, and what others reach there.
    measured: str


FIGURES = (
    Figure(
        what="A statement is found, with the words and the source that people marked",
        figure="60.1",
        unit="F1, both exact to the character",
        measured="84 news articles of PolNeAR. Less strictly, two people agree with each other at 75.3, "
        "and onrecord with them at 73.5",
    ),
    Figure(
        what="Who said what, end to end",
        figure="68.9",
        unit="F1",
        measured="the same articles; the best other tool measured there reaches 23.3",
    ),
    Figure(
        what="The speaker of a found statement is the right one",
        figure="87.2",
        unit="of 100",
        measured="the same articles; 85.5 where the page prints a pronoun",
    ),
    Figure(
        what="The day of publication of a page",
        figure=".985",
        unit="right (1 is all)",
        measured="67 pages of 22 countries; authors .877, title .896",
    ),
    Figure(
        what="Reports of one remark are brought together",
        figure="84.4",
        unit="F1",
        measured="four stories written to test it, then used to mend it; what changed between reports is "
        "found at 81.0",
    ),
    Figure(
        what="Disputes",
        figure="66.7",
        unit="F1",
        measured="the same four stories: about two thirds of them; a wrong one is rarer than a missing one",
    ),
    Figure(
        what="Articles of one happening are brought together",
        figure="95.5",
        unit="B³ F1",
        measured="437 articles of 55 stories; 88.6 on ECB+ sub-topics",
    ),
    Figure(
        what="A claim that an article disputes is shown as disputed",
        figure="31.9",
        unit="of 100 found",
        measured="and of what is shown so, 60.0 of 100 are right: read the article before you rely on it",
    ),
)


@router.get(links.ABOUT)
def about(request: Request) -> Response:
    """Say how the record is made, with its accuracy and its limits."""
    return render(request, "about.html", figures=FIGURES)
