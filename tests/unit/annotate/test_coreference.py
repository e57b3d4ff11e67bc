"""Who the source words mean: one article each, written for the case."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.coreference import Resolution, resolve
from onrecord.model import Attribution, Block, Mention, MentionType, Span
from strategies.growth import LIMIT, growth

_MARK = re.compile(r"\{([scp])(\d?):(.*?)\}", re.DOTALL)
PEOPLE = [
    "Rosalind Tavane", "Tavane", "Edric Molle", "Molle", "Edda Molle", "Ines Corrado", "Corrado",
    "Oskar Wendell", "Wendell", "Kelda Marsh", "Piet Aldous", "Aldous", "Sable Quorn", "Quorn",
]  # fmt: skip
ORGANIZATIONS = [
    "Quayside Courier", "Harbour Commission", "Northquay Press Service", "NPS", "Brightwater Mining",
    "Brightwater", "Dockers Union", "Ferrol Security Service", "Grey House",
]  # fmt: skip
PLACES = ["Ferrol", "Osmaria", "Veldt"]
PEOPLES = ["Ferrolian", "Osmarian", "Osmarians"]


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Read `{s:source}`, `{c:cue}`, `{p:content}`, with a number where there are several attributions."""
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    text, at = "", 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        role, number, words = match.groups()
        kept = spans.setdefault(number, {"s": [], "c": [], "p": []})
        kept[role].append((len(text), len(text) + len(words)))
        text += words
        at = match.end()
    text += marked[at:]
    attributions = []
    for number in sorted(spans):
        cut = {role: tuple(Span.of(text, a, b) for a, b in found) for role, found in spans[number].items()}
        attributions.append(Attribution(source=cut["s"], cue=cut["c"], content=cut["p"], score=1.0))
    return text, attributions


def names_in(text: str) -> list[Mention]:
    """Mark the invented names wherever they stand, the longest first."""
    types: dict[str, MentionType] = dict.fromkeys(PEOPLE, "PERSON")
    types |= (
        dict.fromkeys(ORGANIZATIONS, "ORG") | dict.fromkeys(PLACES, "GPE") | dict.fromkeys(PEOPLES, "NORP")
    )
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(types, key=len, reverse=True)))
    return [
        Mention(start=m.start(), end=m.end(), text=m.group(), type=types[m.group()], form="name", entity=None)
        for m in pattern.finditer(text)
    ]


def paragraphs(text: str) -> list[Block]:
    return [Block(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"[^\n]+", text)]


def run(marked: str) -> Resolution:
    text, attributions = read(marked)
    return resolve(text, paragraphs(text), names_in(text), attributions)


def speakers(marked: str) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in run(marked).speakers]


