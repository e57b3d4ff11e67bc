"""Transcripts and interviews are told from what only looks like them, and cut into turns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.interviews import interview_of
from onrecord.annotate.turn_labels import label_inside
from onrecord.annotate.turn_people import People
from onrecord.annotate.turns import Turn, turns_of
from onrecord.model import Article, Block, BlockKind, Mention, content_id, sha256
from strategies.growth import LIMIT, growth


def lines(text: str, kinds: dict[int, BlockKind] | None = None) -> list[Block]:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = (kinds or {}).get(number, "body")
            blocks.append(Block(start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    return blocks


def told(text: str) -> list[tuple[str | None, str]]:
    return [
        (turn.label and turn.label.who.text, " / ".join(span.text for span in turn.content))
        for turn in turns_of(text, lines(text))
    ]


TALK = """The harbour master met the council on Monday.
DORN: I will not open it, whatever you say.
LUND: You promised us.
(LAUGHTER)
We have it in writing.
DORN: I never did. (INAUDIBLE) You asked and I was silent.
This transcript has been edited for length."""


def test_a_turn_goes_on_until_another_speaks_and_leaves_out_what_is_heard() -> None:
    assert told(TALK) == [
        ("DORN", "I will not open it, whatever you say."),
        ("LUND", "You promised us. / We have it in writing."),
        ("DORN", "I never did. / You asked and I was silent."),
    ]


@pytest.mark.parametrize(("line", "who"), [
    ("ANNA VASK, HOST: Good evening.", "ANNA VASK"),
    ("DR. LENA POOL (via video link): Yes.", "DR. LENA POOL"),
    ("[00:12:04] Dorn: No.", "Dorn"),
    ("Mira Sund (01:10): Well?", "Mira Sund"),
    ("van der Berg: Never.", "van der Berg"),
    ("O’Hara-Lund: Never.", "O’Hara-Lund"),
    ("Q. And then?", "Q"),
    ("A: Nothing.", "A"),
    ("Speaker 2: Hello.", "Speaker 2"),
    ("Audience member: And the dust?", "Audience member"),
    ("The Speaker: Order.", "The Speaker"),
    ("The minister said this: nothing more", None),
    ("At 10:30 the boat left.", None),
    ("Note: the quay is closed.", None),
    ("Where: Town hall", None),
    ("https://lamp.example/a: gone", None),
    ("A man came in.", None),
])  # fmt: skip
def test_labels(line: str, who: str | None) -> None:
    label = label_inside(line, 0, len(line))
    assert (label and label.who.text) == who


@pytest.mark.parametrize("text", [
    # An advisory: each label once.
    "WHO: The harbour board\nWHAT: You are invited to see our new quay\nMEDIA: We ask you to call",
    # A recipe, a table of results.
    "Serves: four\nFlour: 200 grams\nButter: 100 grams\nFlour: for dusting\nButter: for the tin",
    "Varn: Dorn 12, Lund 40\nOber: Pell 3\nVarn: Dorn 55\nOber: Korr 60\nVarn: Lund 71",
    # A story in which somebody is introduced with a colon.
    "Dorn: a life on the quay\nHe was born in Varn. You would not know him.\nHe told me: I do not care.",
    # An article whose paragraphs begin with places.
    "VARN: The quay is closed.\nThe board met.\nOBER: The mill is shut.\nThe owner left.\nCRAY: We had rain.",
])  # fmt: skip
def test_what_is_no_transcript(text: str) -> None:
    assert turns_of(text, lines(text)) == []


def test_headlines_and_what_does_not_speak_are_no_turns() -> None:
    text = "Dorn: I stay\nDorn: You go.\nLund: I go.\nDorn: We stay."
    assert len(turns_of(text, lines(text, {0: "headline"}))) == 3
    assert turns_of(text, lines(text, dict.fromkeys(range(4), "related"))) == []


INTERVIEW = """An interview with the engineer Selma Korr
You closed the bridge. Why?
Because I had to. I saw the crack myself.
Did you sleep?
I slept well.
My daughter did not.
Would you do it again?
I would. Who would not?
"""
EXPLAINER = """Everything about the new bridge
What is happening?
The old bridge is closed, and the engineer, Selma Korr, says it stays so.
When does it open?
In the spring, the town says. It has no money before that.
Who pays?
The towns do. Each gives a third.
How long will it last?
A hundred years.
"""


def test_questions_and_answers_without_labels() -> None:
    turns = interview_of(INTERVIEW, lines(INTERVIEW, {0: "headline"}))
    assert [(turn.is_question, len(turn.content)) for turn in turns] == [
        (True, 1), (False, 1), (True, 1), (False, 2), (True, 1), (False, 1),
    ]  # fmt: skip


def test_an_explainer_is_no_interview() -> None:
    assert interview_of(EXPLAINER, lines(EXPLAINER, {0: "headline"})) == []
    set_off = dict.fromkeys((1, 3, 5, 7), "standfirst")
    assert interview_of(EXPLAINER, lines(EXPLAINER, {0: "headline", **set_off})) == []


def test_a_column_that_asks_its_readers_is_no_interview() -> None:
    text = INTERVIEW.replace("An interview with the engineer Selma Korr", "My bridge and I")
    assert interview_of(text, lines(text, {0: "headline"})) == []


def article(text: str, publisher: str | None = None, authors: tuple[str, ...] = ()) -> Article:
    return Article(
        id=content_id("art", text), capture="cap", path="a.txt", key=None, item=0, kind="article", url=None,
        publisher=publisher, title=None, authors=authors, language="en", published=None, updated=None,
        text=text, sha256=sha256(text.encode()), truncated=False, blocks=tuple(lines(text)),
    )  # fmt: skip


def people(text: str, *persons: str, **more: object) -> list[str | None]:
    """Give who speaks in each turn, where the encoder found these persons."""
    names = [
        Mention(
            start=text.index(it),
            end=text.index(it) + len(it),
            text=it,
            type="PERSON",
            form="name",
            entity=None,
        )
        for it in persons
    ]
    it = article(text, **more)  # type: ignore[arg-type]
    turns: list[Turn] = turns_of(text, it.blocks)
    found = People(it, turns, names)
    return [who and who.name for who in map(found.speaker, turns)]


def test_surnames_get_the_name_that_the_page_has_for_them() -> None:
    text = "Ilmar Dorn met Dr. Vera Lund.\nDORN: I will not.\nLUND: You will.\nDORN: We shall see."
    assert people(text, "Ilmar Dorn", "Dr. Vera Lund") == ["Ilmar Dorn", "Vera Lund", "Ilmar Dorn"]


def test_a_name_in_capitals_stands_as_elsewhere_on_the_page() -> None:
    text = (
        "ILMAR DORN, GUEST: I will not.\nVERA McLUND: You will, Mr. Dorn.\nDORN: Vera McLund, we shall see."
    )
    assert people(text) == ["Ilmar Dorn", "Vera McLund", "Ilmar Dorn"]


def test_initials_are_those_of_who_was_named() -> None:
    text = "Dara Quill met Emmet Voss.\nDQ: I came.\nEV: You did.\nDQ: And you?"
    assert people(text, "Dara Quill", "Emmet Voss") == ["Dara Quill", "Emmet Voss", "Dara Quill"]


def test_who_asks_is_the_author_and_who_answers_whom_the_page_presents() -> None:
    text = (
        "The beekeeper Hanne Lorde let us in.\nQ: Why do you do it?\nA: I like it.\nQ: And you live off it?"
    )
    assert people(text, "Hanne Lorde", authors=("Piet Marrow",)) == [
        "Piet Marrow",
        "Hanne Lorde",
        "Piet Marrow",
    ]
    assert people(text, "Hanne Lorde", publisher="The Lamp") == ["The Lamp", "Hanne Lorde", "The Lamp"]
    assert people(text, "Hanne Lorde") == [None, "Hanne Lorde", None]


def test_who_has_no_name_is_said_to_have_none() -> None:
    text = "HALE: I begin.\nQUESTION: Do you mean it?\nHALE: I do.\nAUDIENCE: We do not!"
    it = article(text, authors=("Piet Marrow",))
    turns = turns_of(text, it.blocks)
    found = [People(it, turns, []).speaker(turn) for turn in turns]
    assert [who and who.kind for who in found] == ["person", "unnamed_person", "person", "group"]


@given(st.text(alphabet=st.sampled_from("AQab :.,?\n()[]0123“”—I"), max_size=400))
def test_turns_are_words_of_the_text_in_order(text: str) -> None:
    for found in (turns_of(text, lines(text)), interview_of(text, lines(text))):
        spans = [span for turn in found for span in turn.content]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("line", [
    "DORN: I ask you this, and again.\nLUND: No (", "Aa Bb, Cc (Dd) [00:00:01] ", "A" * 50 + "\n",
    "Why? You?\nI do.\n",
])  # fmt: skip
def test_time_grows_with_the_length(line: str) -> None:
    def work(size: int) -> None:
        text = line * size
        blocks = lines(text)
        turns_of(text, blocks)
        interview_of(text, blocks)

    assert growth(work, 60) < LIMIT


def test_a_story_that_asks_itself_is_no_interview() -> None:
    told = "The minister said in an interview that I and my readers would hear of it, and we did."
    asked = "But what if the price of salt does not come down, as the guild has told us so often?"
    text = "Salt\n" + "\n".join([told, told, asked, told, asked, told, asked, told])
    assert interview_of(text, lines(text, {0: "headline"})) == []
