"""The page that says how good the record is says what README says."""

from pathlib import Path

from onrecord.web.pages.about import FIGURES

README = Path(__file__).parents[2] / "README.md"


def test_figures_are_those_of_readme() -> None:
    measured = README.read_text(encoding="utf-8").split("## How good it is")[1].split("\n## ")[0]
    assert FIGURES
    missing = [it.figure for it in FIGURES if it.figure not in measured]
    assert not missing
