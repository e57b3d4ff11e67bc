"""Events from deeds: rows of recipients, dates, and the statement that tells each."""

import re

from onrecord.annotate.deeds import Draft, Range
from onrecord.annotate.event_reading import Deeds
from onrecord.annotate.events import find_events
from onrecord.model import (
    Act,
    Article,
    Block,
    Event,
    Mention,
    Polarity,
    Span,
    Statement,
    Timex,
    sha256,
    statement_id,
)

WORD = re.compile(r"\w+|[^\w\s]")


def article(text: str) -> Article:
    digest = sha256(text.encode())
    return Article(
        id="art-1", capture="cap-1", path="a.txt", key=None, item=0, kind="article", url=None, publisher=None,
        title=None, authors=(), language="en", published=None, updated=None, text=text, sha256=digest,
        truncated=False, blocks=(Block(start=0, end=len(text), kind="body"),),
    )  # fmt: skip


def place(text: str, words: str) -> Range:
    return text.index(words), text.index(words) + len(words)


def events(
    text: str,
    drafts: list[Draft],
    phrases: list[str],
    statements: list[Statement] | None = None,
    timexes: list[Timex] | None = None,
    names: list[str] | None = None,
) -> tuple[Event, ...]:
    words = [match.span() for match in WORD.finditer(text)]
    ranges = sorted(place(text, phrase) for phrase in phrases)
    deeds = Deeds(text, 0, len(text), words, [low for low, _ in words], drafts, ranges)
    found = sorted(
        (
            Mention(start=a, end=b, text=text[a:b], type="PERSON", form="name", entity=text[a:b])
            for a, b in (place(text, name) for name in names or [])
        ),
        key=lambda name: name.start,
    )
    return find_events(article(text), [deeds], found, statements or [], timexes or [])


def draft(text: str, word: str, **parts: str) -> Draft:
    held = {name: place(text, words) for name, words in parts.items()}
    return Draft(*place(text, word), noun=False, modality="asserted", **held)  # type: ignore[arg-type]


def statement(text: str, content: str, act: Act = "say", polarity: Polarity = "asserted") -> Statement:
    span = Span.of(text, *place(text, content))
    return Statement(
        id=statement_id("art-1", (), (), (span,)), kind="indirect", act=act, polarity=polarity, score=1.0,
        parent=None, source=(), cue=(), content=(span,), addressee=(), venue=None, speaker=None, said=None,
        chain=(),
    )  # fmt: skip


def test_each_of_a_row_is_a_recipient() -> None:
    text = "Moor dismissed the miller, two ferrymen and the keeper of the lock."
    phrases = ["Moor", "the miller", "two ferrymen", "the keeper", "the lock"]
    (event,) = events(text, [draft(text, "dismissed", actor="Moor", recipient="the miller")], phrases)
    assert [span.text for span in event.recipient] == ["the miller", "two ferrymen", "the keeper of the lock"]


def test_an_office_goes_with_its_name() -> None:
    text = "Moor dismissed the miller and the Minister of Tides Anna Vell on Friday."
    phrases = ["Moor", "the miller", "the Minister", "Tides", "Anna Vell"]
    (event,) = events(text, [draft(text, "dismissed", actor="Moor", recipient="the miller")], phrases)
    assert [span.text for span in event.recipient] == ["the miller", "the Minister of Tides Anna Vell"]


def test_a_comma_alone_makes_no_row() -> None:
    text = "Moor dismissed the miller, a friend of hers."
    (event,) = events(
        text,
        [draft(text, "dismissed", actor="Moor", recipient="the miller")],
        ["Moor", "the miller", "a friend"],
    )
    assert [span.text for span in event.recipient] == ["the miller"]


def test_those_who_act_together_are_one_span() -> None:
    text = "Moor and Tarn met the miller."
    (event,) = events(
        text, [draft(text, "met", actor="Moor", recipient="the miller")], ["Moor", "Tarn", "the miller"]
    )
    assert event.actor
    assert event.actor.text == "Moor and Tarn"


def test_a_deed_is_dated_by_its_own_expression() -> None:
    text = "On Oct. 4 Moor signed the order; on Friday she left."
    days = [
        Timex(start=a, end=b, text=text[a:b], type="DATE", value=value)
        for (a, b), value in ((place(text, "Oct. 4"), "2031-10-04"), (place(text, "Friday"), "2031-10-10"))
    ]
    (event,) = events(
        text, [draft(text, "signed", actor="Moor", object="the order", time="Oct. 4")], ["Moor", "the order"],
        timexes=days,
    )  # fmt: skip
    assert event.when
    assert (event.when.value, event.when.precision, event.when.method) == (
        "2031-10-04",
        "day",
        "timex",
    )
    assert [proof.text for proof in event.when.evidence] == ["Oct. 4"]


def test_the_innermost_statement_tells_a_deed() -> None:
    text = "Tarn said that Ilse claimed Moor burned the mill."
    outer, inner = (
        statement(text, "Ilse claimed Moor burned the mill"),
        statement(text, "Moor burned the mill", "claim"),
    )
    (event,) = events(
        text, [draft(text, "burned", actor="Moor", object="the mill")], ["Moor", "the mill"], [outer, inner]
    )
    assert (event.statement, event.modality) == (inner.id, "alleged")


def test_what_is_denied_never_stands() -> None:
    text = "Moor denied that she burned the mill."
    denied = statement(text, "she burned the mill", "deny", "denied")
    (event,) = events(
        text, [draft(text, "burned", actor="she", object="the mill")], ["she", "the mill"], [denied]
    )
    assert event.modality == "denied"


def test_plain_saying_is_no_event() -> None:
    text = "Moor said that it rained."
    assert events(text, [draft(text, "said", actor="Moor")], ["Moor"]) == ()


def test_a_deed_without_sides_is_no_event() -> None:
    text = "It rained hard."
    assert events(text, [draft(text, "rained")], []) == ()


def test_words_are_those_of_the_page() -> None:
    text = "İlse Moor arrested TARN in the “Lock”."
    for event in events(
        text, [draft(text, "arrested", actor="İlse Moor", recipient="TARN")], ["İlse Moor", "TARN"]
    ):
        assert text[event.start : event.end] == event.text
        for spans in event.roles.values():
            assert all(text[span.start : span.end] == span.text for span in spans)
        assert event.type == "COERCE"
