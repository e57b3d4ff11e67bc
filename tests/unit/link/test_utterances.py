"""Which statements report one act of speech, and which do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.link.utterances.evidence import compare_contents
from onrecord.link.utterances.items import read_items
from onrecord.model import AnnotatedArticle, Span, Utterance
from strategies.linking import utterances as record
from strategies.reports import Telling, page

OPEN = "Nine barges are stuck above the Tarn lock and nobody has come to count them"


def contents(pages: Sequence[AnnotatedArticle], utterance: Utterance) -> list[str]:
    texts = {s.id: s.content[0].text for p in pages for s in p.annotations.statements}
    return [texts[identity] for identity in utterance.statements]


def two(first: Telling, other: Telling, **other_page: object) -> list[Utterance]:
    return record([page("a", [first]), page("b", [other], publisher="Tarn Radio", **other_page)])  # type: ignore[arg-type]


def test_a_quotation_in_two_papers_is_one_utterance_with_two_sources() -> None:
    (found,) = two(Telling(content=OPEN), Telling(content=OPEN))
    assert found.speaker == "Ada Quell"
    assert found.independent_sources == 2
    assert found.variants == ()
    assert found.speaker_conflict is None


def test_quoted_and_told_in_other_words() -> None:
    told = "nine barges were stuck above the lock and no one was counting them"
    (found,) = two(Telling(content=OPEN), Telling(content=told, kind="indirect", speaker="Quell"))
    assert found.speaker == "Ada Quell"
    assert [variant.change for variant in found.variants] == ["paraphrased"]


def test_two_things_said_on_one_subject_stay_two() -> None:
    other = Telling(content="The Tarn lock was built by my grandfather", kind="direct")
    assert len(two(Telling(content=OPEN), other)) == 2


def test_two_statements_of_one_article_stay_two_though_a_third_is_like_both() -> None:
    pages = [
        page(
            "a",
            [
                Telling(content=OPEN),
                Telling(content="nine barges were stuck above the lock", kind="indirect"),
            ],
        ),
        page("b", [Telling(content="Nine barges are stuck above the Tarn lock")], publisher="Tarn Radio"),
    ]
    found = record(pages)
    assert sorted(len(utterance.statements) for utterance in found) == [1, 2]


def test_the_same_told_a_year_later_is_another_utterance() -> None:
    told = "nine barges were stuck above the lock and no one was counting them"
    later = Telling(content=told, kind="indirect")
    assert len(two(Telling(content=OPEN, kind="indirect"), later, published="2032-05-06")) == 2


def test_another_figure_in_other_words_is_another_utterance() -> None:
    one = Telling(content="police had arrested four men at the lock", kind="indirect")
    other = Telling(content="six men were arrested at the lock by police", kind="indirect")
    assert len(two(one, other)) == 2


def test_the_opposite_told_is_another_utterance_unless_one_page_copies_the_other() -> None:
    one = Telling(content="the Tarn lock would be repaired by winter", kind="indirect")
    other = Telling(content="repairs to the Tarn lock were not coming by winter", kind="indirect")
    pages = [page("a", [one]), page("b", [other], publisher="Tarn Radio")]
    assert len(record(pages)) == 2
    (found,) = record(pages, [(pages[0], pages[1])])
    assert found.first == pages[0].annotations.statements[0].id
    assert found.independent_sources == 1


def test_a_turned_quotation_is_a_variant() -> None:
    turned = OPEN.replace("nobody has", "somebody has")
    (found,) = two(Telling(content=OPEN), Telling(content=turned), published="2031-05-07")
    assert [(v.change, v.before, v.after) for v in found.variants] == [
        ("negation_flipped", "nobody", "somebody")
    ]


def test_the_same_words_under_two_names_are_a_conflict() -> None:
    (found,) = two(Telling(content=OPEN), Telling(content=OPEN, speaker="Tom Hask"))
    assert found.speaker_conflict is not None
    assert set(found.speaker_conflict) == {"Ada Quell", "Tom Hask"}
    assert [variant.change for variant in found.variants] == ["speaker_changed"]


def test_a_common_phrase_of_two_people_is_two_utterances() -> None:
    words = "We will look into it"
    assert len(two(Telling(content=words), Telling(content=words, speaker="Tom Hask"))) == 2


def test_a_named_person_who_confirms_an_unnamed_one_is_another_speaker() -> None:
    unnamed = Telling(
        content="the sluice had been broken since Sunday",
        kind="indirect",
        speaker="two dockers",
        speaker_kind="group",
    )
    named = Telling(
        content="the sluice had indeed been broken since Sunday", kind="indirect", speaker="Tom Hask"
    )
    assert len(two(unnamed, named)) == 2


def test_a_spokesman_is_not_whom_he_speaks_for() -> None:
    minister = Telling(content="the lock would reopen", kind="indirect", source="Minister Ada Quell")
    spokesman = Telling(
        content="the lock would reopen",
        kind="indirect",
        speaker="Tom Hask",
        source="Tom Hask, a spokesman for Minister Ada Quell,",
    )
    assert len(two(minister, spokesman)) == 2


def test_the_wrong_one_of_two_names_in_a_breath_is_a_conflict() -> None:
    right = Telling(
        content="the mill has to come back to its senses",
        speaker="Ada Quell",
        source="Ada Quell, a harbour adviser to Minister Tom Hask,",
    )
    wrong = Telling(
        content="the mill had to come to its senses and pay",
        kind="indirect",
        speaker="Tom Hask",
        source="Tom Hask, a harbour adviser,",
    )
    (found,) = two(right, wrong)
    assert found.speaker_conflict is not None
    assert set(found.speaker_conflict) == {"Ada Quell", "Tom Hask"}


def test_a_headline_belongs_to_the_quotation_it_takes_a_word_of() -> None:
    pages = [
        page(
            "a",
            [
                Telling(
                    content="sabotage",
                    kind="indirect",
                    speaker="rival",
                    speaker_kind="unnamed_person",
                    block="headline",
                ),
                Telling(content="the lock gate had been mended twice", kind="indirect"),
                Telling(content="Somebody cut the chain, and I call that sabotage"),
            ],
        )
    ]
    found = record(pages)
    assert sorted(map(len, (utterance.statements for utterance in found))) == [1, 2]
    (joined,) = (utterance for utterance in found if len(utterance.statements) == 2)
    assert contents(pages, joined) == ["Somebody cut the chain, and I call that sabotage", "sabotage"]


def test_a_denial_that_only_points_belongs_to_the_words_that_follow() -> None:
    pages = [
        page(
            "a",
            [
                Telling(content="the complaints", kind="indirect", cue="dismissed", polarity="denied"),
                Telling(content="There is no leak, there is only rain"),
            ],
        )
    ]
    (found,) = record(pages)
    assert contents(pages, found) == ["There is no leak, there is only rain", "the complaints"]
    assert found.variants == ()


def test_a_quotation_put_together_of_two_is_fused() -> None:
    original = page(
        "a",
        [
            Telling(content="Nine barges are stuck above the lock and not one of them moves"),
            Telling(
                content="Nobody told the crews anything. They just shut the gate",
                speaker="a lock keeper",
                speaker_kind="unnamed_person",
            ),
        ],
    )
    garbled = page(
        "b",
        [
            Telling(
                content="Nine barges are stuck above the lock and they just shut the gate",
                speaker="Adda Quelle",
            )
        ],
        publisher="Tarn Radio",
    )
    found = record([original, garbled], [(original, garbled)])
    rows = {(v.change, v.from_statement) for utterance in found for v in utterance.variants}
    quell, keeper = (statement.id for statement in original.annotations.statements)
    assert rows == {
        ("fused", quell),
        ("fused", keeper),
        ("name_garbled", quell),
        ("speaker_changed", keeper),
    }


def test_what_was_said_on_two_fixed_days_is_two_utterances() -> None:
    told = "nine barges were stuck above the lock"
    first = Telling(content=told, kind="indirect", said="2031-05-02")
    other = Telling(content=f"{told} still", kind="indirect", said="2031-05-05")
    assert len(two(first, other)) == 2


def test_the_day_of_one_report_is_the_day_of_the_utterance() -> None:
    (found,) = two(Telling(content=OPEN), Telling(content=OPEN, said="2031-05-05"))
    assert found.said is not None
    assert (found.said.value, found.said.method) == ("2031-05-05", "timex")


def asked(
    name: str, content: str, cue: str, venue: str, said: str | None, meaning: Sequence[int] = (90,) * 128
) -> AnnotatedArticle:
    """Write a page without a day, with one told statement, its venue and a vector of what it means."""
    made = page(name, [Telling(content=content, kind="indirect", cue=cue, said=said)], published=None)
    (statement,) = made.annotations.statements
    start = made.article.text.index(venue)
    meant = replace(
        statement, venue=Span.of(made.article.text, start, start + len(venue)), vector=bytes(meaning)
    )
    return replace(made, annotations=replace(made.annotations, statements=(meant,)))


@pytest.mark.parametrize(
    ("cue", "venue", "one"),
    [
        ("said in a Sunday interview", "a Sunday interview", True),
        ("said in a Monday interview", "a Monday interview", False),
        ("said in an interview", "an interview", False),
        ("said on Sunday at a rally", "a rally", False),
    ],
)
def test_two_reports_of_one_interview_need_fewer_words(cue: str, venue: str, one: bool) -> None:
    first = asked(
        "a", "the guild wants barges", "said in an interview with Tarn Radio", "an interview", "2031-05-04"
    )
    told = "no ferryman is against more barges, but pilots and their union are"
    # A cosine of 0.66 with the first: alike, but not enough by itself.
    other = asked("b", told, cue, venue, None, (90,) * 106 + (166,) * 22)
    assert (len(record([first, other])) == 1) is one


def test_a_pair_is_scored_alike_from_both_sides() -> None:
    told = "we all stood at the lock and at the lock we stayed, said the barges to the lock"
    one = page("a", [Telling(content=told, kind="indirect")])
    other = page("b", [Telling(content="at the lock we stood and stayed", kind="indirect")])
    (left,), (right,) = (read_items(each) for each in (one, other))
    assert compare_contents(left.body, right.body) == compare_contents(right.body, left.body)


def test_the_first_of_one_day_is_the_text_that_others_have() -> None:
    """Not the one with the smaller id: an id is made of an address."""
    for names in (("a", "b", "c"), ("x", "y", "z"), ("m", "k", "d")):
        other = page(names[0], [Telling(content=OPEN + " all day long")], publisher="Tarn Radio")
        original, copy = (page(name, [Telling(content=OPEN)]) for name in names[1:])
        (found,) = record([other, original, copy], [(original, copy)])
        assert found.first == original.annotations.statements[0].id


def test_the_first_of_one_day_is_the_live_report() -> None:
    live = Telling(content=f"that “{OPEN}”", kind="mixed", source="14.38 Ada Quell")
    for name in ("a", "z", "k"):
        pages = [page(name, [live], publisher="Tarn Radio"), page("m", [Telling(content=OPEN)])]
        (found,) = record(pages)
        assert found.first == pages[0].annotations.statements[0].id
