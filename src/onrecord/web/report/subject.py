"""What a dossier is about: whom or what the words after `onrecord report` mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnrecordError
from onrecord.model import Entity, Story
from onrecord.reading.finding import find_entities, find_entity, find_id
from onrecord.reading.listed import FoundStory
from onrecord.reading.lists import list_stories
from onrecord.reading.paging import MOST, Turn
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.reading.paging import Page

Sort = Literal["person", "story", "claim"]
#: A sentence has three words at least; fewer are a name that nobody on record has.
_LEAST_WORDS = 3
_ID = re.compile(r"(?:ent|story|art|utt|st)-[0-9a-f]+", re.ASCII)
_HAS_WORD = re.compile(r"\w")


def find_subject(record: Record, words: str, sort: Sort | None = None) -> Entity | Story | str:
    """Give the person or body, the story, or the claim that `words` mean.

    An id is what it is the id of, an article's its story. Otherwise it is who is called so, else the story
    whose title it is, else a claim; `sort` says which of them it must be.

    Raises:
        OnrecordError: nothing on record is meant, or more than one thing is.

    """
    if not _HAS_WORD.search(words):
        raise OnrecordError(words, "holds no word: give a name, a story's title or id, or a claim")
    if _ID.fullmatch(words):
        return _by_id(record, words)
    if sort in (None, "person") and (sort or find_entities(record, words)):
        return find_entity(record, words)
    if sort in (None, "story"):
        story = _by_title(record, words)
        if story is not None:
            return story
        if sort:
            raise OnrecordError(
                words, "no story has this title: `onrecord stories` lists them with their ids"
            )
    if sort is None and len(words.split()) < _LEAST_WORDS:
        raise OnrecordError(
            words, "nobody on record is called so, no story has this title, and a claim is a sentence"
        )
    return words


def _by_id(record: Record, beginning: str) -> Entity | Story:
    identity = find_id(record, beginning)
    found = record.entity(identity) or record.story(identity)
    if found is None:
        raise OnrecordError(beginning, "is the id of no person, no story and no article of one")
    return found


def _by_title(record: Record, title: str) -> Story | None:
    """Give the one story that has this title, or an article with it; case does not count."""
    page: Page[FoundStory] = list_stories(record, Turn(limit=MOST), words=title)
    wanted = _plain(title)
    own = [it.story for it in page.items if _plain(it.story.title or "") == wanted]
    if len(own) > 1:
        ids = ", ".join(story.id for story in own)
        raise OnrecordError(title, f"more than one story has this title, give the id: {ids}")
    if own:
        return own[0]
    of_article = [
        it.story for it in page.items if any(_plain(head.title or "") == wanted for head in it.heads)
    ]
    return of_article[0] if len(of_article) == 1 else None


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