def kinds(marked: str) -> list[str | None]:
    return [speaker.kind if speaker else None for speaker in run(marked).speakers]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("President Rosalind Tavane", "Rosalind Tavane"),
        ("Rosalind Tavane, an adviser to President Edric Molle,", "Rosalind Tavane"),
        ("the commission's chair, Rosalind Tavane", "Rosalind Tavane"),
        ("the commission’s chair, Rosalind Tavane,", "Rosalind Tavane"),
        ("Edric Molle's spokeswoman Kelda Marsh", "Kelda Marsh"),
        ("Her logistics officer, Piet Aldous", "Piet Aldous"),
        ("chairwoman Rosalind Tavane of the commission", "Rosalind Tavane"),
        ("A spokesman for the Harbour Commission, Piet Aldous,", "Piet Aldous"),
        ("Rosalind Tavane, whom Edric Molle dismissed in May,", "Rosalind Tavane"),
        ("the Osmarian newspaper Quayside Courier", "Quayside Courier"),
        ("the non-partisan Harbour Commission", "Harbour Commission"),
        ("a private station, Radio Kestrel,", "Radio Kestrel"),
        ("Molle's", "Edric Molle"),
        ("the Quayside Courier's Kelda Marsh", "Kelda Marsh"),
        ("Rosalind Tavane herself", "Rosalind Tavane"),
        ("his wife and former campaign manager Kelda Marsh", "Kelda Marsh"),
    ],
)
def test_the_head_of_the_noun_phrase_speaks(source: str, name: str) -> None:
    assert speakers(f"Edric Molle came by boat. {{s:{source}}} said {{p:the harbour was full}}.")[0] == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("“{p2:I would rather swim than sail with them}”", "Kelda Marsh"),
        ("“{p2:Nobody walks there while my keys fit}”", "Kelda Marsh"),
        ("“{p2:We would rather swim than sail with them}”", "Dockers Union"),
        # The page's own "I" is nobody's word about himself.
        ("{p2:as I wrote last week, the boats were late}", "Dockers Union"),
    ],
)
def test_they_who_say_i_are_one(said: str, name: str) -> None:
    before = "The Dockers Union met. {s1:Kelda Marsh} said {p1:it rained}."
    assert speakers(f"{before} {said}, {{s2:they}} said.") == ["Kelda Marsh", name]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("a senior official at the ministry", "a senior official at the ministry", "unnamed_person"),
        ("two people briefed on the talks", "two people briefed on the talks", "group"),
        ("A clerk, who asked not to be named,", "A clerk", "unnamed_person"),
        ("a pilot it did not name", "a pilot", "unnamed_person"),
        ("The report", "The report", "document"),
        (
            "a spokesman for the Harbour Commission",
            "a spokesman for the Harbour Commission",
            "unnamed_person",
        ),
        ("Osmarians", "Osmarians", "group"),
        ("Edric Molle and Kelda Marsh", "Edric Molle and Kelda Marsh", "group"),
        ("Brightwater Mining and its lawyers", "Brightwater Mining and its lawyers", "group"),
        ("a source familiar with the plan", "a source familiar with the plan", "unnamed_person"),
        ("the Grey House", "Grey House", "organization"),
        ("Osmaria", "Osmaria", "organization"),
        ("some of the dockers", "some of the dockers", "group"),
        ("Molle's press service", "Molle's press service", "organization"),
    ],
)
def test_sources_without_one_persons_name(source: str, name: str, kind: str) -> None:
    before = "Edric Molle met the Ferrol Security Service.\nIt rained.\n"
    text = f"{before}Then {{s:{source}}} said {{p:it would rain}}."
    assert (speakers(text), kinds(text)) == ([name], [kind])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "It was denied by Rosalind Tavane, an adviser to President Edric Molle, {s:who} said {p:no}.",
            "Rosalind Tavane",
        ),
        ("Edric Molle met Rosalind Tavane, {s:who} said {p:the harbour was full}.", "Rosalind Tavane"),
        ("Edric Molle spoke to fishermen {s:who} believe {p:the fish are gone}.", "fishermen"),
        ("There were several officials, most of {s:whom} said {p:nothing was lost}.", "several officials"),
        ("Kelda Marsh, a former pilot {s:who} believes {p:in boats}, came along.", "Kelda Marsh"),
    ],
)
def test_who_means_the_noun_phrase_before_it(text: str, name: str) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "{s1:Rosalind Tavane} said {p1:all was well}. {s2:She} added that {p2:the boats were safe}.",
            ["Rosalind Tavane", "Rosalind Tavane"],
        ),
        (
            "Edric Molle met Ines Corrado in Ferrol. {s:She} said {p:the talks had failed}.",
            ["Ines Corrado"],
        ),
        (
            "“{p1:We go},” {s1:Oskar Wendell} said to Edric Molle. “{p2:All of us},” {s2:he} said.",
            ["Oskar Wendell", "Oskar Wendell"],
        ),
        (
            "{s1:Edric Molle and Kelda Marsh} said {p1:they agreed}. {s2:They} said {p2:more}.",
            ["Edric Molle and Kelda Marsh", "Edric Molle and Kelda Marsh"],
        ),
        (
            "The Harbour Commission met on Monday. {s:It} said {p:the quay was safe}.",
            ["Harbour Commission"],
        ),
        (
            "Mrs Quorn came late. Piet Aldous was cross, Sable Quorn was not. {s:She’d} said {p:so}.",
            ["Sable Quorn"],
        ),
        ("In {s:her} view, Rosalind Tavane wrote, {p:the sea was rising}.", ["Rosalind Tavane"]),
        (
            "{s1:Oskar Wendell}, the minister, came too. {p1:Drink it}, {c1:said} {s2:he} {p2:at last}.\n"
            "Back in Ferrol, Mayor Molle had stood there in his boots. {s3:He} {c3:told} us {p3:not to}.",
            ["Oskar Wendell", "Oskar Wendell", "Molle"],
        ),
    ],
)
def test_pronouns(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_i_inside_a_quotation_is_its_speaker_and_outside_the_author() -> None:
    text, attributions = read("“{p1:I said the boats were late},” {s1:Oskar Wendell} said.")
    at = text.index("I said")
    nested = Attribution(
        source=(Span.of(text, at, at + 1),),
        cue=(Span.of(text, at + 2, at + 6),),
        content=(Span.of(text, at + 7, at + 26),),
        score=1.0,
    )
    found = resolve(text, paragraphs(text), names_in(text), [*attributions, nested]).speakers
    assert [speaker and speaker.name for speaker in found] == ["Oskar Wendell", "Oskar Wendell"]
    assert kinds("{s:I} think {p:that the ferry should run}.") == ["author"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Senator Edric Molle came with Kelda Marsh. {s:The senator} said {p:he would stay}.",
            ["Edric Molle"],
        ),
        (
            "Osmarian President Edric Molle met Ines Corrado, the Ferrolian premier.\n"
            "{s:The Osmarian leader} said {p:no}.",
            ["Edric Molle"],
        ),
        (
            "Kelda Marsh, the harbour master, watched. Edric Molle did not.\n"
            "{s:The harbour master} said {p:boats sank}.",
            ["Kelda Marsh"],
        ),
        (
            "{s1:A clerk at the counting hall} said {p1:phones were off}. Edric Molle left.\n"
            "{s2:The clerk} said {p2:so}.",
            ["A clerk at the counting hall", "A clerk at the counting hall"],
        ),
        (
            "{s1:A member of the observer team} said {p1:boxes were gone}.\n"
            "{s2:The observer} said {p2:count them}.",
            ["A member of the observer team", "A member of the observer team"],
        ),
        (
            "The Quayside Courier ran the story on Monday. {s:The newspaper} said {p:the pier was closed}.",
            ["Quayside Courier"],
        ),
        (
            "The Northquay Press Service was first. {s1:NPS} said {p1:so}. {s2:The agency} said {p2:more}.",
            ["Northquay Press Service", "Northquay Press Service"],
        ),
        (
            "The Harbour Commission met Brightwater Mining.\n{s:The commission} said {p:it was safe}.",
            ["Harbour Commission"],
        ),
        (
            "{s1:Tavane's campaign} said {p1:yes}. {s2:Molle's campaign} said {p2:no}. "
            "{s3:Tavane's campaign} said {p3:so}.",
            ["Tavane's campaign", "Molle's campaign", "Tavane's campaign"],
        ),
        (
            "Edric Molle met Kelda Marsh in Ferrol.\n{s:Both leaders} said {p:the talks went well}.",
            ["Edric Molle and Kelda Marsh"],
        ),
        (
            "Edric Molle of Veldt has signed for Ferrol.\n{s1:The 24-year-old} said {p1:yes}. "
            "{s2:The Veldt striker} said {p2:no}.",
            ["Edric Molle", "Edric Molle"],
        ),
        (
            "His Majesty King Edric Molle received Oskar Wendell, the envoy. Wendell bowed.\n"
            "{s:His Majesty} said {p:the quay would be built}.",
            ["Edric Molle"],
        ),
        (
            "{s:A docker who knows the crane, and whom the Quayside Courier won't name,} said {p:it fell}.",
            ["A docker who knows the crane"],
        ),
        ("Edric Molle denied {s:a} {c:report} {p:that the quay had sunk}.", [None]),
    ],
)
def test_descriptions(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kelda Marsh, {s:an adviser to the premier}, said {p:no}.", "Kelda Marsh"),
        ("The Quayside Courier, {s:a private newspaper}, said {p:no}.", "Quayside Courier"),
        ("{s:The chief inspector}, Kelda Marsh, said {p:no}.", "Kelda Marsh"),
        ("Unlike Kelda Marsh, {s:a docker} said {p:no}.", "a docker"),
    ],
)
def test_a_source_cut_short_at_its_comma(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_surnames_titles_and_two_people_of_one_name() -> None:
    text = (
        "Edric Molle, the mayor, and his sister Edda Molle came.\n"
        "{s1:Mr. Molle} said {p1:it was late}. {s2:Ms. Molle} said {p2:it was early}.\n"
        "Rosalind Tavane stayed away. {s3:Tavane} said {p3:she was ill}."
    )
    assert speakers(text) == ["Edric Molle", "Edda Molle", "Rosalind Tavane"]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    going_on = "“{p1:We wait},” {s1:Kelda Marsh} said.\n“{p2:We have waited for ten years already.}”"
    assert speakers(going_on) == ["Kelda Marsh", "Kelda Marsh"]
    # Somebody else has the paragraph, or it is no quotation: nothing is sure.
    other = going_on + " {s3:Edric Molle} said {p3:he had not}."
    assert speakers(other) == ["Kelda Marsh", None, "Edric Molle"]
    assert speakers("{s1:Kelda Marsh} said {p1:no}.\n{p2:the sea was rising}") == ["Kelda Marsh", None]


def test_nothing_is_guessed_for_a_pronoun_without_anybody() -> None:
    assert speakers("{s:She} said {p:it would rain}.") == [None]


def test_mentions_carry_the_fullest_form_and_stand_in_order() -> None:
    marked = (
        "Rosalind Tavane came. {s1:Tavane} said {p1:yes}. {s2:She} said {p2:no}. {s3:A docker} said {p3:so}."
    )
    text, _ = read(marked)
    found = run(marked).mentions
    assert [(m.text, m.form, m.entity) for m in found] == [
        ("Rosalind Tavane", "name", "Rosalind Tavane"),
        ("Tavane", "name", "Rosalind Tavane"),
        ("She", "pronoun", "Rosalind Tavane"),
        ("A docker", "description", "A docker"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(one.start <= other.start for one, other in pairwise(found))


def test_names_that_were_not_marked_are_found_in_sources() -> None:
    text, attributions = read("{s:Harbour pilot Joost Verbeek} said {p:the light was out}.")
    [speaker] = resolve(text, paragraphs(text), [], attributions).speakers
    assert speaker is not None
    assert speaker.name == "Joost Verbeek"


PIECES = (
    "Rosalind Tavane|Tavane|Mr. Molle|the senator|she|he’d|who|, an adviser to|Ferrol|and|said|“|”|‘|(|)"
    "|.|\n|'s|’s|—|two people|NPS|Harbour Commission|İ|ﬁ|of|whom|,|the|\u2029|I|both men|-|Edda Molle|O'"
    "|Mr|é|the report|they|it|which|Brightwater|“I|its|most of|chair, |Osmarians|“no”|himself|U.S.|J.|some"
)
WORDS = st.sampled_from(re.split(r"\|", PIECES))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0), st.integers(1, 60)), max_size=8),
)
def test_any_text_resolves_with_one_speaker_an_attribution(
    words: list[str], cuts: list[tuple[int, int]]
) -> None:
    text = " ".join(words)
    spans = [Span.of(text, a % len(text), min(len(text), a % len(text) + n)) for a, n in cuts]
    attributions = [
        Attribution(source=(s,), cue=(), content=spans[:1] and (spans[0],), score=1.0) for s in spans
    ]
    attributions.append(Attribution(source=(), cue=(), content=tuple(spans[:2]), score=1.0))
    found = resolve(text, paragraphs(text), names_in(text), attributions)
    assert len(found.speakers) == len(attributions)
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    assert all(m.entity for m in found.mentions)
    assert found == resolve(text, paragraphs(text), names_in(text)[::-1], attributions)


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Tavane said he saw her. ",
        "Rosalind Tavane, who, who, who, ",
        "“I said, ‘he said ",
        "((((((((",
        "the the the the ",
        "Tavane’s Tavane’s ",
        "a clerk of a clerk of ",
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(line: str) -> None:
    def work(copies: int) -> None:
        text = line * copies
        step = max(1, len(line))
        cuts = [
            (Span.of(text, at, at + 6), Span.of(text, at, at + 8)) for at in range(0, len(text) - 8, step)
        ]
        attributions = [Attribution(source=(a,), cue=(), content=(b,), score=1.0) for a, b in cuts]
        names = names_in(text)
        resolve(text, [Block(start=0, end=len(text), kind="body")], names, attributions)

    assert growth(work, 200) < LIMIT
