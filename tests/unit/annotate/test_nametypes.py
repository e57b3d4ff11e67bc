"""Types of names that the words beside them show."""

import pytest

from onrecord.annotate.nameparts import read_name
from onrecord.annotate.nametypes import mend_names


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Granite Harbour", "ORG"), ("Crystal Castle", "ORG"), ("Maria Oduya", "PERSON"), ("Port Alda", "GPE")],
)
def test_who_behind_a_club_or_a_town_makes_no_person(name: str, kind: str) -> None:
    text = f"{name}, who lost the cup in May, will play again."
    (found,) = mend_names(text, [read_name(text, 0, len(name), "GPE" if kind == "GPE" else "ORG")], [False])
    assert found.type == kind
