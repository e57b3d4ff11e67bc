"""The lines of what only many articles show: entities, utterances, copies, stories, links, decisions."""

from __future__ import annotations

from dataclasses import asdict

from onrecord.export.lines import Line, date_line, flat_line
from onrecord.link.claims import ClaimLine
from onrecord.link.revisions import Rewording
from onrecord.model import Copy, Entity, Judgement, Link, Story, Utterance, Variant
from onrecord.reading.revisions import Revised

#: Why a name stands under an entity that no comparison of names put there.
WITHIN = "an article calls the same one by it"


def read_as_one(entity: Entity) -> list[str]:
    """Give the names that are an entity's because the reading of one article took them for the same one's."""
    compared = {name for merge in entity.merges for name in merge.names} | {entity.name}
    return [it.text for it in entity.names if it.text not in compared]


def entity_line(entity: Entity) -> Line:
    """Give a line of `entities.jsonl`."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "names": [{"name": it.text, "count": it.count} for it in entity.names],
        "descriptions": [asdict(it) for it in entity.descriptions],
        "candidates": [asdict(it) for it in entity.candidates],
        "merges": [
            *({"names": list(it.names), "score": it.score, "reason": it.reason} for it in entity.merges),
            *({"names": [entity.name, it], "score": None, "reason": WITHIN} for it in read_as_one(entity)),
        ],
    }


def utterance_line(utterance: Utterance) -> Line:
    """Give a line of `utterances.jsonl`."""
    conflict = utterance.speaker_conflict
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "said": date_line(utterance.said),
        "statements": list(utterance.statements),
        "first": utterance.first,
        "independent_sources": utterance.independent_sources,
        "variants": [variant_line(variant) for variant in utterance.variants],
        "speaker_conflict": None if conflict is None else list(conflict),
    }


def variant_line(variant: Variant) -> Line:
    """Give one change between two wordings."""
    return {
        "from": variant.from_statement,
        "to": variant.to_statement,
        "change": variant.change,
        "before": variant.before,
        "after": variant.after,
    }


def copy_line(copy: Copy) -> Line:
    """Give a line of `copies.jsonl`."""
    ends = {"from": copy.original, "to": copy.copy}
    return {**ends, "type": copy.type, "score": copy.score, "evidence": list(copy.evidence)}


def story_line(story: Story) -> Line:
    """Give a line of `stories.jsonl`."""
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "from": story.first_day,
        "to": story.last_day,
    }


def link_line(link: Link) -> Line:
    """Give a line of `links.jsonl`."""
    return {
        "relation": link.relation,
        "how": link.how,
        "by": link.by,
        "of": link.of,
        "evidence": [flat_line(place) for place in link.evidence],
        "score": link.score,
    }


def judgement_line(judgement: Judgement) -> Line:
    """Give a line of `judgements.jsonl`."""
    return flat_line(judgement)


def claim_line(found: ClaimLine) -> Line:
    """Give a line of what is on record about a claim."""
    return {**flat_line(found), "evidence": [flat_line(place) for place in found.evidence]}


def revision_line(found: Revised) -> Line:
    """Give a line of `revisions.jsonl`: what became of a page from one capture to the next."""
    revision, after = found.revision, found.after
    return {
        "before": revision.before,
        "after": revision.after,
        "path": after.path,
        "key": after.key,
        "url": after.url,
        "captured_before": found.captured_before,
        "captured_after": found.captured_after,
        "order": found.order,
        "title_before": found.before.title,
        "title_after": after.title,
        "added": list(revision.added),
        "removed": list(revision.removed),
        "reworded": [rewording_line(rewording) for rewording in revision.reworded],
        "notice": revision.notice,
        "text": [flat_line(edit) for edit in revision.text],
    }


def rewording_line(change: Rewording) -> Line:
    """Give how one statement reads in two captures of its page."""
    return {
        "before": change.before,
        "after": change.after,
        "what": change.what,
        "silent": change.silent,
        "before_text": change.before_text,
        "after_text": change.after_text,
        "changes": [flat_line(it) for it in change.changes],
        "speakers": None if change.speakers is None else list(change.speakers),
        "polarities": None if change.polarities is None else list(change.polarities),
        "score": change.alike,
    }
