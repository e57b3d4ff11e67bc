"""Who of those that report an utterance heard it himself, and why the others do not count."""

from __future__ import annotations

from onrecord.link.linker import copies_among
from onrecord.link.utterances.cluster import Copies
from onrecord.link.utterances.independence import Weighed, weigh_reports
from onrecord.model import Utterance
from onrecord.reading.record import Record


def read_sources(record: Record, utterance: Utterance) -> list[Weighed]:
    """Give each report of an utterance, the first one first, with what makes it count as a source or not.

    As many of them count as `utterance.independent_sources` says, unless none does: then that says one.
    """
    linkage = record.linkage
    items = linkage.items("utterances", utterance.statements)
    copies = Copies(copies_among({item.article for item in items.values()}, linkage))
    ordered = [items[identity] for identity in utterance.statements if identity in items]
    return weigh_reports(items[utterance.first], ordered, copies) if ordered else []
