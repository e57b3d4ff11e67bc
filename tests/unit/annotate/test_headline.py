"""Headlines that name their speaker before a colon or behind a dash."""

import pytest

from onrecord.annotate.headline import read_headline
from onrecord.model import Attribution, Block, Mention, Span


def read(text, *names, known=()):
    mentions = [
        Mention(start=text.index(n), end=text.index(n) + len(n), text=n, type=t, form="name", entity=None)
        for n, t in names
    ]
    return read_headline(text, Block(start=0, end=len(text), kind="headline"), mentions, known)


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Mayor Ottery: we are ready for the flood", "Mayor Ottery", "we are ready for the flood"),
        ("We are ready for the flood – Mayor Ottery", "Mayor Ottery", "We are ready for the flood"),
        ("Ottery: “I never signed that paper”", "Ottery", "I never signed that paper"),
    ],
)
def test_a_headline_speaks(headline, source, content):
    found = read(headline, ("Ottery", "PERSON"))
    assert found is not None
    assert (found.source[0].text, found.content[0].text) == (source, content)


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Ostmark: the count is on hold", [("Ostmark", "GPE")]),
        ("Ottery trial of the century: what we know so far", [("Ottery", "PERSON")]),
        ("Ottery: A Life", [("Ottery", "PERSON")]),
        ("The bridge will close", []),
    ],
)
def test_a_topic_does_not(headline, names):
    assert read(headline, *names) is None


def test_what_the_encoder_found_stands():
    text = "Ottery: we are ready for it"
    known = Attribution(source=(), cue=(), content=(Span.of(text, 8, 27),), score=0.9)
    assert read(text, ("Ottery", "PERSON"), known=[known]) is None


@pytest.mark.parametrize(
    ("headline", "names", "source"),
    [
        ("Pension claims double after the mill fire", [], None),
        ("Seven doubts about the tram budget", [], None),
        ("Frost fears empty the orchard stalls", [], None),
        ("Pilots' union fears an empty harbour", [], "Pilots' union"),
        ("Bakery owner claims the oven was sold", [], "Bakery owner"),
        ("Ottery questions the price of the tram", [("Ottery", "PERSON")], "Ottery"),
    ],
)
def test_a_plural_noun_is_a_verb_only_behind_somebody(headline, names, source):
    found = read(headline, *names)
    assert (found.source[0].text if found else None) == source
