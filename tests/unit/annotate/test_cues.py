from collections.abc import Callable

import pytest

from onrecord.annotate.cues import act_of
from onrecord.annotate.lexicon import inflect, lexicon
from onrecord.model import Act, Attribution, Span

Marked = Callable[[str], tuple[str, Attribution]]

CUES: list[tuple[str, Act]] = [
    ("said", "say"),
    ("has repeatedly said", "say"),
    ("did not say", "say"),
    ("told", "say"),
    ("according to", "say"),
    ("in the words of", "say"),
    ("was quoted as saying", "say"),
    (":", "say"),
    ("—", "say"),
    ("offered a curt", "say"),
    ("put it", "say"),
    ("went on to say", "say"),
    ("made it clear", "say"),
    ("said in a statement", "say"),
    ("bellowed", "say"),
    ("tweeted", "say"),
    ("has repeatedly insisted", "claim"),
    ("alleged", "claim"),
    ("warned", "claim"),
    ("gave his assurance that", "claim"),
    ("maintains", "claim"),
    ("argued that", "claim"),
    ("reported", "report"),
    ("announced", "report"),
    ("by the reckoning of", "report"),
    ("transmitted", "report"),
    ("has been told", "report"),
    ("confirmed", "report"),
    ("denied", "deny"),
    ("brushed off", "deny"),
    ("brushed", "say"),
    ("waved", "say"),
    ("has categorically ruled out", "deny"),
    ("refused", "deny"),
    ("issued a denial", "deny"),
    ("did not deny", "say"),
    ("wouldn’t rule out", "say"),
    ("declined to comment", "say"),
    ("accused", "accuse"),
    ("slammed", "accuse"),
    ("lashed out at", "accuse"),
    ("pointed the finger at", "accuse"),
    ("cries theft", "accuse"),
    ("demanded", "demand"),
    ("called for", "demand"),
    ("calling on", "demand"),
    ("urged", "demand"),
    ("commanded", "demand"),
    ("asked", "ask"),
    ("wondered", "ask"),
    ("wanted to know", "ask"),
    ("promised", "promise"),
    ("has vowed", "promise"),
    ("pledging", "promise"),
    ("threatened", "promise"),
    ("agreed", "agree"),
    ("conceded", "agree"),
    ("acknowledged", "agree"),
    ("gave way", "agree"),
    ("believes", "think"),
    ("did not think", "think"),
    ("expressed the hope", "think"),
    ("in the view of", "think"),
    ("predicts", "think"),
    ("plans", "plan"),
    ("intends", "plan"),
    ("has decided", "plan"),
    ("laid out", "plan"),
]


@pytest.mark.parametrize(("cue", "act"), CUES)
def test_the_cue_gives_the_act(cue: str, act: Act) -> None:
    text = f"{cue} the harbour is closed"
    attribution = Attribution(
        source=(),
        cue=(Span.of(text, 0, len(cue)),),
        content=(Span.of(text, len(cue) + 1, len(text)),),
        score=1.0,
    )
    assert act_of(text, attribution) == act


def test_an_empty_cue_is_saying() -> None:
    assert act_of("Yes.", Attribution(source=(), cue=(), content=(), score=1.0)) == "say"


def test_telling_somebody_to_do_something_is_a_demand(marked: Marked) -> None:
    assert act_of(*marked("{s:The bosun} {c:told} the crew {p:to cut the lines}.")) == "demand"
    assert act_of(*marked("{s:The bosun} {c:told} the crew {p:that the lines were cut}.")) == "say"


def test_declining_to_say_is_no_denial(marked: Marked) -> None:
    assert act_of(*marked("{s:The bosun} {c:declined} {p:to say why}.")) == "say"
    assert act_of(*marked("{s:The bosun} {c:refused} {p:to cut the lines}.")) == "deny"


def test_a_cue_in_two_spans_is_read_as_one(marked: Marked) -> None:
    assert act_of(*marked("{s:She} {c:waved} {p:the charges} {c:aside}.")) == "deny"


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("claim", {"claim", "claims", "claimed", "claiming"}),
        ("argue", {"argue", "argues", "argued", "arguing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("express", {"express", "expresses", "expressed", "expressing"}),
        ("obey", {"obey", "obeys", "obeyed", "obeying"}),
    ],
)
def test_regular_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert inflect(verb) == forms


def test_every_form_in_the_lexicon_is_one_lower_case_word() -> None:
    known = lexicon()
    assert all(form == form.lower() and " " not in form for form in (*known.verbs, *known.nouns))
    assert len(known.verbs) > 1_000
