"""`onrecord claim`: what is on record about a claim."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, Format, StorePath
from onrecord.cli.reading import open_linked, write
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.link.claims import ClaimLine
    from onrecord.reading.finding import Told

#: How a stance is told in the table.
_STANCES = {"disputes": "DISPUTES IT", "supports": "supports it", "reports": "reports it"}


def claim(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The claim, as a sentence.", show_default=False)
    ] = None,
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from-file",
            metavar="CLAIMS.jsonl",
            help='Many claims, a line {"key", "claim"} each; - for stdin.',
        ),
    ] = None,
    form: Format = "table",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show who supports a claim, who disputes it and who only reports it, the surest first."""
    from onrecord.export.corpus_lines import claim_line
    from onrecord.reading.claims import find_claims
    from onrecord.reading.finding import find_told

    if (text is None) == (from_file is None):
        raise typer.BadParameter("give the claim itself, or --from-file CLAIMS.jsonl", param_hint="TEXT")
    claims = _Claims(from_file) if from_file is not None else [(None, text or "")]
    with open_linked(store) as (opened, record):
        found = find_claims(opened, record, claims)

        def show() -> int:
            known = list(found)
            told = find_told(opened, record, {line.statement for _, line in known if line.statement})
            heads = record.lookups.heads({line.article for _, line in known})
            outlets = {it: head.publisher or head.path for it, head in heads.items()}
            return _show(known, told, outlets)

        lines = (claim_line(line) for _, line in found)
        write(form, "claims", lines, show, "nothing is on record about it")
    if isinstance(claims, _Claims) and claims.damaged:
        raise typer.Exit(1)


class _Claims:
    """The claims of a file, read line by line; a line that is none is told and passed over."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.damaged = False

    def __iter__(self) -> Iterator[tuple[str | None, str]]:
        try:
            if self._path == "-":
                yield from self._read(sys.stdin.buffer.read())
            else:
                yield from self._read(Path(self._path).read_bytes())
        except OSError as error:
            raise OnrecordError(self._path, f"can't be read: {error.strerror}") from error

    def _read(self, content: bytes) -> Iterator[tuple[str | None, str]]:
        for number, line in enumerate(content.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):  # also where it is no UTF-8
                entry = None
            if not isinstance(entry, dict) or not isinstance(entry.get("claim"), str):
                self.damaged = True
                say(f'{self._path}:{number}: passed over, is no JSON object {{"key", "claim"}}')
                continue
            key = entry.get("key")
            yield None if key is None else str(key), entry["claim"]


def _show(found: Sequence[tuple[str, ClaimLine]], told: dict[str, Told], outlets: dict[str, str]) -> int:
    from rich.text import Text

    from onrecord.cli.table import lines, new_table, print_table, short, when, who, with_act, words

    claims = dict.fromkeys((line.claim_key, text) for text, line in found)
    for key, text in claims:
        table = new_table(f"{key}: {text}" if key else text, lines=True)
        table.add_column("ids", no_wrap=True, style="dim")
        table.add_column("stance", no_wrap=True)
        table.add_column("when", no_wrap=True)
        table.add_column("who", ratio=3)
        table.add_column("in these words", ratio=9)
        table.add_column("outlet", ratio=3, overflow="fold")
        table.add_column("score", no_wrap=True, justify="right")
        mine = [line for other, line in found if (line.claim_key, other) == (key, text)]
        for line in mine:
            said = told.get(line.statement or "")
            stance = Text(_STANCES[line.stance], style="bold red" if line.stance == "disputes" else "")
            evidence = lines(" ".join(place.text.split()) for place in line.evidence)
            table.add_row(
                Text(short(line.statement or line.article)),
                stance,
                when(said) if said else Text("–"),
                who(said) if said else Text("the article itself"),
                with_act(said) if said else evidence,
                words(outlets.get(line.article, line.path)),
                Text(f"{line.score:.2f}"),
            )
        print_table(table, len(mine))
    return len(found)
