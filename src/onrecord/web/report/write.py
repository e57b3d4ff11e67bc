"""Write a dossier as one HTML file: style and pictures inside, no script, nothing fetched."""

from __future__ import annotations

import base64
from importlib.metadata import version
from importlib.resources import files

from markupsafe import Markup

from onrecord.pictures.picture import Picture
from onrecord.web.report.dossier import Dossier
from onrecord.web.templating import ENVIRONMENT

_TEMPLATE = "report/dossier.html"
_STYLE = "templates/report/dossier.css"


def write_dossier(dossier: Dossier, written: str) -> str:
    """Give the page.

    Args:
        dossier: what it shows.
        written: when, ISO 8601 in UTC.

    """
    style = (files("onrecord.web") / _STYLE).read_text(encoding="utf-8")
    return ENVIRONMENT.get_template(_TEMPLATE).render(
        dossier=dossier,
        style=Markup(style),  # our own file: the only thing here that is not escaped
        written=written,
        version=version("onrecord"),
        image=image,
    )


def image(picture: Picture) -> str:
    """Give a drawing as an address that holds it; inside <img> it can run and load nothing."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.svg().encode()).decode('ascii')}"
