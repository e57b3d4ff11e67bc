"""Joining the encoder's spans to attributions: within a paragraph, over paragraph breaks, inside contents."""

from typing import Any

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.attribution import MIN_SCORE, read_article
from onrecord.annotate.joining import join_window
from onrecord.annotate.nesting import nested_in
from onrecord.model import Annotations, Article, Attribution, Block, Statement, sha256


def laid_out(paragraphs: list[str], first: str = "body") -> tuple[str, list[Block]]:
    text, blocks = "\n\n".join(paragraphs), []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        kind = first if number == 0 else "body"
        blocks.append(Block(start=at, end=at + len(paragraph), kind=kind))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    return text, blocks


@pytest.fixture
def read(marked_encoder: Any) -> Any:
    """Read marked paragraphs to (source, cue, content) in words."""

    def found(*lines: str) -> list[tuple[str, str, str]]:
        encoder = marked_encoder(*lines)
        text, blocks = laid_out(encoder.paragraphs)
        return [words(a) for a in read_article(text, blocks, encoder).attributions]

    return found


@pytest.fixture
def annotate(marked_encoder: Any) -> Any:
    """Annotate an article of marked paragraphs; text inside a content may be marked apart."""

    def found(
        *lines: str, apart: tuple[str, ...] = (), first: str = "body", sure: float = 0.99, **fields: Any
    ) -> Annotations:
        paragraphs = marked_encoder(*lines).paragraphs
        text, blocks = laid_out(paragraphs, first)
        given: dict[str, Any] = {
            "id": "art-1", "capture": "cap-1", "path": "a.txt", "key": None, "item": 0, "kind": "article",
            "url": None, "publisher": "The Saltby Lantern", "title": None, "authors": (), "language": "en",
            "published": None, "updated": None, "text": text, "sha256": sha256(text.encode()),
            "truncated": False, "blocks": tuple(blocks),
        }  # fmt: skip
        return Annotator(encoder=marked_encoder(*lines, *apart, sure=sure)).annotate(
            Article(**given | fields)
        )

    return found


def words(attribution: Attribution | Statement) -> tuple[str, str, str]:
    roles = (attribution.source, attribution.cue, attribution.content)
    source, cue, content = (" | ".join(span.text for span in role) for role in roles)
    return source, cue, content


def test_a_cue_takes_its_source_and_all_its_contents(read: Any) -> None:
    line = "“{p1:It is done},” {s1:Mara Oduya} {c1:said}. “{p1:We go home}.”"
    assert read(line) == [("Mara Oduya", "said", "It is done | We go home")]


def test_one_source_serves_two_cues(marked_encoder: Any) -> None:
    line = "{s1:Oduya} {c1:said} {p1:it rained} and added that the pier was wet."
    encoder = marked_encoder(line)
    (encoded,) = encoder.read(encoder.paragraphs[0])
    joining = join_window(encoded, encoder.paragraphs[0])
    assert len(joining.joined) == 1
    assert joining.joined[0].source is not None
    assert joining.sources == joining.contents == []


def test_a_source_cut_at_its_title_is_one_and_a_pronoun_behind_it_its_own(read: Any) -> None:
    assert read("{s1:Mr}. {s:Oduya} {c1:said} {p1:that it rained}.") == [
        ("Mr. Oduya", "said", "that it rained")
    ]
    line = "{s1:Oduya, the mayor, and} {s2:he} {c1:said} {p1:that it rained}."
    assert read(line)[0][0] == "Oduya, the mayor"


def test_a_source_cut_inside_a_noun_phrase_is_whole(read: Any) -> None:
    line = "{s1:An old hand of the} mill, afraid of rats, {c1:disclosed} {p1:that the lamp was out}."
    assert read(line)[0][0] == "An old hand of the mill"


def test_a_relative_clause_before_the_words_belongs_to_the_source(read: Any) -> None:
    line = "{c1:According to} {s1:two clerks}, {p1:who had seen the book, the money was gone}."
    assert read(line) == [("two clerks, who had seen the book", "According to", "the money was gone")]


def test_words_announced_in_the_paragraph_before_are_its_cues(read: Any) -> None:
    found = read("{s1:The warden} {c1:put it} like this:", "{p:The bell is cracked and it will stay so}.")
    assert found == [("The warden", "put it", "The bell is cracked and it will stay so")]


