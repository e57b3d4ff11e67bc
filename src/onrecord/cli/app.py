"""The `onrecord` command: its parts put together, and what happens when a run is broken off."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli.add import add
from onrecord.cli.annotate import annotate
from onrecord.cli.chain import chain
from onrecord.cli.claim import claim
from onrecord.cli.console import say
from onrecord.cli.demo import demo
from onrecord.cli.disputes import disputes
from onrecord.cli.entities import entities
from onrecord.cli.events import events
from onrecord.cli.export import export
from onrecord.cli.forget import forget
from onrecord.cli.judge import judge
from onrecord.cli.lineage import lineage
from onrecord.cli.load import load
from onrecord.cli.mcp import mcp
from onrecord.cli.report import report
from onrecord.cli.revisions import revisions
from onrecord.cli.serve import serve
from onrecord.cli.statements import statements
from onrecord.cli.stories import stories
from onrecord.cli.timeline import timeline
from onrecord.cli.trace import trace
from onrecord.cli.upgrade import upgrade
from onrecord.cli.verify import verify
from onrecord.cli.watch import watch
from onrecord.errors import OnrecordError

#: What shells give for a command that Ctrl-C ended (128 + SIGINT).
_INTERRUPTED = 130


#: What no command can do anything about: a disk that is full, over a quota or a limit, broken, or read only.
_OF_THE_MACHINE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS))


def _drop_stdout() -> None:
    """Let go of what stdout could not take: it must not be flushed again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Group(TyperGroup):
    """Ends every command cleanly, whatever breaks it off."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read us has enough.
            _drop_stdout()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("interrupted: what was done is kept, run it again to go on")
            raise typer.Exit(_INTERRUPTED) from None
        except OnrecordError as error:
            say(str(error))
            raise typer.Exit(2) from None
        except OSError as error:
            if error.errno not in _OF_THE_MACHINE:
                raise
            _drop_stdout()
            say(f"{error.filename or 'the output'}: {error.strerror}: see to that and run it again")
            raise typer.Exit(2) from None
        return result


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback(epilog="Example: onrecord add saved-pages/ && onrecord statements --speaker Dorn")
def _onrecord(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """From raw news pages to a record of who said what, when, and according to whom."""


app.command(epilog="Example: onrecord add saved-pages/ extra.jsonl --store talks.db")(add)
app.command(epilog="Example: onrecord watch feeds.txt --every 30 --contact desk@lamp.example")(watch)
app.command(epilog="Example: onrecord annotate page.html | jq .statements")(annotate)
app.command(epilog="Example: onrecord load parquet/ --store talks.db")(load)
app.command(epilog="Example: onrecord statements --speaker Dorn --polarity denied --from 2024-03")(statements)
app.command(epilog="Example: onrecord events --type ASSAULT --modality alleged")(events)
app.command(epilog="Example: onrecord stories --from 2024-03 --publisher lamp")(stories)
app.command(epilog='Example: onrecord entities "Dorn" --why')(entities)
app.command(epilog="Example: onrecord disputes --speaker Dorn --explicit-only")(disputes)
app.command(epilog="Example: onrecord lineage st-1f0a93c2")(lineage)
app.command(epilog="Example: onrecord revisions https://lamp.example/quay")(revisions)
app.command(epilog="Example: onrecord chain st-1f0a93c2")(chain)
app.command(epilog='Example: onrecord timeline "Ilmar Dorn" --about quay')(timeline)
app.command(epilog='Example: onrecord trace "the quay stays shut"')(trace)
app.command(epilog='Example: onrecord claim "The ferry was sold"')(claim)
app.add_typer(judge, name="judge", epilog='Example: onrecord judge merge "Ilmar Dorn" "Ilmar Dorne"')
app.command(epilog="Example: onrecord forget saved-pages/a.html --yes")(forget)
app.command(epilog="Example: onrecord export jsonl out/")(export)
app.command(epilog="Example: onrecord serve --store talks.db")(serve)
app.command(epilog='Example: onrecord report "Ilmar Dorn" --about quay --out dorn.html')(report)
app.command(epilog="Example: onrecord mcp --store talks.db")(mcp)
app.command(epilog="Example: onrecord verify --store talks.db")(verify)
app.command(epilog="Example: onrecord upgrade --store postgresql://ada@db.example/record --backed-up")(
    upgrade
)
app.command(epilog="Example: onrecord demo --store demo.db")(demo)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Names and quotes are Unicode on every system; a line ends the same on every one.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
    app(prog_name="onrecord")
