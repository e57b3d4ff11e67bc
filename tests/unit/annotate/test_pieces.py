"""Word pieces are those that the tokenizer gives for the whole paragraph, whatever was cut before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.annotate import pieces
from onrecord.annotate.encoder import SHIPPED
from onrecord.annotate.features import piece_features
from onrecord.annotate.pieces import Cutter


def loaded() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


TOKENIZER = loaded()
CUTTER = Cutter(TOKENIZER)
WORDS = st.sampled_from(
    ["Harbour", "said,", "(AP)—Don’t", "U.S.-led", "[unused1]", "##ing", "“We", "sail”",
     "McVey's", "[SEP]", "[MASK]", "\u0301", "\u00a0", "\x1c", "\u2028",
     "\t", "\r\n", "漢字", "İzmit", "ﬃ", "a\x00b", "\u200b", "e\u0301", "😀", "x" * 120]
)  # fmt: skip


def whole(paragraph: str) -> tuple[list[int], list[tuple[int, int]], list[int], list[int]]:
    encoding = TOKENIZER.encode(paragraph, add_special_tokens=False)
    return encoding.ids, encoding.offsets, *piece_features(paragraph, encoding.offsets)


@pytest.mark.parametrize("cutter", [CUTTER, Cutter(TOKENIZER)], ids=["warm", "cold"])
@given(
    st.lists(WORDS | st.text(max_size=12), max_size=12),
    st.lists(st.sampled_from([" ", "  ", "\n", "", "\t"]), min_size=12, max_size=12),
)
def test_pieces_are_those_of_the_whole_paragraph(cutter, words, gaps):
    paragraph = "".join(gap + word for gap, word in zip(gaps, words, strict=False))
    cut = cutter.cut(paragraph)
    assert (cut.ids, cut.offsets, cut.case, cut.quote) == whole(paragraph)


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(pieces, "_MOST", 8)
    cutter = Cutter(TOKENIZER)
    paragraph = " ".join(f"buoy{number}" for number in range(50)) + " " + "y" * 500
    assert cutter.cut(paragraph) == cutter.cut(paragraph)
    assert len(cutter._known) <= 8
    assert "y" * 500 not in cutter._known
