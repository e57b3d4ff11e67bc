"""Articles written with their statements marked in the text, for tests of what comes after annotation.

`[1s:Ann Ode] [1c:denied] [1-:that the mill was sold].` marks source, cue and content of statement 1. The
content's mark says the polarity: `-` denied, `?` not confirmed, none asserted. `[1c/claim:says]` gives
the act, `[1s=Ann Ode:she]` the speaker's name where the source is a pronoun, `[1s~:a clerk]` somebody
unnamed, `[2<1:that P]` a content told inside statement 1. A content behind a quotation mark is direct.
Paragraphs are blocks; one that begins with "# " is the headline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any, cast

from onrecord.model import (
    Act,
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    Date,
    Hop,
    Mention,
    Polarity,
    Span,
    Speaker,
    Statement,
    article_id,
    sha256,
    statement_id,
)

_MARK = re.compile(
    r"\[(?P<n>\d)(?:(?P<role>[sc])(?P<unnamed>~)?(?:/(?P<act>\w+))?(?:=(?P<name>[^:\]]+))?"
    r"|(?P<polarity>[-?])?(?:<(?P<parent>\d))?):(?P<text>[^\]]+)\]"
)
_POLARITY: dict[str | None, Polarity] = {"-": "denied", "?": "not_confirmed", None: "asserted"}


def marked(markup: str, *, key: str = "page", day: str | None = "2031-05-04") -> AnnotatedArticle:
    """Make the article that `markup` writes; `day` is its day of publication."""
    text, found = "", defaultdict[int, dict[str, Any]](lambda: {"s": [], "c": [], "content": []})
    at = 0
    has_headline = markup.startswith("# ")
    markup = markup.removeprefix("# ")
    for mark in _MARK.finditer(markup):
        text += markup[at : mark.start()]
        at = mark.end()
        span = (len(text), len(text) + len(mark["text"]))
        entry = found[int(mark["n"])]
        entry[mark["role"] or "content"].append(span)
        if mark["role"] == "s":
            entry |= {"name": mark["name"] or mark["text"], "unnamed": bool(mark["unnamed"])}
        elif mark["role"] == "c":
            entry["act"] = mark["act"]
        else:
            entry |= {"polarity": _POLARITY[mark["polarity"]], "parent": mark["parent"]}
            entry["direct"] = text[-1:] in tuple("“\"‘'")
        text += mark["text"]
    text += markup[at:]
    article = _article(text, key, day, has_headline)
    ids = {n: _id(article, entry) for n, entry in found.items() if entry["content"]}
    statements = tuple(_statement(article, entry, ids) for n, entry in sorted(found.items()) if n in ids)
    return AnnotatedArticle(
        article=article, annotations=Annotations(statements=statements, mentions=_names(article))
    )


def ids_of(article: AnnotatedArticle) -> dict[str, int]:
    """Number the statements' ids in the order of their numbers in the markup, from 1 on."""
    return {s.id: n for n, s in enumerate(article.annotations.statements, start=1)}


def repeated(article: AnnotatedArticle, times: int) -> AnnotatedArticle:
    """Give an article that prints the text of `article`, one block, `times` over, with its statements."""
    once = article.article.text
    text, step = "\n\n".join([once] * times), len(once) + 2
    blocks = tuple(Block(start=n * step, end=(n + 1) * step - 2, kind="body") for n in range(times))
    statements = []
    for n in range(times):
        for one in article.annotations.statements:
            roles = [
                tuple(Span.of(text, span.start + n * step, span.end + n * step) for span in role)
                for role in (one.source, one.cue, one.content)
            ]
            ident = statement_id(article.article.id, *roles)
            statements.append(replace(one, id=ident, source=roles[0], cue=roles[1], content=roles[2]))
    page = replace(article.article, text=text, sha256=sha256(text.encode()), blocks=blocks)
    return replace(article, article=page, annotations=Annotations(statements=tuple(statements)))


def _article(text: str, key: str, day: str | None, has_headline: bool) -> Article:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        kind = "headline" if has_headline and not blocks else "body"
        blocks.append(Block(start=at, end=at + len(paragraph), kind=cast(Any, kind)))
        at += len(paragraph) + 2
    date = Date(value=day, precision="day", method="given") if day else None
    return Article(
        id=article_id(key, 0), capture=key, path=f"{key}.txt", key=key, item=0, kind="article", url=None,
        publisher="The Reed", title=None, authors=(), language="en", published=date, updated=None, text=text,
        sha256=sha256(text.encode()), truncated=False, blocks=tuple(blocks),
    )  # fmt: skip


def _spans(article: Article, places: list[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span.of(article.text, start, end) for start, end in places)


def _id(article: Article, entry: dict[str, Any]) -> str:
    return statement_id(article.id, *(_spans(article, entry[role]) for role in ("s", "c", "content")))


def _statement(article: Article, entry: dict[str, Any], ids: dict[int, str]) -> Statement:
    name, unnamed = entry.get("name"), entry.get("unnamed", False)
    kind: Any = "unnamed_person" if unnamed else "person"
    act = entry.get("act") or ("deny" if entry["polarity"] == "denied" else "say")
    hop = Hop(name=name, kind="unnamed" if unnamed else "speaker") if name else None
    page = Hop(name="The Reed", kind="page", inferred=True)
    return Statement(
        id=_id(article, entry), kind="direct" if entry["direct"] else "indirect", act=cast(Act, act),
        polarity=entry["polarity"], score=0.9, parent=ids.get(int(entry["parent"] or 0)),
        source=_spans(article, entry["s"]), cue=_spans(article, entry["c"]),
        content=_spans(article, entry["content"]), addressee=(), venue=None,
        speaker=Speaker(name=name, kind=kind, as_printed=name) if name else None, said=None,
        chain=(hop, page) if hop else (page,),
    )  # fmt: skip


def _names(article: Article) -> tuple[Mention, ...]:
    found = re.finditer(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*", article.text)
    return tuple(
        Mention(start=m.start(), end=m.end(), text=m.group(), type="PERSON", form="name", entity=m.group())
        for m in found
    )
