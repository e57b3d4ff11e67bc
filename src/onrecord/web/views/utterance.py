"""What the page of an utterance shows: its versions side by side, its reports, and who answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.link.utterances.independence import Weighed
from onrecord.link.wording.trace import Version
from onrecord.model import Utterance, Variant
from onrecord.reading.changes import WordChanges, read_changes
from onrecord.reading.finding import Told
from onrecord.reading.record import Record
from onrecord.reading.revisions import Alteration
from onrecord.reading.sources import read_sources
from onrecord.reading.views import DISPUTES, Dispute, read_disputes, read_lineage
from onrecord.web.views.words import Gravity, gravity, why_source

if TYPE_CHECKING:
    from onrecord.store import Store

#: Versions, and reports, that a page shows; a remark with more is an agency's, in one version.
MOST = 60
_GRAVITIES: Sequence[Gravity] = ("grave", "doubtful", "slight")


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """One typed change of a version, with how grave it is."""

    variant: Variant
    gravity: Gravity
    #: The report that has the change; None where its wording has no other report.
    carrier: Told | None
    #: The other statement, where that is of another utterance.
    elsewhere: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One version of an utterance."""

    #: 1 for the first one.
    number: int
    version: Version
    #: Word by word against the first version; None for that one.
    changes: WordChanges | None
    altered: Sequence[Altered]
    told: Sequence[Told]
    #: Whether it was said on `version.day`; else on it or earlier.
    exact: bool

    @property
    def gravity(self) -> Gravity | None:
        """The gravest of its changes; None where there is none."""
        found = {it.gravity for it in self.altered}
        return next((it for it in _GRAVITIES if it in found), None)

    @property
    def reworded(self) -> bool:
        """Whether it is told in other words throughout, so that marks would stand everywhere."""
        return any(it.variant.change == "paraphrased" for it in self.altered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of an utterance, and why it counts as a source or does not."""

    told: Told
    weighed: Weighed
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """How a report reads in two captures of its page."""

    alteration: Alteration
    changes: WordChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class UtterancePage:
    """All that the page shows."""

    utterance: Utterance
    first: Told | None
    versions: Sequence[Shown]
    reports: Sequence[Report]
    rewritten: Sequence[Rewritten]
    #: What answers it, then what it answers.
    answers: Sequence[Dispute]
    answered: Sequence[Dispute]
    #: How many versions and reports there are in all.
    versions_in_all: int
    reports_in_all: int


def read_utterance(store: Store, record: Record, utterance: Utterance) -> UtterancePage:
    """Put the page of an utterance together."""
    lineage = read_lineage(store, record, utterance)
    versions = list(lineage.versions)
    sources = read_sources(record, utterance)
    ours = set(utterance.statements)
    links = [link for link in record.links_of(ours) if link.relation in DISPUTES]
    disputes = read_disputes(store, record, links)
    first_text = versions[0].text if versions else ""
    return UtterancePage(
        utterance=utterance,
        first=lineage.told.get(utterance.first),
        versions=[
            _shown(number, version, first_text, lineage.told, utterance)
            for number, version in enumerate(versions[:MOST], start=1)
        ],
        reports=_reports(sources[:MOST], lineage.told),
        rewritten=[
            Rewritten(alteration=it, changes=read_changes(it.rewording.before_text, it.rewording.after_text))
            for it in lineage.alterations[:MOST]
        ],
        answers=of_each_remark((it for it in disputes if it.link.of in ours), answers=True),
        answered=of_each_remark((it for it in disputes if it.link.by in ours), answers=False),
        versions_in_all=len(versions),
        reports_in_all=len(sources),
    )


def of_each_remark(disputes: Iterable[Dispute], *, answers: bool) -> list[Dispute]:
    """Give one dispute for each remark on the other side, an explicit one before what may conflict.

    Args:
        disputes: of one remark, or of one person.
        answers: whether the other side is what answers; else what is answered.

    """
    best: dict[str, Dispute] = {}
    for dispute in sorted(disputes, key=lambda it: DISPUTES.index(it.link.relation)):
        other = dispute.by if answers else dispute.of
        best.setdefault(other.linked.utterance or other.statement.id, dispute)
    return list(best.values())


def _shown(
    number: int, version: Version, first: str, told: Mapping[str, Told], utterance: Utterance
) -> Shown:
    mine = [told[it] for it in sorted(version.statements, key=lambda it: it != utterance.first)]
    altered = [
        Altered(
            variant=it,
            gravity=gravity(it.change),
            carrier=told.get(it.to_statement) if len(mine) > 1 else None,
            elsewhere=_elsewhere(it, told, utterance.statements),
        )
        for it in version.changes
    ]
    return Shown(
        number=number,
        version=version,
        changes=read_changes(first, version.text) if number > 1 else None,
        altered=altered,
        told=mine,
        exact=any(it.statement.said is not None and it.statement.said.value == version.day for it in mine),
    )


def _elsewhere(variant: Variant, told: Mapping[str, Told], ours: Collection[str]) -> Told | None:
    others = (it for it in (variant.from_statement, variant.to_statement) if it not in ours)
    return next((told[it] for it in others if it in told), None)


def _reports(sources: Sequence[Weighed], told: Mapping[str, Told]) -> list[Report]:
    found = []
    for weighed in sources:
        if weighed.statement in told:
            like = told.get(weighed.like or "")
            outlet = like.row.publisher or like.row.path if like else None
            report = told[weighed.statement]
            found.append(Report(told=report, weighed=weighed, why=why_source(weighed, outlet)))
    return found
