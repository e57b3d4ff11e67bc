"""Frozen dataclasses of the record; this package imports nothing else of ours."""

from onrecord.model.annotation import Attribution, Mention, MentionForm, MentionType, Timex, TimexType
from onrecord.model.ids import article_id, capture_id, content_id, sha256, statement_id
from onrecord.model.provenance import Activity, Drop, Stage
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

__all__ = [
    "SPEAKING", "Act", "Activity", "AnnotatedArticle", "Annotations", "Article", "ArticleKind", "Attribution",
    "Block", "BlockKind", "Capture", "CaptureResult", "Date", "DateMethod", "Declared", "Drop", "Evidence",
    "Extraction", "Hop", "HopKind", "Mention", "MentionForm", "MentionType", "Polarity", "Precision", "Span",
    "Speaker", "SpeakerKind", "Stage", "Statement", "StatementKind", "Timex", "TimexType", "article_id",
    "capture_id", "content_id", "sha256", "statement_id",
]  # fmt: skip
