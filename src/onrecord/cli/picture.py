"""`--svg` and `--png`: what a command shows, drawn into a file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import say
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.pictures.picture import Picture

Svg = Annotated[
    Path | None,
    typer.Option("--svg", metavar="FILE", help="Also draw it, as an SVG picture.", dir_okay=False),
]
Png = Annotated[
    Path | None, typer.Option("--png", metavar="FILE", help="Also draw it, as a PNG picture.", dir_okay=False)
]


def draw(picture: Picture | None, svg: Path | None, png: Path | None) -> None:
    """Draw a picture into the files that were asked for; where there is none, only say so.

    Raises:
        OnrecordError: a file can't be written.

    """
    if picture is None:
        say("there is nothing to draw")
        return
    if svg is not None:
        write_whole(svg, picture.svg().encode())
    if png is not None:
        write_whole(png, picture.png())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; OnrecordError where that can't be done."""
    draft = path.with_name(f".unfinished-{path.name}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OnrecordError(str(path), f"can't be written: {error.strerror}") from error
