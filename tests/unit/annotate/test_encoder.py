"""Windows of a long paragraph, and the shipped encoder on texts that are hardly one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.attribution import read_article
from onrecord.annotate.encoder import PORTION, WINDOW, Encoder, _windows, encode
from onrecord.errors import ModelError
from onrecord.model import Block


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@given(st.lists(st.sampled_from(["word", "##piece", ".", ","]), max_size=900))
def test_windows_cover_every_piece_once_and_are_not_too_long(tokens):
    found = _windows(tokens)
    assert [n for low, high in found for n in range(low, high)] == list(range(len(tokens)))
    assert all(high - low <= WINDOW - 2 for low, high in found)


def test_a_window_ends_behind_a_stop_and_never_within_a_word():
    with_stop = ["word"] * 240 + ["."] + ["word"] * 100
    assert _windows(with_stop)[0] == (0, 241)
    without = ["word", "##piece"] * 300
    assert all(not without[low].startswith("##") for low, _ in _windows(without))


def test_a_paragraph_reads_the_same_alone_and_among_others(encoder):
    first = "“We sail at dawn,” the harbour master, Olla Brandt, told reporters on Monday."
    second = "Nobody else had anything to say about it, and the gulls went home."
    text = f"{first}\n\n{second}"
    block = Block(start=0, end=len(first), kind="body")
    other = Block(start=len(first) + 2, end=len(text), kind="body")
    alone = read_article(text, [block], encoder)
    among = read_article(text, [block, other], encoder)
    assert alone.attributions == among.attributions[: len(alone.attributions)]
    assert alone.attributions


def test_every_block_comes_with_its_own_windows_a_portion_at_a_time(marked_encoder):
    lines = [f"Line {number} ends." for number in range(PORTION + 3)]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    blocks = [Block(start=at, end=at + len(it), kind="body") for at, it in zip(starts, lines, strict=True)]
    reader, encoded = marked_encoder(), []
    reader.read = lambda paragraph: encoded.append(paragraph) or [paragraph]
    given = encode(text, blocks, reader)
    assert next(given) == (blocks[0], [lines[0]])
    assert encoded == lines[:PORTION]
    assert list(given) == [(block, [line]) for block, line in zip(blocks[1:], lines[1:], strict=True)]


@pytest.mark.parametrize(
    "odd", ["“", "’", "\u0130\u1e9e\ufb03", "\u0301", "x" * 400, "漢字" * 300, " ", "a\x00b"]
)
def test_odd_paragraphs_are_read_without_a_fault(encoder, odd):
    reading = read_article(odd, [Block(start=0, end=len(odd), kind="body")], encoder)
    for attribution in reading.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert odd[span.start : span.end] == span.text


def test_names_of_a_long_paragraph_do_not_overlap(encoder):
    text = " ".join(f"Zdravkovicsheimerson{n} met Ottilie Brandthuber{n}" for n in range(60))
    names = read_article(text, [Block(start=0, end=len(text), kind="body")], encoder).names
    assert names
    assert all(one.end <= other.start for one, other in pairwise(names))


def test_missing_weights_are_an_error_that_names_them(tmp_path):
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing"):
        Encoder(tmp_path)
