"""What one article prints for the items of stage "entities": counted, and joined to speakers and mentions."""

from __future__ import annotations

from collections import Counter

from onrecord.link.entities.lookup import read_names
from onrecord.model import AnnotatedArticle, PrintedNames


def printed_names(annotated: AnnotatedArticle) -> PrintedNames:
    """Read the names of one article; a pure function of it."""
    names, marks = read_names(annotated), annotated.annotations
    counts: Counter[tuple[str, str, str]] = Counter(
        (item, "name", " ".join(words.split())) for item, words in names.printed()
    )
    mentioned = {(item, words) for item, _, words in counts}
    for form in names.forms:  # an outlet in the page's head: known by that name, though no text prints it
        if form.alias is None and (form.id, form.name) not in mentioned:
            counts[form.id, "name", form.name] = 0
    mentions = {position: names.mention(mention) for position, mention in enumerate(marks.mentions)}
    for position, mention in enumerate(marks.mentions):
        item = mentions[position]
        if item and mention.form == "description":
            counts[item, "description", " ".join(mention.text.split())] += 1
    speakers = {statement.id: names.speaker(statement) for statement in marks.statements}
    return PrintedNames(
        article=annotated.article.id,
        counts=counts,
        speakers={statement: item for statement, item in speakers.items() if item},
        mentions={position: item for position, item in mentions.items() if item},
    )
