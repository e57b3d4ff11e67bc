"""Case and quotation features of word pieces."""

from onrecord.annotate import features
from onrecord.annotate.features import piece_features


def pieces(text):
    """Split at spaces: enough of a tokenizer for features."""
    offsets, at = [], 0
    for word in text.split(" "):
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return offsets


def test_case_of_each_word():
    text = "the Mayor NATO McKay 42 ,"
    case, _ = piece_features(text, pieces(text))
    assert case == [
        features.CASE_LOWER, features.CASE_TITLE, features.CASE_UPPER,
        features.CASE_MIXED, features.CASE_DIGIT, features.CASE_NONE,
    ]  # fmt: skip


def test_pieces_of_one_word_share_its_case():
    case, _ = piece_features("Lakeside", [(0, 4), (4, 8)])
    assert case == [features.CASE_TITLE, features.CASE_TITLE]


def test_quotation_classes():
    text = "He “ we sail ” and “ at dawn"
    _, quoted = piece_features(text, pieces(text))
    assert quoted == [
        features.QUOTE_OUT, features.QUOTE_OPEN, features.QUOTE_IN, features.QUOTE_IN, features.QUOTE_CLOSE,
        features.QUOTE_OUT, features.QUOTE_OPEN, features.QUOTE_RUNNING, features.QUOTE_RUNNING,
    ]  # fmt: skip


def test_special_pieces_have_no_features():
    case, quoted = piece_features("“A”", [(0, 0), (0, 1), (1, 2), (2, 3), (0, 0)])
    assert (case[0], quoted[0], case[-1], quoted[-1]) == (0, 0, 0, 0)
