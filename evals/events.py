"""Events against PLOVER's gold records: `python evals/events.py [--update] [--errors]`.

What is counted, and why so. A record is one sentence with one event (its text is read alone, as an article
of one paragraph), coded by hand from the examples of the CAMEO manual; other events of the sentence are not
in the gold.

- `type`: micro-F1 over the records of the set of types found against the record's one. Every typed event
  with an actor or a recipient counts, so that a second, rightly found event of the sentence is a mistake
  here. Older names of types are mapped by `plover_types.toml`. `type_first` is how often the first typed
  event of the sentence is of the record's type.
- `actor`, `recipient`: F1 of one each a record: that of the first event of the record's type, else of the
  first one whose word is among the record's event words, else of the first one. It is right if it shares a
  character with one of those that the record marks. Where both sides act ("X and Y agreed") the record
  marks both as both, and so is it scored.

No model was trained on the records; all were read once, for their format. The lists of words were written
from the manual and then looked over with two thirds of the records; `kept_*` are the figures of the rest.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from events_support import Reader, annotator, overlaps
from plover import GoldEvent, read_records
from support import check, corpus_hash, need

from onrecord.annotate.encoder import SHIPPED_DEEDS
from onrecord.model import Event


def main() -> int:
    """Print the figures of all records and of the third kept apart, beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument(
        "--errors", action="store_true", help="print what is wrong in the two thirds looked at"
    )
    parser.add_argument("--deeds", type=Path, default=SHIPPED_DEEDS, help="folder of a head of deeds")
    options = parser.parse_args()
    path = need("data", "events", "plover_gsr.txt")
    records = read_records(path)
    read = annotator(options.deeds)
    figures = _figures(records, read, errors=options.errors)
    kept = _figures([record for record in records if record.kept], read)
    figures |= {f"kept_{name}": value for name, value in kept.items()}
    return check("events", figures, corpus_hash([path]), update=options.update)


def _figures(records: list[GoldEvent], read: Reader, *, errors: bool = False) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for record in records:
        events = [
            event for event in read(record.text).events if event.type and (event.actor or event.recipient)
        ]
        score_record(record, events, counts)
        if errors and not record.kept:
            _print_errors(record, events)
    n = max(1, len(records))
    figures = {
        f"{part}_f1": round(_f1(counts[f"{part}_right"], counts[f"{part}_found"], counts[f"{part}_gold"]), 1)
        for part in ("type", "actor", "recipient")
    }
    return figures | {"type_first": round(100 * counts["first"] / n, 1)}


def score_record(record: GoldEvent, events: list[Event], counts: Counter[str]) -> None:
    """Add what is right, found and gold of one record to `counts`."""
    types = {event.type for event in events}
    counts["type_right"] += record.type in types
    counts["type_found"] += len(types)
    counts["type_gold"] += 1
    counts["first"] += bool(events) and events[0].type == record.type
    event = matched(record, events)
    for part, gold in (("actor", record.actors), ("recipient", record.recipients)):
        found = [] if event is None else list(event.roles[part])
        counts[f"{part}_gold"] += bool(gold)
        counts[f"{part}_found"] += bool(found)
        counts[f"{part}_right"] += any(overlaps((s.start, s.end), place) for s in found for place in gold)


def matched(record: GoldEvent, events: list[Event]) -> Event | None:
    """Give the event that is taken for the record's."""
    same = [event for event in events if event.type == record.type]
    told = [event for event in events if any(overlaps((event.start, event.end), w) for w in record.words)]
    return next(iter((*same, *told, *events)), None)


def _print_errors(record: GoldEvent, events: list[Event]) -> None:
    counts: Counter[str] = Counter()
    score_record(record, events, counts)
    wrong = [part for part in ("actor", "recipient") if counts[f"{part}_gold"] > counts[f"{part}_right"]]
    wrong += ["type"] if not counts["type_right"] or counts["type_found"] > 1 else []
    if not wrong:
        return
    print(f"{'+'.join(wrong)}: {record.text}")
    marked = (("actor", record.actors), ("recipient", record.recipients), ("words", record.words))
    print("   gold", record.type, {name: [record.text[a:b] for a, b in places] for name, places in marked})
    for event in events:
        actor = event.actor and event.actor.text
        print(
            "   ours", event.type, event.text, event.modality, actor, [span.text for span in event.recipient]
        )


def _f1(right: int, found: int, gold: int) -> float:
    return 200 * right / max(1, found + gold)


if __name__ == "__main__":
    sys.exit(main())