def test_a_quotation_that_runs_on_belongs_to_its_speaker(read: Any) -> None:
    found = read(
        "“{p1:The bell is cracked},” {s1:Oduya} {c1:said}. “It rang once.", "{p:“It will not ring again.”}"
    )
    assert found == [("Oduya", "said", "The bell is cracked | It will not ring again.")]


def test_a_speaker_named_in_the_next_paragraph_takes_the_words_before(read: Any) -> None:
    found = read("{p:“The bell is cracked.}", "{p1:“It will not ring again},” {s1:Oduya} {c1:said}.")
    assert found == [("Oduya", "said", "The bell is cracked. | It will not ring again")]


def test_unquoted_words_without_cue_and_source_are_nobodys(read: Any) -> None:
    assert read("{p:The bell is cracked and it will stay so}.") == []


def test_words_without_a_cue_go_to_the_only_source_without_one(read: Any) -> None:
    assert read("{s:Oduya} on the bell: {p:“It is cracked for good.”}") == [
        ("Oduya", "", "It is cracked for good.")
    ]


def test_a_paragraph_that_is_one_quotation_is_kept_without_a_speaker(read: Any) -> None:
    assert read("“The bell is cracked and stays so.”") == [("", "", "The bell is cracked and stays so.")]
    assert read("“The cracked bell”") == []


def test_a_sentence_of_the_writer_is_no_part_of_the_words(read: Any) -> None:
    line = "{s1:Oduya} {c1:said} {p1:the bell was cracked}. {p1:The bell hung there for years}."
    assert read(line) == [("Oduya", "said", "the bell was cracked")]


@pytest.mark.parametrize(("sure", "count"), [(0.99, 1), (0.5, 0)])
def test_what_is_too_unsure_is_left_out(marked_encoder: Any, sure: float, count: int) -> None:
    encoder = marked_encoder("{s1:Oduya} {c1:said} {p1:it rained}.", sure=sure)
    found = read_article(encoder.paragraphs[0], [Block(start=0, end=21, kind="body")], encoder).attributions
    assert len(found) == count
    assert all(a.score > MIN_SCORE for a in found)


def test_a_report_inside_a_content_is_found_with_its_outer_one(marked_encoder: Any) -> None:
    line = "{s1:Oduya} {c1:said} {p1:the clerk told them that the lamp was out}."
    encoder = marked_encoder(line, "{s1:the clerk} {c1:told} them {p1:that the lamp was out}")
    text = encoder.paragraphs[0]
    outer = read_article(text, [Block(start=0, end=len(text), kind="body")], encoder).attributions
    ((number, inner),) = nested_in(text, outer, encoder)
    assert number == 0
    assert words(inner) == ("the clerk", "told", "that the lamp was out")


@pytest.mark.parametrize(
    "inner",
    [
        "{s1:nobody} {c1:told} us {p1:that the lamp was out}",
        "{s1:the clerk} {c1:told} them {p1:nothing} at all that day",
    ],
)
def test_nobody_and_nothing_make_no_report_inside(marked_encoder: Any, inner: str) -> None:
    content = marked_encoder(inner).paragraphs[0]
    encoder = marked_encoder(f"{{s1:Oduya}} {{c1:said}} {{p1:{content}}}.", inner)
    text = encoder.paragraphs[0]
    outer = read_article(text, [Block(start=0, end=len(text), kind="body")], encoder).attributions
    assert nested_in(text, outer, encoder) == []


def test_an_order_inside_a_report_has_its_parent_and_its_way(annotate: Any) -> None:
    line = "{s1:Mara Oduya} {c1:said} {p1:wardens had commanded all to leave the pier shortly before noon}."
    outer, inner = annotate(line).statements
    assert inner.parent == outer.id
    assert (inner.content[0].text, inner.act) == ("to leave the pier", "demand")
    assert [hop.name for hop in inner.chain] == ["wardens", "Mara Oduya", "The Saltby Lantern"]


def test_ones_own_words_of_before_are_a_report_and_ones_words_of_now_are_none(annotate: Any) -> None:
    line = "“{p1:I told them that the lamp was out},” {s1:Mara Oduya} {c1:said}."
    outer, inner = annotate(line, apart=("{s1:I} {c1:told} them {p1:that the lamp was out}",)).statements
    assert inner.parent == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "Mara Oduya"
    assert (outer.kind, inner.kind) == ("direct", "indirect")
    line = "“{p1:I tell you that the lamp is out},” {s1:Mara Oduya} {c1:said}."
    assert len(annotate(line, apart=("{s1:I} {c1:tell} you {p1:that the lamp is out}",)).statements) == 1


