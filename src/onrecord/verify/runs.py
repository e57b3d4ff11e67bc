"""Check what is kept of runs and of people's decisions, and whether the runs' model is installed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.annotate.encoder import Encoder
from onrecord.errors import ModelError
from onrecord.model import Activity, Judgement, activity_id, judgement_id
from onrecord.model.audit import Action
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
    """Give the decisions of people that were changed, or of which the audit log says something else."""
    with store.linked() as linkage:
        decisions = {it.id: it for it in linkage.judgements()}
        log = list(linkage.audit_log())
    logged = {it.decision: it.action for it in log if it.decision is not None}
    # Whatever is forgotten takes the decisions about it along.
    forgot = max((it.number for it in log if it.action == "forget"), default=0)
    expected = {it.decision for it in log if it.decision is not None and it.number > forgot}
    for identity, it in decisions.items():
        if reason := _decision_reason(it, logged.get(identity)):
            yield Problem(table="judgements", row=identity, path=None, reason=reason)
    for identity in sorted(expected - decisions.keys()):
        reason = "is in the audit log, but not on record: it was taken out"
        yield Problem(table="judgements", row=identity, path=None, reason=reason)


def _decision_reason(it: Judgement, logged: Action | None) -> str | None:
    """Say what is wrong with a decision; `logged`: what was done last, None before the log was."""
    if it.id.startswith("jdg-") and judgement_id(it) != it.id:
        return f"its id is not that of what {it.who} decided, about what and when: one of them was changed"
    if logged is not None and it.stands == (logged == "undo"):
        told = "taken back" if logged == "undo" else "made and not taken back"
        return f"{'stands' if it.stands else 'does not stand'}, but by the audit log it was {told}"
    return None


def _pages_of(store: Store, runs: set[str]) -> Counter[str]:
    return Counter(row["activity"] for _, row in store.rows("captures") if row["activity"] in runs)
