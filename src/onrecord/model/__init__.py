"""Frozen dataclasses of the record; this package imports nothing else of ours."""

from onrecord.model.annotation import (
    Attribution,
    Event,
    EventType,
    Mention,
    MentionForm,
    MentionType,
    Modality,
    Timex,
    TimexType,
)
from onrecord.model.ids import (
    activity_id,
    article_id,
    capture_id,
    content_id,
    event_id,
    judgement_id,
    sha256,
    statement_id,
)
from onrecord.model.linkage import Days, Group, Item, Pair, PrintedNames, Verdicts, group_id
from onrecord.model.provenance import Activity, Drop, Stage
from onrecord.model.record import (
    Candidate,
    Change,
    Copy,
    CopyType,
    Counted,
    Decision,
    Entity,
    EntityKind,
    Happening,
    How,
    Judgement,
    Link,
    Merge,
    Place,
    Relation,
    Stance,
    Story,
    Utterance,
    Variant,
)
from onrecord.model.result import AnnotatedArticle, Annotations, CaptureResult, Extraction
from onrecord.model.statement import (
    Act,
    Hop,
    HopKind,
    Polarity,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    Unnamed,
)
from onrecord.model.text import (
    SPEAKING,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Capture,
    Declared,
    Span,
)
from onrecord.model.time import Date, DateMethod, Evidence, Precision
from onrecord.model.visit import Visit

__all__ = [
    "SPEAKING", "Act", "Activity", "AnnotatedArticle", "Annotations", "Article", "ArticleKind",
    "Attribution", "Block", "BlockKind", "Candidate", "Capture", "CaptureResult", "Change", "Copy",
    "CopyType", "Counted", "Date", "DateMethod", "Days", "Decision", "Declared", "Drop", "Entity",
    "EntityKind", "Event", "EventType", "Evidence", "Extraction", "Group", "Happening", "Hop", "HopKind",
    "How", "Item", "Judgement", "Link", "Mention", "MentionForm", "MentionType", "Merge", "Modality",
    "Pair", "Place", "Polarity", "Precision", "PrintedNames", "Relation", "Span", "Speaker",
    "SpeakerKind", "Stage", "Stance", "Statement", "StatementKind", "Story", "Timex", "TimexType",
    "Unnamed", "Utterance", "Variant", "Verdicts", "Visit", "activity_id", "article_id", "capture_id",
    "content_id", "event_id", "group_id", "judgement_id", "sha256", "statement_id",
]  # fmt: skip
