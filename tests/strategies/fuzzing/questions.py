"""Targets that ask a record: search words, days, cursors, ids, claims, decisions, over one small store."""

from __future__ import annotations

import atexit
import base64
import io
import itertools
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from functools import cache
from pathlib import Path
from typing import get_args

from onrecord import judging
from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.cli.claim import _Claims
from onrecord.errors import OnrecordError
from onrecord.model import Act, CaptureResult, EntityKind
from onrecord.model.audit import Signature
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.reading.claims import find_claims, read_claim
from onrecord.reading.finding import find_entity, find_id
from onrecord.reading.listed import ArticlesWanted, StatementsWanted
from onrecord.reading.lists import (
    list_articles,
    list_disputes,
    list_entities,
    list_statements,
    list_stories,
    list_utterances,
)
from onrecord.reading.paging import Turn
from onrecord.reading.record import open_record
from onrecord.reading.views import trace
from onrecord.settings import Settings
from onrecord.store import StatementFilter, Store, open_store
from onrecord.web.report.subject import find_subject
from strategies.fuzzing.target import Target, check, text_of
from strategies.inputs.pages import BELLS, LOCK, REEF

_WHEN = "2031-07-01T00:00:00.000000Z"


@cache
def _store() -> Store:
    """Make a store of three invented pages, for as long as this process runs."""
    folder = tempfile.TemporaryDirectory(prefix="fuzzed-")
    atexit.register(folder.cleanup)
    store = open_store(str(Path(folder.name) / "record.db"))
    settings = Settings()
    items = [
        item
        for page in (LOCK, BELLS, REEF)
        for item in read_stream(io.BytesIO(page.html.encode()), page.name, settings)
    ]
    for result in annotate_captures(items, settings, Annotator(settings)):
        if isinstance(result, CaptureResult):
            store.add(result)
    for _ in link_waiting(store):
        pass
    return store


def _search(data: bytes) -> None:
    """Search for anything: an answer, or an error of the package's own that says what is wrong."""
    parts = [part or None for part in text_of(data).split("\n")]
    words, name, first, last, outlet = (parts + [None] * 5)[:5]
    store = _store()
    with open_record(store) as record:
        wanted = StatementsWanted(
            words=words, speaker=name, about=None, publisher=outlet, from_day=first, to_day=last
        )
        _ask(lambda: list_statements(store, record, wanted))
        articles = ArticlesWanted(words=words, publisher=outlet, from_day=first, to_day=last, entity=name)
        _ask(lambda: list_articles(record, articles))
        _ask(lambda: list_entities(record, words, kind=get_args(EntityKind)[len(data) % 3]))
        _ask(lambda: list_stories(record, words=words))
        asked = StatementFilter(speaker=name, publisher=outlet, from_day=first, to_day=last)
        _ask(lambda: trace(store, record, words or "", asked))
        _ask(lambda: find_entity(record, words or ""))
        _ask(lambda: find_id(record, words or ""))
        _ask(lambda: find_subject(record, words or ""))


def _ask(question: Callable[[], object]) -> None:
    try:
        question()
    except OnrecordError as error:
        check(len(str(error)) > 4, "an error without a reason")


def _turn(data: bytes) -> None:
    """Ask every list for the page behind any cursor."""
    cursor = data.decode("latin-1")
    if data[:1] == b"[":
        cursor = _encoded(text_of(data))
    store = _store()
    with open_record(store) as record:
        turn = Turn(cursor=cursor, limit=len(data) - 10)
        _ask(lambda: list_statements(store, record, StatementsWanted(), turn))
        _ask(lambda: list_statements(store, record, StatementsWanted(), turn, oldest_first=True))
        _ask(lambda: list_articles(record, ArticlesWanted(), turn))
        _ask(lambda: list_entities(record, None, None, turn))
        _ask(lambda: list_stories(record, turn))
        _ask(lambda: list_utterances(store, record, turn))
        _ask(lambda: list_disputes(store, record, turn))


