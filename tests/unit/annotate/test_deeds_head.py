"""The head of deeds joins the encoder without changing a number of it, and fits no other."""

import json
import shutil
from pathlib import Path

import pytest

from onrecord.annotate.encoder import SHIPPED, SHIPPED_DEEDS, Encoder
from onrecord.errors import ModelError

TEXT = "The guard arrested two divers in Vell on Friday, and “nobody saw it,” Ilse Moor said."


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Give the shipped encoder in a folder that has no head."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "encoder"))


def test_the_encoder_gives_the_same_with_and_without_it(elsewhere: Path) -> None:
    (bare,), (whole,) = Encoder(elsewhere).read(TEXT), Encoder().read(TEXT)
    assert bare.events is None
    assert whole.events is not None
    assert whole.events.shape[0] == len(whole.offsets)
    for name in ("roles", "names", "link_from", "link_to", "meaning"):
        assert (getattr(bare, name) == getattr(whole, name)).all()


def test_what_made_a_record_names_the_head_as_well(elsewhere: Path) -> None:
    assert Encoder(elsewhere).sha256 != Encoder().sha256
    assert Encoder(elsewhere, deeds=SHIPPED_DEEDS).sha256 == Encoder().sha256


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sha256", "0" * 64, "is not the file"),
        ("encoder_sha256", "0" * 64, "another encoder"),
        ("parts", ["actor"], "other labels"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(tmp_path: Path, name: str, value: object, told: str) -> None:
    head = Path(shutil.copytree(SHIPPED_DEEDS, tmp_path / "deeds"))
    described = json.loads((head / "head.json").read_text())
    (head / "head.json").write_text(json.dumps({**described, name: value}))
    with pytest.raises(ModelError, match=told):
        Encoder(deeds=head)


def test_a_missing_head_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"head\.onnx is missing"):
        Encoder(deeds=tmp_path)
