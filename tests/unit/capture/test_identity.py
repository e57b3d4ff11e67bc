"""When two inputs are one capture, and when they are two."""

import json

from onrecord.capture import read_inputs
from onrecord.model import Capture
from onrecord.settings import Settings

TEXT = "The ferry sails at dawn, the mayor of Ossa said on Monday, and nobody laughed."


def ids(*inputs):
    return [
        item.id
        for item in read_inputs([str(i) for i in inputs], settings=Settings())
        if isinstance(item, Capture)
    ]


def test_the_same_words_by_two_publishers_are_two_captures(tmp_path):
    lines = [{"text": TEXT, "key": "1", "publisher": name} for name in ("The Lamp", "The Bell")]
    page = tmp_path / "wire.jsonl"
    page.write_text("\n".join(map(json.dumps, lines)))
    assert len(set(ids(page))) == 2


def test_the_same_line_twice_is_one_capture(tmp_path):
    line = json.dumps({"text": TEXT, "key": "1", "publisher": "The Lamp"})
    page = tmp_path / "wire.jsonl"
    page.write_text(f"{line}\n{line}\n")
    assert len(set(ids(page))) == 1


def test_a_detour_in_the_path_makes_no_second_capture(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    detour = f"{tmp_path}/news/../news/./a.txt"
    assert ids(tmp_path / "news" / "a.txt") == ids(detour)
