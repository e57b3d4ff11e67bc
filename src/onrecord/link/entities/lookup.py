"""Read the names of one article: which form each mention, speaker and hop is an instance of.

A form is a kind and a name as an article prints it in full; its id is the item of stage "entities". What
only the article knows is settled here: that "LPS" is the agency in its credit line, "the Beacon" the paper
itself, and "Electoral Commission" that of the country named right before or after it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.entities.forms import NameForm, article_forms, clean_name, form_of, is_name
from onrecord.link.entities.nodes import fullest
from onrecord.link.entities.owners import own_names, owned_bodies
from onrecord.link.names.bodies import read_body
from onrecord.link.names.fold import fold
from onrecord.link.names.tables import tables
from onrecord.model import AnnotatedArticle, Entity, Hop, Mention, Statement

__all__ = ["ArticleNames", "NameForm", "read_names"]
#: Hops that are outlets, whose names are names of bodies.
_OUTLETS = ("publisher", "agency")


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """The forms of one article and where they stand."""

    forms: tuple[NameForm, ...]
    #: Place of a mention, `[start, end)`, to the form and the names printed there, with an owner and without.
    _mentions: dict[tuple[int, int], tuple[NameForm, tuple[str, ...]]]
    #: Name as the annotations give it to its form.
    _named: dict[str, NameForm]

    def mention(self, mention: Mention) -> str | None:
        """Give the item of a mention (of any form: "the minister" too); None where it has no name."""
        found = self._mentions.get((mention.start, mention.end))
        if found:
            return found[0].id
        named = self._named.get(mention.entity or "")
        return named.id if named else None

    def speaker(self, statement: Statement) -> str | None:
        """Give the item of the speaker; None where he has no name."""
        named = self._named.get(statement.speaker.name) if statement.speaker else None
        return named.id if named else None

    def hop(self, hop: Hop) -> str | None:
        """Give the item of one step of reporting; None where it has no name."""
        named = self._named.get(hop.name)
        return named.id if named else None

    def printed(self) -> Iterator[tuple[str, str]]:
        """Give item and printed name of each mention by name, to be counted."""
        for form, names in self._mentions.values():
            yield from ((form.id, name) for name in names)


def read_names(annotated: AnnotatedArticle) -> ArticleNames:
    """Read the names of an article; a pure function of it, linear in the number of its mentions."""
    article, marks = annotated.article, annotated.annotations
    names = [m for m in marks.mentions if m.form == "name" and m.entity]
    named = article_forms(article.text, marks.mentions, marks.statements)
    outlets = [article.publisher] if article.publisher else []
    outlets += [hop.name for s in marks.statements for hop in s.chain if hop.kind in _OUTLETS]
    for outlet in dict.fromkeys(outlets):
        if outlet not in named and is_name(outlet, "organization"):
            named[outlet] = form_of("organization", outlet)
    _shorten(named, article.publisher)
    owned = owned_bodies(article.text, names, named)
    mentions: dict[tuple[int, int], tuple[NameForm, tuple[str, ...]]] = {}
    of_entity: defaultdict[str, set[NameForm]] = defaultdict(set)
    for found in owned.values():
        of_entity[found.entity].add(found.form)
    for mention in names:
        entity, place = mention.entity or "", (mention.start, mention.end)
        words = clean_name(mention.text)
        body = owned.get(place)
        if body:
            mentions[place] = body.form, tuple(dict.fromkeys((words, body.printed)))
        elif len(of_entity[entity]) == 1:
            mentions[place] = next(iter(of_entity[entity])), (words,)
        elif entity in named:
            mentions[place] = named[entity], (words,)
    if article.publisher in named:
        begun = {start for start, _ in mentions}
        for start, end in own_names(article.text, article.publisher or ""):
            if start not in begun:
                mentions[start, end] = named[article.publisher or ""], (article.text[start:end],)
    named |= {entity: next(iter(forms)) for entity, forms in of_entity.items() if len(forms) == 1}
    forms = {form.id: form for form, _ in mentions.values()} | {form.id: form for form in named.values()}
    forms |= {alias.id: alias for form, words in mentions.values() for alias in _aliases(form, words)}
    return ArticleNames(tuple(forms[i] for i in sorted(forms)), mentions, named)


def _aliases(form: NameForm, printed: Sequence[str]) -> Iterator[NameForm]:
    """Give the forms that prove initials: this page means by them what it prints in full."""
    body = read_body(form.name) if form.kind == "organization" else None
    for name in printed:
        read = read_body(name)
        if body and read and read.acronym and read.acronym in body.initials:
            yield NameForm(form.kind, form.name, read.acronym)


def _shorten(named: dict[str, NameForm], publisher: str | None) -> None:
    """Give single words the body of the same page whose initials, or the paper whose last word, they are."""
    bodies = {name: form for name, form in named.items() if form.kind == "organization" and " " in form.name}
    initials: defaultdict[str, set[str]] = defaultdict(set)
    for name in bodies:
        read = read_body(name)
        for letters in read.initials if read else ():
            initials[letters].add(bodies[name].id)
    by_id = {form.id: form for form in bodies.values()}
    own = fold(publisher).split() if publisher in bodies else []
    for name, form in named.items():
        if form.kind not in ("organization", "other") or " " in form.name:
            continue
        read = read_body(name)
        meant = initials.get(read.acronym, set()) if read and read.acronym else set()
        if len(meant) == 1:
            named[name] = by_id[next(iter(meant))]
        elif publisher and len(own) > 1 and fold(name) == own[-1] and own[-1] not in tables().legal:
            named[name] = bodies[publisher]


def count_names(names: Iterable[ArticleNames]) -> Counter[tuple[str, str]]:
    """Count (item, printed name) over articles."""
    return Counter(pair for article in names for pair in article.printed())


def best_name(entity: Entity, counts: Mapping[str, int]) -> str:
    """Choose the name to show, given how often each is printed: the fullest, of those the most frequent."""
    full = fullest({name.text for name in entity.names} or {entity.name})
    return min(full, key=lambda name: (-counts.get(name, 0), -len(name), name))