def test_the_same_spans_make_one_statement(annotate: Any) -> None:
    found = annotate("{s1:Mara Oduya} {c1:denied} {p1:that the lamp was out}.").statements
    assert [(s.polarity, s.act, s.kind) for s in found] == [("denied", "deny", "indirect")]
    assert len({s.id for s in found}) == len(found)


@pytest.mark.parametrize(("sure", "count"), [(0.99, 1), (0.9, 0)])
def test_attitudes_without_a_cue_of_speech_must_be_sure(annotate: Any, sure: float, count: int) -> None:
    line = "{s1:Mara Oduya} {c1:zigzagged} {p1:the lamp that was out}."
    assert len(annotate(line, sure=sure).statements) == count
    assert len(annotate(line.replace("zigzagged", "mentioned"), sure=sure).statements) == 1


def test_a_question_put_by_nobody_and_a_pointer_are_no_statements(annotate: Any) -> None:
    line = "{c2:Asked} {p2:whether the lamp was out}, {s1:Mara Oduya} {c1:replied}: “{p1:Look up}.”"
    assert [s.content[0].text for s in annotate(line).statements] == ["Look up"]
    assert annotate("{s1:Mara Oduya} {c1:said} {p1:this} at the quay.").statements == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("{s1:I} {c1:said} {p1:the lamp was out}.", "Ines Farr"),
        ("{s1:We} {c1:said} {p1:the lamp was out}.", "The Saltby Lantern"),
    ],
)
def test_the_writer_has_a_name_where_the_page_prints_one(annotate: Any, line: str, name: str) -> None:
    (found,) = annotate(line, authors=("Ines Farr",)).statements
    assert found.speaker is not None
    assert found.speaker.name == name
    (found,) = annotate(line, publisher=None).statements
    assert found.speaker is None


@pytest.mark.parametrize("kind", ["listing", "refused"])
def test_what_is_no_article_is_not_read(annotate: Any, kind: str) -> None:
    assert annotate("{s1:Mara Oduya} {c1:said} {p1:it rained}.", kind=kind) == Annotations()


def test_another_language_gives_a_drop_that_says_so(annotate: Any) -> None:
    found = annotate("{s1:Mara Oduya} {c1:said} {p1:it rained}.", language="sv")
    assert found.statements == ()
    assert "sv" in found.drops[0].reason


def test_a_headline_with_a_reporting_verb_speaks(annotate: Any) -> None:
    found = annotate("Quay vote halted as rival cries theft", "Nothing else.", first="headline").statements
    assert [(s.source[0].text, s.cue[0].text, s.content[0].text) for s in found] == [
        ("rival", "cries", "theft")
    ]


def test_a_set_phrase_frames_a_sentence(annotate: Any) -> None:
    found = annotate("In the words of the warden, Tam Reese, the bell had cracked like an egg.").statements
    assert [(s.source[0].text, s.content[0].text) for s in found] == [
        ("the warden, Tam Reese", "the bell had cracked like an egg")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The warden quit, as board members said that the pier would shut.",
        "The warden quit, as board members said the pier would shut.",
    ],
)
def test_as_before_a_report_of_its_own_frames_nothing(annotate: Any, line: str) -> None:
    assert annotate(line).statements == ()


def test_quoted_words_that_were_broadcast_by_nobody_named_stay(annotate: Any) -> None:
    (found,) = annotate("“{p1:The bridge is down, turn back},” {c1:was broadcast} at dawn.").statements
    assert (found.speaker, found.kind) == (None, "direct")
    assert annotate("{p1:The film about the bridge} {c1:was broadcast} at dawn.").statements == ()


def test_nobody_is_no_speaker(annotate: Any) -> None:
    read = annotate("{s1:Nobody} {c1:would confirm} {p1:that the lamp was out}.")
    assert read.mentions == ()
    (found,) = read.statements
    assert (found.speaker, found.polarity) == (None, "not_confirmed")
    assert [hop.name for hop in found.chain] == ["The Saltby Lantern"]
    assert annotate("{s1:Nobody} {c1:denied} {p1:that the lamp was out}.").statements == ()
    assert annotate("{s1:No one} {c1:promised} {p1:that the lamp was out}.").statements == ()
