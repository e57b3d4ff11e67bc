"""Prove what no page can show by itself: make all of it again from the captures, and compare row by row.

Extracting, annotating and linking are functions of the captures, the settings, the model and what people
decided. So all that they once made of a store can be made again, beside it, and whatever differs was changed
by other hands: a day, a speaker, a polarity, a name of an entity, a link, a row too many or too few.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.encoder import Encoder
from onrecord.errors import ModelError, OnrecordError, StoreError
from onrecord.link import VERSION
from onrecord.model import Activity, Capture, CaptureResult, Drop
from onrecord.model.audit import Signature
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.settings import Settings
from onrecord.store import Store, open_store
from onrecord.verify.compare import Compared
from onrecord.verify.problem import Problem
from onrecord.verify.runs import other_model

#: Gives ids on, one by one, and may show how far it is.
Watch = Callable[[Iterable[str]], Iterable[str]]


@dataclass(slots=True)
class Remade:
    """A store made again, and what of it could not be."""

    store: Store
    #: Captures whose rows were taken as they stand, or left out, since they can't be made again.
    untested: set[str] = field(default_factory=set)
    #: Whether captures are missing from it, so that what articles together show can't be compared.
    is_partial: bool = False
    #: Whether another version linked the store.
    is_linked_otherwise: bool = False
    #: By capture: the version that read it, where that is another one.
    versions: dict[str, str] = field(default_factory=dict)


def verify_again(store: Store, tally: Counter[str] | None = None, watch: Watch = iter) -> Iterator[Problem]:
    """Make everything of a store again, in a place that is thrown away, and give what differs.

    Args:
        store: the store to read; it is not changed.
        tally: takes how many rows of which table were compared.
        watch: passes the captures' ids on.

    """
    tally = Counter() if tally is None else tally
    try:
        reader = Reader()
    except ModelError as error:
        reason = f"nothing can be made again: {error}"
        yield Problem(table="(model)", row="", path=None, reason=reason)
        return
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-verify-") as folder,
        open_store(str(Path(folder) / "again.db")) as beside,
    ):
        remade = Remade(beside)
        yield from remake(store, remade, reader, watch)
        yield from Compared(store, remade).problems(tally)


class Reader:
    """Reads captures with the settings of the runs that once read them."""

    def __init__(self) -> None:
        """Load the installed model; ModelError where it is missing."""
        self._encoder = Encoder()
        self._annotators: dict[str, Annotator | str] = {}

    def read(self, capture: Capture, run: Activity | None) -> CaptureResult | str:
        """Extract and annotate a capture as its run did; else say why that can't be done."""
        other = other_model(run, self._encoder.sha256)
        if other is not None:
            return other
        written = run.settings if run else "{}"
        if written not in self._annotators:
            self._annotators[written] = self._annotator(written)
        annotator = self._annotators[written]
        if isinstance(annotator, str):
            return annotator
        (result,) = annotate_captures([capture], annotator.settings, annotator)
        return result.reason if isinstance(result, Drop) else result

    def _annotator(self, written: str) -> Annotator | str:
        try:
            return Annotator(Settings.model_validate_json(written), self._encoder)
        except ValidationError:
            return "was made with settings that this version does not have"
        except OnrecordError as error:
            return f"was made with settings that don't work here ({error})"


def remake(store: Store, remade: Remade, reader: Reader, watch: Watch = iter) -> Iterator[Problem]:
    """Make a store again in an empty one; gives the captures that can't be."""
    for identity in watch(store.capture_ids()):
        try:
            capture = store.capture(identity)
            run = store.activity_of(identity)
            result = reader.read(capture, run)
            if isinstance(result, str):
                remade.untested.add(identity)
                reason = f"{result}: what was made of it can't be made again"
                yield Problem(
                    table="captures", row=identity, path=capture.path, reason=reason, finding="unproved"
                )
                result = CaptureResult(capture=capture, articles=tuple(store.articles(capture=identity)))
            elif run is not None and run.version != version("onrecord"):
                remade.versions[identity] = run.version
            remade.store.add(result)
        except StoreError as error:
            remade.untested.add(identity)
            remade.is_partial = True
            reason = f"can't be made again: {error.reason}"
            yield Problem(table="captures", row=identity, path=None, reason=reason)
    if remade.is_partial:
        reason = "what articles together show can't be made again while captures are missing"
        yield Problem(table="groups", row="", path=None, reason=reason, finding="unproved")
    else:
        yield from _link(store, remade)


def _link(store: Store, remade: Remade) -> Iterator[Problem]:
    """Link what is linked in the store, by what people decided there."""
    waiting = {key[0] for key, _ in store.rows("unlinked")}
    with store.linked() as linkage:
        made_by, decisions = linkage.version(), list(linkage.judgements())
    if made_by not in (None, VERSION):
        remade.is_linked_otherwise = True
        reason = (
            f"the record was linked by version {made_by} of the corpus stages, and {VERSION} is installed: "
            "run any command that reads it, which links it anew, and verify again"
        )
        yield Problem(table="link_versions", row="1", path=None, reason=reason, finding="unproved")
        return
    with remade.store.linking() as linkage:
        for decision in decisions:
            linkage.judge(decision, Signature(who=decision.who, when=decision.when))
        if made_by is not None:
            linkage.set_version(made_by)
        linkage.mark_linked(waiting if made_by else _articles(store))
    for _ in link_waiting(remade.store):
        pass


def _articles(store: Store) -> Iterator[str]:
    return (row["id"] for _, row in store.rows("articles"))
