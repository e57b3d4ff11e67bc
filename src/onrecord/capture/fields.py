"""Which field of a record is what: our own names, and those of the exports that newsrooms have.

Read here by their field names: our own input records, JSON Feed 1.1, NewsAPI's `articles`, Media
Cloud's stories (its older and its present service), GDELT's Global Knowledge Graph (codebook 2.1) and
Global Quotation Graph, and tables with columns of the usual names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from onrecord.model.ids import Json

#: Fields of a page that an input record can give.
FIELDS: Final = ("text", "html", "url", "title", "publisher", "author", "published", "key")
#: By field, the names that it is met under, the surest first; letters and figures only, in lower case.
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "contenttext", "storytext", "articletext", "fulltext", "maintext", "plaintext",
             "bodytext", "articlebody"),
    "html": ("html", "contenthtml", "rawhtml", "bodyhtml"),
    # What may be either.
    "content": ("content", "body", "storysentences", "quotes", "quotations", "v2quotations"),
    "url": ("url", "link", "weburl", "articleurl", "storyurl", "pageurl", "documentidentifier", "permalink",
            "canonicalurl", "uri"),
    "title": ("title", "headline", "articletitle", "pagetitle"),
    "publisher": ("publisher", "medianame", "outlet", "sourcename", "sourcecommonname", "newspaper",
                  "publication", "source", "mediaurl", "domain"),
    "author": ("author", "authors", "byline", "creator", "dccreator"),
    "published": ("published", "publishedat", "publishdate", "publicationdate", "datepublished", "pubdate",
                  "publishedon", "dateofpublication", "seendate", "date"),
    "key": ("key", "storiesid", "gkgrecordid", "guid", "id"),
}  # fmt: skip
#: What only sums a page up; said in the reason where there is nothing more.
_SUMMARIES: Final = ("summary", "description", "abstract", "snippet", "standfirst", "lead")
#: Where the records of a wrapped export stand, as NewsAPI's `{"status": "ok", "articles": […]}`.
WRAPPERS: Final = frozenset(("articles", "items", "stories", "results", "docs", "records", "data"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMELESS = re.compile(r"[\W_]+")
#: GDELT writes a moment as 20240305101500, or with T and Z between.
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)
_GKG_TITLE = re.compile(r"<PAGE_TITLE>([^<]{1,2000})</PAGE_TITLE>")


def plain_name(name: str) -> str:
    """Give the letters and figures of a field's name in lower case: "Published At" is "publishedat"."""
    return _NAMELESS.sub("", name).lower()


def is_known(names: Iterable[str], columns: Mapping[str, str]) -> bool:
    """Tell whether columns of these names say what page a row holds, or which one it points to."""
    names = list(names)
    wanted = {name for field in ("text", "html", "content", "url") for name in _NAMES[field]}
    return any(plain_name(name) in wanted for name in names) or any(
        columns.get(field) in names for field in ("text", "html", "url")
    )


@dataclass
class Record:
    """One record of an input with its fields as text, and a note of what they lost.

    Args:
        values: its fields by name.
        columns: a name by field of a page, as the user gave them; these are taken alone, unless the record
            has none of them: then it is of another kind than the one they were given for.

    """

    values: Mapping[str, Json]
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Halves of surrogate pairs that became U+FFFD.
    surrogates: int = 0

    def __post_init__(self) -> None:
        if not any(name in self.values for name in self.columns.values()):
            self.columns = {}
        self._plain: dict[str, str] = {}
        for name in self.values:
            self._plain.setdefault(plain_name(name), name)

    def text(self, wanted: str) -> str | None:
        """Give a field of a page as text; None where the record has it not, or no words in it.

        A number stands as printed, a list of texts is joined by commas, of an object its name counts.
        """
        if wanted in self.columns:
            return self._words(self.values.get(self.columns[wanted]))
        for name in _NAMES[wanted]:
            words = self._of(name)
            if words is not None:
                return words
        if wanted == "title" and isinstance(extras := self.values.get(self._plain.get("extras", "")), str):
            found = _GKG_TITLE.search(extras)
            return self._words(found[1]) if found else None
        return None

    def summary(self) -> str | None:
        """Give what only sums the page up."""
        return next((words for name in _SUMMARIES if (words := self._of(name)) is not None), None)

    def content(self) -> tuple[str, str] | None:
        """Give what holds the page, "text", "html" or "content" (either of them), and its words."""
        asked = [wanted for wanted in ("text", "html") if wanted in self.columns]
        for wanted in asked or ("text", "html", "content"):
            if (words := self.text(wanted)) is not None:
                return wanted, words
        return None

    def is_excerpt(self) -> bool:
        """Tell whether the record is one of those that hold a page's quotations alone."""
        return any(name in self._plain for name in ("quotes", "quotations", "v2quotations"))

    def published(self) -> str | None:
        """Give the day as the record has it; GDELT's run of figures as ISO 8601."""
        words = self.text("published")
        found = _COMPACT.fullmatch(words or "")
        if not found:
            return words
        day = "-".join(found.group(1, 2, 3))
        return f"{day}T{':'.join(found.group(4, 5, 6))}Z" if found[4] else day

    def _of(self, plain: str) -> str | None:
        name = self._plain.get(plain)
        if name is None:
            return None
        value = self.values[name]
        if plain == "quotes":
            return self._words(quoted_snippets(value))
        if plain == "storysentences":
            return self._words(_sentences(value))
        if plain in ("quotations", "v2quotations"):
            return self._words(gkg_quotations(value))
        return self._words(value)

    def _words(self, value: Json) -> str | None:
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("@value")
        if isinstance(value, list):
            parts = [part.get("name") if isinstance(part, dict) else part for part in value]
            value = (
                ", ".join(str(part) for part in parts) if parts and all(_is_text(p) for p in parts) else None
            )
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            return None
        clean, count = _SURROGATE.subn("\ufffd", value)
        self.surrogates += count
        return clean


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _sentences(value: Json) -> str | None:
    """Join the sentences of a Media Cloud story, which it keeps in their order."""
    if not isinstance(value, list):
        return None
    sentences = (part.get("sentence") for part in value if isinstance(part, dict))
    return " ".join(sentence for sentence in sentences if isinstance(sentence, str))


def quoted_snippets(value: Json) -> str | None:
    """Give the quotations of a Global Quotation Graph record, a paragraph each, with what stands around them.

    The record keeps the words before and after apart from the quoted words and leaves their marks out; the
    marks are put back.
    """
    if not isinstance(value, list):
        return None
    return "\n\n".join(_snippets(value))


def _snippets(value: list[Json]) -> Iterator[str]:
    for part in value:
        if isinstance(part, dict) and isinstance(quote := part.get("quote"), str) and quote.strip():
            before, after = (part.get(side) for side in ("pre", "post"))
            yield (
                f"{before if isinstance(before, str) else ''}“{quote.strip()}”"
                f"{after if isinstance(after, str) else ''}"
            ).strip()


def gkg_quotations(value: Json) -> str | None:
    """Give V2.1QUOTATIONS of the Global Knowledge Graph ("offset|length|verb|quote#…"), a paragraph each."""
    if not isinstance(value, str):
        return None
    quotes = (block.split("|", 3) for block in value.split("#"))
    return "\n\n".join(f"“{parts[3].strip()}”" for parts in quotes if len(parts) == 4 and parts[3].strip())
