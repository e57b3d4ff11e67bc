"""Conversations on pages: their lines are body, however short; questions in bold are marked."""

from __future__ import annotations

import pytest

from onrecord.capture.build import make_capture
from onrecord.extract import extract
from onrecord.extract.turns import conversation
from onrecord.settings import Settings
from strategies.growth import LIMIT, growth


def blocks(content: str, media_type: str) -> list[tuple[str, str]]:
    capture = make_capture(content.encode(), media_type=media_type, path="a")
    [article] = extract(capture, Settings()).articles
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_a_conversation_goes_from_its_first_turn_to_its_last() -> None:
    texts = [
        "The ferry",
        "It sank.",
        "NORA: Why?",
        "STEN: I do not know.",
        "NORA: Who does?",
        "STEN: Nobody.",
        "End",
    ]
    assert conversation(texts) == range(2, 6)


def test_names_on_lines_of_their_own_open_turns() -> None:
    texts = [
        "The ferry",
        "NORA TABB",
        "Why?",
        "STEN RUUD",
        "I do not know.",
        "NORA TABB",
        "Who does?",
        "STEN RUUD",
        "No.",
    ]
    assert conversation(texts) == range(1, 9)


@pytest.mark.parametrize("texts", [
    ["Serves: 4", "Flour: 200 g", "Butter: 100 g", "Sugar: 50 g", "Salt: some"],
    ["Nobody spoke.", "It rained.", "DORN: I stay."],
    # An advice column: who is greeted does not speak.
    ["DEAR NELL: My boat sinks.", "DEAR SINKING: You bail.", "DEAR NELL: I rust.", "DEAR RUST: You paint."],
    ["Note: one", "Note: two", "Note: three", "Note: four"],
    [],
])  # fmt: skip
def test_lists_of_facts_are_none(texts: list[str]) -> None:
    assert not conversation(texts)


def test_short_turns_and_names_in_plain_text_are_body() -> None:
    page = "The inquiry sat again\n\n" + "\n\n".join(
        f"NORA TABB\n\nDid you hear bell number {number}?\n\nSTEN RUUD\n\nYes." for number in range(4)
    )
    found = blocks(page, "text/plain")
    assert [kind for kind, _ in found[1:]] == ["body"] * 16


def test_who_opens_a_turn_is_no_dateline() -> None:
    page = (
        "Harbour Tonight\n\n"
        "ANNA VASK, HOST: Good evening to all of you who are waiting for the boats tonight.\n\n"
        "ILMAR DORN, GUEST: Good evening to you, and to everybody who is out there in the rain.\n\n"
        "VASK: When does it open again, Mr. Dorn, and who is going to tell us?\n\n"
        "DORN: It opens when the divers say so, and I am going to tell you myself.\n"
    )
    found = blocks(page, "text/plain")
    assert found[1][0] == "body"
    assert found[1][1].startswith("ANNA VASK, HOST:")


def interview(
    question: str, answer: str = "I did, and I would do it again, since nobody else wanted to."
) -> str:
    turns = "".join(
        question.format(f"Did you build bridge number {n}?") + f"<p>{answer} That is answer {n}.</p>"
        for n in range(4)
    )
    return f"<html><body><article><h1>An interview with Selma Korr</h1>{turns}</article></body></html>"


@pytest.mark.parametrize(
    "question", ["<p><b>{}</b></p>", "<h3>{}</h3>", "<p><strong><em>{}</em></strong></p>"]
)
def test_questions_that_are_set_off_are_blocks_of_their_own(question: str) -> None:
    found = blocks(interview(question), "text/html")
    assert [kind for kind, _ in found[1:]] == ["standfirst", "body"] * 4


def test_a_question_that_opens_a_paragraph_in_bold_is_parted_from_the_answer() -> None:
    answer = "I did, and I would do it again, since nobody else wanted to."
    page = interview("<p><b>{}</b> " + answer + "</p>", "And I slept very well behind it, as I always do.")
    found = blocks(page, "text/html")
    assert found[1] == ("standfirst", "Did you build bridge number 0?")
    assert found[2] == ("body", answer)


def test_subheadings_of_an_explainer_stay_body() -> None:
    page = interview("<h3>{}</h3>", "The town did, and it would do it again, since nobody else wanted to.")
    page = page.replace("Did you build", "Who built")
    assert "standfirst" not in [kind for kind, _ in blocks(page, "text/html")]


@pytest.mark.parametrize("line", ["Aa Bb Cc ", "A: b", "[00:00] A (b), ", "NORA TABB"])
def test_time_grows_with_the_length(line: str) -> None:
    assert growth(lambda size: conversation([line * 20] * size + [line * size]), 50) < LIMIT


def test_a_menu_of_names_that_comes_twice_is_no_conversation() -> None:
    menu = ["World", "Harbour", "Sport", "Culture"]
    assert not conversation(["The ferry sailed again on Monday.", *menu, "Nobody was hurt.", *menu])
