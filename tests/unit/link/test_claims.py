"""What is on record about a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.claims import ClaimIndex, claim_lines, search_words
from onrecord.link.claims.features import features, read_claim, read_sentences
from strategies.growth import LIMIT, growth
from strategies.marked import marked, repeated

CLAIM = "Giant eel swallowed the ferry bell of Port Selby"
HOAX = marked(
    "# Eel that swallowed a ferry bell was a hoax\n\n"
    "The giant eel of Port Selby never swallowed the ferry bell. The photograph is a fake, the museum said, "
    "and the story is not true.\n\n"
    "The bell hangs where it hung. “[1:It is a hoax and there is no evidence],” [1c:said] [1s:Ada Kell].",
    key="hoax",
)
STRAIGHT = marked(
    "# Eel swallows bell\n\n"
    "[1s:Ada Kell] [1c:said] [1:a giant eel had swallowed the ferry bell of Port Selby].\n\n"
    "Crowds came to the quay to look.",
    key="straight",
)
HEARSAY = marked(
    "# Eel and bell\n\n"
    "[1s~:A fisherman] [1c:said] [1:a giant eel had swallowed the ferry bell of Port Selby].\n\n"
    "Reports could not be confirmed.",
    key="hearsay",
)
OWN_VOICE = marked(
    "# Bell gone\n\nA giant eel swallowed the ferry bell of Port Selby at dawn.\n\nDivers are at work.",
    key="own",
)
DENIAL = marked(
    "# Harbour board speaks\n\n"
    "The bell was cleaned in spring, and the giant eel is often seen near the ferry at Port Selby.\n\n"
    "[1s:Ivo Strand] [1c:denied] [1-:that a giant eel had swallowed the ferry bell of Port Selby].",
    key="denial",
)
ELSEWHERE = marked(
    "# Bell rings again\n\n"
    "The bell of the town hall in Marrow was rung by a fake monk. It is a hoax, police said.",
    key="elsewhere",
)
ALL = (HOAX, STRAIGHT, HEARSAY, OWN_VOICE, DENIAL, ELSEWHERE)


def stances(claim: str) -> dict[str | None, str]:
    """Give the first stance of each article towards `claim`, by its key."""
    found: dict[str | None, str] = {}
    for line in claim_lines("c1", claim, ALL):
        found.setdefault(line.key, line.stance)
    return found


def test_each_article_has_its_stance() -> None:
    """A debunking and a denial dispute, a named speaker and the page's own voice support, hearsay reports."""
    assert stances(CLAIM) == {
        "hoax": "disputes",
        "denial": "disputes",
        "straight": "supports",
        "own": "supports",
        "hearsay": "reports",
    }


def test_who_agrees_with_a_refutation() -> None:
    """Of a claim that refutes, the page that tells the same does not dispute it."""
    found = stances("The eel that swallowed the ferry bell of Port Selby is a hoax")
    assert found.get("hoax") != "disputes"


def test_lines_are_best_first_with_verbatim_evidence() -> None:
    """Disputes come first, scores fall, and evidence stands in the text."""
    lines = claim_lines("c1", CLAIM, ALL)
    texts = {article.article.id: article.article.text for article in ALL}
    order = ["disputes", "supports", "reports"]
    assert [line.stance for line in lines] == sorted((line.stance for line in lines), key=order.index)
    for line in lines:
        assert line.claim_key == "c1"
        assert line.evidence
        assert all(texts[line.article][place.start : place.end] == place.text for place in line.evidence)
        assert 0 <= line.score <= 1


def test_own_voice_has_no_statement() -> None:
    """Where no speaker says it the statement is null."""
    (line,) = [line for line in claim_lines(None, CLAIM, ALL) if line.key == "own"]
    assert line.statement is None
    (said,) = [line for line in claim_lines(None, CLAIM, ALL) if line.key == "straight"]
    assert said.statement == STRAIGHT.annotations.statements[0].id


def test_who_says_something_else_of_the_same_thing_does_not_support_a_claim() -> None:
    """The thing has the telling words, the verb is a frequent one; without it the claim is not said."""
    told = marked(
        "# Night ferry at Port Selby\n\n"
        "[1s:Ada Kell] [1c:said] [1:the night ferry lost a rudder in March].\n\n"
        "The night ferry was painted green.",
        key="rudder",
    )
    said = marked(
        "# Night ferry\n\n[1s:Ada Kell] [1c:said] [1:the night ferry would be closed in March].", key="close"
    )
    claim = "The night ferry will be closed"
    assert not list(claim_lines(None, claim, [told]))
    assert [line.stance for line in claim_lines(None, claim, [said])] == ["supports"]


@pytest.mark.parametrize(
    ("claim", "refutes"),
    [
        ("The lamp was moved", False),
        ("The lamp was never moved", True),
        ("No, the lamp was not moved", True),
        ("No, the lamp stands where it stood", True),
        ("Story of the moved lamp is a hoax", True),
        ("Moved lamp is no hoax", False),
        ("Mayor denies lamp was moved", True),
    ],
)
def test_polarity_of_a_claim(claim: str, refutes: bool) -> None:
    """A word for falsehood or a negation refutes; both together do not."""
    assert read_claim(claim).refutes is refutes


def test_search_words_are_the_telling_ones() -> None:
    """Names and rare words first, function words never."""
    words = search_words("The eel said that it had swallowed the bell of Port Selby")
    assert {"Selby", "eel", "bell", "swallowed"} <= set(words)
    assert not {"The", "that", "of", "said"} & set(words)


@given(st.permutations(ALL))
def test_lines_do_not_depend_on_the_order_of_articles(articles: list[object]) -> None:
    """The same articles give the same lines."""
    assert claim_lines("c1", CLAIM, articles) == claim_lines("c1", CLAIM, ALL)  # type: ignore[arg-type]


@given(st.text(max_size=200))
def test_any_text_may_be_a_claim(claim: str) -> None:
    """No claim is refused, and an empty one finds nothing."""
    lines = ClaimIndex([HOAX, STRAIGHT]).lines(None, claim)
    assert claim.strip() or lines == []


def test_signs_lie_between_0_and_1() -> None:
    """Weights mean the same for short and long articles."""
    found = features(read_claim(CLAIM), read_sentences(HOAX.article))
    assert all(0 <= value <= 1 for value in found.values())


def test_reading_a_long_article_takes_linear_time() -> None:
    """A page a hundred times as long costs a hundred times as much at most."""

    def work(size: int) -> None:
        read_sentences(repeated(OWN_VOICE, size).article)

    assert growth(work, 20) < LIMIT
