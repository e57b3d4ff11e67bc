"""Sources without a name: what they are, how many, and why the article does not name them."""

import pytest

from onrecord.annotate.coreference import resolve
from onrecord.annotate.unnamed import asks_for_anonymity, count_told, with_reasons
from onrecord.model import Attribution, Block, Span, Unnamed


def read(text: str, *found: tuple[str, str, str]) -> list[Unnamed | None]:
    """Give what is said of the speakers of (source, cue, content), each found from the last one on."""
    attributions = []
    for source, cue, content in found:
        spans = (Span.of(text, text.rindex(it), text.rindex(it) + len(it)) for it in (source, cue, content))
        a, b, c = spans
        attributions.append(Attribution(source=(a,), cue=(b,), content=(c,), score=1.0))
    blocks = [Block(start=0, end=len(text), kind="body")]
    speakers = resolve(text, blocks, [], attributions).speakers
    known = with_reasons(text, attributions, [None] * len(attributions), speakers)
    return [speaker.unnamed if speaker else None for speaker in known]


@pytest.mark.parametrize(
    ("description", "plural", "count"),
    [
        ("two people briefed on the talks", True, 2),
        ("a harbour pilot", False, 1),
        ("one of the nurses", False, 1),
        ("another official", False, 1),
        ("a third sailor", False, 1),
        ("Half a dozen nurses", True, 6),
        ("a dozen bakers", True, 12),
        ("14 former guards", True, 14),
        ("both drivers", True, 2),
        ("the two men", True, 2),
        ("several officials", True, None),
        ("Dozens of residents", True, None),
        ("officials", True, None),
        ("a number of teachers", True, None),
        ("a group of nurses", True, None),
        ("an aide to two ministers", False, 1),
        ("first responders", True, None),
    ],
)
def test_as_many_as_the_words_say(description: str, plural: bool, count: int | None) -> None:
    assert count_told(description, plural=plural) == count


@pytest.mark.parametrize(
    "reason",
    [
        "who asked not to be named for fear of arrest",
        "who spoke on condition of anonymity because the talks are private",
        "speaking on the condition of anonymity",
        "who was not authorised to speak publicly",
        "not authorized to discuss the audit",
        "who had no permission to talk to the press",
        "whom the paper did not name",
        "afraid of being dismissed",
        "who declined to give his name",
        "who would not be identified",
        "whose identity is being withheld at her request",
        "who requested anonymity to speak freely",
        "who gave only her first name",
        "who feared reprisals",
    ],
)
def test_the_reason_is_told_beside_the_source(reason: str) -> None:
    text = f"A clerk at the mill, {reason}, said the flour was damp."
    (unnamed,) = read(text, ("A clerk at the mill", "said", "the flour was damp"))
    assert unnamed is not None
    assert (unnamed.description, unnamed.count) == ("A clerk at the mill", 1)
    assert unnamed.reason is not None
    assert text[unnamed.reason.start : unnamed.reason.end] == unnamed.reason.text == reason


def test_a_reason_before_the_source_and_one_in_the_next_sentence_count() -> None:
    before = "Speaking on condition of anonymity, two guards said the gate was open."
    (unnamed,) = read(before, ("two guards", "said", "the gate was open"))
    assert unnamed is not None
    assert unnamed.reason is not None
    assert unnamed.reason.text == "Speaking on condition of anonymity"
    after = "The gate was open, two guards said. They asked not to be named because they still work there."
    (unnamed,) = read(after, ("two guards", "said", "The gate was open"))
    assert unnamed is not None
    assert unnamed.count == 2
    assert unnamed.reason is not None
    assert unnamed.reason.text == "asked not to be named because they still work there"


def test_a_reason_told_once_holds_for_the_source_wherever_it_speaks() -> None:
    text = (
        "A guard at the gate, who asked not to be named, said nobody slept. “We sat down,” the guard added."
    )
    first, second = read(
        text, ("A guard at the gate", "said", "nobody slept"), ("the guard", "added", "We sat down")
    )
    assert first == second
    assert first is not None
    assert first.reason is not None


def test_why_others_are_not_named_is_no_reason() -> None:
    text = "Two nurses said a doctor who asked not to be named had left."
    (unnamed,) = read(text, ("Two nurses", "said", "a doctor who asked not to be named had left"))
    assert unnamed == Unnamed(description="Two nurses", count=2)


@pytest.mark.parametrize("source", ["Police", "The mayor", "The president", "The company"])
def test_bodies_and_holders_of_an_office_are_no_unnamed_sources(source: str) -> None:
    text = f"{source} said the road was open."
    assert read(text, (source, "said", "the road was open")) == [None]


def test_a_request_not_to_be_named_is_no_statement() -> None:
    text = "A baker who asked not to be named for fear of arrest left."
    spans = [
        Span.of(text, text.index(it), text.index(it) + len(it)) for it in ("who", "asked", "not to be named")
    ]
    source, cue, content = spans
    asked = Attribution(source=(source,), cue=(cue,), content=(content,), score=0.5)
    assert asks_for_anonymity(text, asked)
    text = "A baker asked for more flour."
    cue, content = Span.of(text, 8, 13), Span.of(text, 14, 28)
    assert not asks_for_anonymity(text, Attribution(source=(), cue=(cue,), content=(content,), score=0.5))


def test_a_reason_ends_where_the_statement_begins() -> None:
    text = "Two bakers who asked not to be named said the flour was damp and the mill was shut."
    (unnamed,) = read(text, ("Two bakers", "said", "the flour was damp and the mill was shut"))
    assert unnamed is not None
    assert unnamed.reason is not None
    assert unnamed.reason.text == "who asked not to be named"
