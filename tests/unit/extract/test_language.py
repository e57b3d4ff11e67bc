"""The language of a text and of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.language import language_of, page_language

ENGLISH = "The harbour master said on Tuesday that the ferry would stay in port until the storm was over."
GERMAN = "Der Hafenmeister sagte am Dienstag, die Fähre bleibe im Hafen, bis der Sturm vorüber sei."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (
            "Le capitaine du port a déclaré mardi que le bac resterait à quai jusqu’à la fin de la tempête.",
            "fr",
        ),
        ("港湾局長は火曜日、嵐が過ぎるまでフェリーは出航しないと述べた。", "ja"),
        ("Начальник порта заявил во вторник, что паром останется в гавани, пока не утихнет буря.", "ru"),
        ("Lindow 2024", None),
        ("", None),
        ("1234567890 " * 50, None),
    ],
)
def test_language_of_a_text(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_the_text_decides_over_a_template_that_lies() -> None:
    assert page_language("en-US", GERMAN) == "de"


def test_a_page_of_few_words_is_believed() -> None:
    assert page_language("de-AT", "Lindow") == "de"
    assert page_language("pt_BR", "") == "pt"
    assert page_language("x-default", "") is None
    assert page_language(None, ENGLISH) == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_language_or_none(text: str) -> None:
    code = language_of(text)
    assert code is None or (len(code) == 2 and code.islower())


def test_broken_characters_do_no_harm() -> None:
    assert language_of("\ud800 " + ENGLISH) == "en"


def test_a_page_is_agreed_with_on_its_first_words_and_overruled_on_many() -> None:
    english = "The lock on the upper reach will be opened again in the spring, the warden of the canal said. "
    german = "Die Schleuse am oberen Kanal wird im Frühjahr wieder geöffnet, sagte der Wärter am Dienstag. "
    assert page_language("en-GB", english * 4) == "en"
    assert page_language("en", german * 10) == "de"
    assert page_language("de", english * 10) == "en"


def test_english_names_do_not_make_a_page_english() -> None:
    text = (
        "El alcalde de Ostermere, que habló con The Lantern, The Harbour Post y The Gull of the Isles, dijo "
        "ayer que la esclusa seguirá cerrada hasta el otoño y que nadie sabe cuánto costará la reparación."
    )
    assert page_language("en", text) == "es"
    assert (
        page_language("en-GB", "The mayor of the town said that the lock and the bridge were shut. " * 3)
        == "en"
    )