def _encoded(text: str) -> str:
    """Write a cursor whose JSON is any text."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _cursors() -> Sequence[bytes]:
    store = _store()
    with open_record(store) as record:
        page = list_statements(store, record, StatementsWanted(), Turn(limit=1))
    found = [page.next.encode()] if page.next else []
    names = ("statements-newest", "articles", "entities", "stories", "utterances", "disputes")
    return [*found, *(f'["{name}","2031-06-04","st-1"]'.encode() for name in names), b'["entities",3,"e"]']


def _claim(data: bytes) -> None:
    """Read a file of claims, and what is on record about each."""
    store = _store()
    claims = _Claims("claims.jsonl")
    told = io.StringIO()
    with redirect_stderr(told), open_record(store) as record:
        for text, line in find_claims(store, record, claims._read(data)):
            check(0 <= line.score <= 1 and isinstance(text, str), f"{line}")
        _ask(lambda: read_claim(record, text_of(data[:200])))
    check(not claims.damaged or "claims.jsonl:" in told.getvalue(), "damage that names no line")


def _judge(data: bytes) -> None:
    """Decide anything about anything: a decision on record, which is taken back, or an error."""
    parts = (text_of(data).split("\n") + [""] * 4)[:4]
    store = _store()
    kinds = ("merge", "split", "accept", "reject", "speaker", "said", "undo")
    kind = kinds[len(parts[0]) % len(kinds)]
    one, other, who = parts[1], parts[2], parts[3] or "Ada Lorne"
    by, before = Signature(who=who, when=_WHEN), _decisions(store)
    try:
        if kind in ("merge", "split"):
            made = judging.decide_group(store, kind, one, other, who=who, when=_WHEN)
        elif kind in ("accept", "reject"):
            made = judging.decide_link(store, kind, one, other, who=who, when=_WHEN)
        elif kind == "undo":
            made = judging.take_back(store, one, by=by)
        else:
            made = judging.correct(store, one, kind, other, who=who, when=_WHEN)
    except OnrecordError as error:
        check(_decisions(store) == before and len(str(error)) > 4, "a refused decision that is kept")
        return
    check(made.id in _decisions(store), "a decision that is not kept")
    if made.stands:
        judging.take_back(store, made.id, by=by)


def _decisions(store: Store) -> set[str]:
    with open_record(store) as record:
        return {made.id for made in record.judgements()}


def _decided() -> Sequence[bytes]:
    store = _store()
    with open_record(store) as record:
        names = [entity.name for entity in record.entities()][:4]
    ids = [said.id for article in store.articles() for said in article.annotations.statements][:3]
    pairs = [*itertools.pairwise(names), *itertools.pairwise(ids)]
    lines = [f"{'x' * n}\n{a}\n{b}\nAda" for n, (a, b) in enumerate(pairs * 2)]
    return [
        line.encode()
        for line in [*lines, f"xxxx\n{ids[0]}\nOlla Brandt\nAda", f"xxxxx\n{ids[0]}\n2031-06-02\nA"]
    ]


_SYNTAX = (
    '"',
    "*",
    " OR ",
    " AND ",
    " NOT ",
    "NEAR(",
    "^",
    "{",
    "}",
    ":",
    "content:",
    "(",
    ")",
    "'",
    "\0",
    "--",
    "%",
    "\\",
)

QUESTIONS: tuple[Target, ...] = (
    Target(
        name="search",
        promise="any search words, names and days: an answer, or an error of its own",
        run=_search,
        seeds=lambda: [
            b"lock OR gates\nSallow\n2031-06\n2031-06-30\nValley Echo",
            b'"boats" NEAR(x)\n\n2031',
            b"bells*\nQuell",
            "ünder ﬁn İ\n\n9999-99".encode(),
        ],
        longest=500,
        words=(*_SYNTAX, *get_args(Act), "lock", "boats", "2031-06-04", "\n"),
    ),
    Target(
        name="cursors",
        promise="any cursor: its page, or an error that says whose it is not",
        run=_turn,
        seeds=_cursors,
        longest=300,
        words=("[", "]", '"', ",", "null", "1e999", "\\ud800", "9223372036854775808", '"statements-newest"'),
    ),
    Target(
        name="claims",
        promise="a file of claims: lines on record, and each line that is no claim told",
        run=_claim,
        seeds=lambda: [
            b'{"key": "a", "claim": "The board knew of the cracks"}\n{"claim": "Bells ring at seven"}\n[]\n',
            b'{"key": 1, "claim": "\\ud800 lock"}\n\n{"claim"',
        ],
        longest=800,
        words=('{"claim": "', '"}', "\n", "\\ud800", "[[", "lock", "boats", "not"),
    ),
    Target(
        name="judgements",
        promise="any decision about anything: kept, or refused with nothing kept",
        run=_judge,
        seeds=_decided,
        longest=300,
        words=("\n", "st-", "Sallow", "2031-06-04", "x", "e-", "utt-", "story-"),
    ),
)
