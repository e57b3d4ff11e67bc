"""Check what is kept of runs and of people's decisions, and whether the runs' model is installed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.annotate.encoder import Encoder
from onrecord.errors import ModelError
from onrecord.model import Activity, Judgement, activity_id, judgement_id
from onrecord.store import Store
from onrecord.verify.problem import Problem


def check_runs(store: Store) -> Iterator[Problem]:
    """Give the activities that were changed, and those whose model is missing or another one.

    What another model read stands in its pages as any other row does; it only can't be made again.
    """
    runs = list(store.activities())
    for run in runs:
        if run.id.startswith("act-") and activity_id(run) != run.id:
            reason = "its id is not that of its name, time, version, settings and model: one was changed"
            yield Problem(table="activities", row=run.id, path=None, reason=reason)
    if not any(run.model for run in runs):
        return
    try:
        installed = installed_model()
    except ModelError as error:
        reason = f"the model can't be loaded ({error}); nothing that it read can be made again"
        for run in runs:
            yield Problem(table="activities", row=run.id, path=None, reason=reason)
        return
    others = {run.id for run in runs if other_model(run, installed)}
    counts = _pages_of(store, others) if others else Counter()
    for run in runs:
        if run.id in others:
            reason = (
                f"{other_model(run, installed)}: {counts[run.id]:,} pages that it read can't be made again "
                "(`verify --again` names them)"
            )
            yield Problem(table="activities", row=run.id, path=None, reason=reason, finding="unproved")


def other_model(run: Activity | None, installed: str) -> str | None:
    """Say that a run read by another model than the installed one; None where it did not."""
    if run is None or run.model is None or run.model == installed:
        return None
    return f"was made with the model {run.model[:12]}…, but {installed[:12]}… is installed"


def installed_model() -> str:
    """Give the SHA-256 of the model that is installed; ModelError where it is missing or damaged."""
    return Encoder().sha256


def check_judgements(store: Store) -> Iterator[Problem]:
    """Give the decisions of people that were changed."""
    with store.linked() as linkage:
        decisions = list(linkage.judgements())
    for it in decisions:
        if it.id.startswith("jdg-") and judgement_id(it) != it.id:
            yield Problem(table="judgements", row=it.id, path=None, reason=_decision_reason(it))


def _decision_reason(it: Judgement) -> str:
    return f"its id is not that of what {it.who} decided, about what and when: one of them was changed"


def _pages_of(store: Store, runs: set[str]) -> Counter[str]:
    return Counter(row["activity"] for _, row in store.rows("captures") if row["activity"] in runs)
