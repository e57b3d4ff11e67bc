from collections.abc import Callable

import pytest

from onrecord.annotate.polarity import polarity_of
from onrecord.model import Attribution

Marked = Callable[[str], tuple[str, Attribution]]
DENIED = [
    "{s:The ferry board} {c:denied} {p:that the pier was unsafe}.",
    "{s:The ferry board} {c:denied} that {p:the pier was unsafe}.",
    "{s:The ferry board} {c:has repeatedly denied} {p:any wrongdoing}.",
    "{s:Mayor Oduya} {c:rejected} {p:claims that the vote was rigged}.",
    "{s:Mayor Oduya} {c:rejected claims that} {p:the vote was rigged}.",
    "{s:Mayor Oduya} {c:rejected} claims that {p:the vote was rigged}.",
    "{s:Mayor Oduya} {c:dismissed} {p:the whole affair as a stunt}.",
    "{s:The guild} {c:brushed aside} {p:suggestions of a strike}.",
    "{s:The guild} {c:brushed} {p:these} {c:off} on Friday.",
    "{s:The guild} {c:waved off} {p:the grumbling}.",
    "{s:Police chief Lorn} {c:disputed} that {p:officers had opened fire}.",
    "{s:The lighthouse trust} {c:refuted} {p:the newspaper's account}.",
    "{s:The trust} {c:called} {p:the report} false.",
    "{s:The trust} {c:called} {p:the report false}.",
    '{s:The trust} {c:labelled} {p:the story} a "fabricated" smear.',
    "{s:Ms Venn} {c:said} it was not true that {p:the dam had cracked}.",
    "{s:Ms Venn} {c:said it was not true that} {p:the dam had cracked}.",
    "{s:Ms Venn} {c:said} it wasn’t the case that {p:the dam had cracked}.",
    "{s:Ms Venn} {c:said} there was no truth to {p:the rumours of a merger}.",
    "{s:Ms Venn} {c:insisted} there was no truth in {p:reports of a merger}.",
    "{p:The claim} {c:was rebuffed by} {s:Ansel Grove}, who runs the mill.",
    "{p:The reports} {c:were denied by} {s:the palace}.",
    "He was accused of {p:taking bribes}, which {s:he} {c:denies}.",
    'He was accused of {p:"grand theft"}, a charge {s:he} {c:denies}.',
    "{s:She} {c:does not believe} {p:that the harvest will fail}.",
    "{s:She} {c:did not think} {p:the bridge would reopen}.",
    "{s:The council} {c:ruled out} {p:a second ballot}.",
    "{s:The council} {c:has refused} {p:to reopen the inquiry}.",
    "{s:Lindal} {c:denied saying} {p:the boats were late}.",
    '{s:Lindal} {c:denied} having told aides {p:"burn the ledgers"}.',
    '{s:Lindal} {c:denied} {p:there had been "a secret deal"}.',
    '{s:Lindal} {c:denied} {p:"any part" in the theft}.',
    "{s:The bank} {c:issued a denial} {p:that it was insolvent}.",
    "{s:The bank} {c:pushed back on} {p:the notion that it was insolvent}.",
    "{s:The bank} {c:took issue with} {p:the figures}.",
    "{s:Captain Yoss} {c:poured cold water on} {p:talk of a rescue}.",
    "{s:Captain Yoss} {c:disagreed} {p:that the storm had been forecast}.",
    "{s:Captain Yoss} {c:shot down} {p:the idea}.",
    "{p:The report} was false, {s:Captain Yoss} {c:said}.",
    "{s:Roth's camp} {c:rejects} {p:the charges}.",
    "{s:The ministry}, in a statement, {c:categorically denied} {p:that troops had crossed the river}.",
    "{s:The ministry} {c:scoffed at} {p:the idea that rates would rise}.",
    "{s:The choir} {c:insisted it had never} {p:sung there}.",
    "{s:The choir} {c:rejects} {p:as baseless the claims of its rivals}.",
    "{s:The choir} {c:contradicted} {p:the bishop's version}.",
]
NOT_CONFIRMED = [
    "{s:The harbour office} {c:would not confirm} {p:that the ship had sailed}.",
    "{s:The harbour office} would not {c:confirm} that {p:the ship had sailed}.",
    "{s:The harbour office} {c:declined} {p:to say whether the ship had sailed}.",
    "{s:The harbour office} {c:declined to say} {p:whether the ship had sailed}.",
    "{s:The harbour office} declined to {c:say} whether {p:the ship had sailed}.",
    "{s:The harbour office} {c:could neither confirm nor deny} {p:the sighting}.",
    "{s:The harbour office} could neither confirm nor {c:deny} {p:the sighting}.",
    "{s:The palace} {c:refused to comment on} {p:the engagement}.",
    "{s:The palace} {c:refused} {p:to comment on the engagement}.",
    "{s:The palace} {c:declined} {p:comment on the engagement}.",
    "{s:The envoy} {c:had not heard of} {p:any such plan}.",
    "{s:The envoy} {c:remarked} {p:that he had never heard of such plans}.",
    "{s:The envoy} {c:said} {p:she was not aware of any such plan}.",
    "{s:The envoy} {c:said} {p:she could not confirm the figures}.",
    '"{p:No comment},” {s:the envoy} {c:said}.',
    "{s:Dr Ilse} {c:did not deny} {p:that the samples were lost}.",
    "{s:Dr Ilse} {c:has never denied} {p:the affair}.",
    "{s:Dr Ilse} {c:did not say} {p:whether the samples were lost}.",
    "{s:Dr Ilse} {c:would not rule out} {p:a recount}.",
    "{s:Dr Ilse} {c:declined to rule out} {p:a recount}.",
    "{s:Dr Ilse} {c:was unable to confirm} {p:the toll}.",
    "{s:Dr Ilse} {c:did not immediately respond to} {p:our questions}.",
    "{s:Dr Ilse} {c:stopped short of saying} {p:the drug was unsafe}.",
    "{s:Dr Ilse} {c:doubted} {p:that the drug was safe}.",
    "{s:Dr Ilse} {c:questioned whether} {p:the drug was safe}.",
    "{s:Dr Ilse} {c:said} there was no evidence that {p:the drug was unsafe}.",
    "{s:The union} {c:had no comment on} {p:the walkout}.",
    "{s:The union} {c:cast doubt on} {p:the count}.",
    "{s:The union} {c:has not yet commented on} {p:the walkout}.",
    "{s:The union} {c:did not mention} {p:the walkout}.",
    "{s:The union} {c:made no mention of} {p:the walkout}.",
    "{s:The union} {c:wouldn’t discuss} {p:the walkout}.",
]
ASSERTED = [
    "{s:The council} {c:refused to sign} {p:the accord}.",
    "{s:The governor} {c:signed decrees dismissing} {p:two harbour ministers}.",
    "{s:The islanders} {c:turned down} {p:an offer of four boats}.",
    "{s:The union} {c:rejected} {p:the offer of a smaller lighthouse}.",
    "{s:The palace} {c:refuses to congratulate} {p:the new mayor}.",
    "{s:The ferry board} {c:said} {p:there had been no leak}.",
    "{s:The ferry board} {c:said} {p:the report was not true}.",
    '{s:The palace} {c:denied} the report: "{p:No such order was given}."',
    '{s:The palace} {c:denied} the report. "{p:No such order was given},” it said.',
    '{s:The palace} {c:denied the report}, saying "{p:no such order was given}".',
    '"{p:No such order was given}," {s:the palace} {c:denied}.',
    '{s:The spokesman} denied the report, {c:offering a curt} "{p:No}".',
    '{s:The spokesman} {c:dismissed} the story as "{p:pure invention}".',
    "{s:The spokesman} {c:dismissed} the story {p:as pure invention}.",
    "{s:The border post} {c:denied} him {p:entry to the country}.",
    "{s:The court} {c:denied} {p:bail to the two men}.",
    "{s:He} {c:could not deny} {p:that he was tired}.",
    "{s:He} {c:did not hesitate to say} {p:the plan was poor}.",
    "{s:He} {c:confirmed} {p:that the plan was dropped}.",
    "{s:He} {c:told} reporters {p:that nobody was hurt}.",
    "According to {s:the mayor}, {p:no ballots were lost}.",
    "{s:Okell}: {p:we do not deny anything}",
    "{s:He} {c:warned} {p:that denying the crisis would not help}.",
    '"{p:I deny everything},” {s:he} {c:said}.',
    "{p:The bridge is safe}, {s:she} {c:did not fail to add}.",
    "{s:She} {c:left little doubt} {p:that the bridge would go}.",
    "{s:She} {c:questioned} {p:the cost of the bridge}.",
    "{s:She} {c:never missed a chance to say} {p:that the bridge was hers}.",
    "{s:She} {c:feared} {p:the bridge was not safe}.",
    "{s:She} {c:acknowledged} {p:that the count was wrong}.",
    '{c:Asked} whether it was true, {s:she} {c:replied}: "{p:It is not}."',
    "{s:The chair} was not amused and {c:said} {p:the meeting was over}.",
    "{p:Nobody came}.",
    "{s:Officials} {c:accused} {p:the trust of hiding the report}.",
]


@pytest.mark.parametrize("line", DENIED)
def test_the_thing_denied_is_denied(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "denied"


@pytest.mark.parametrize("line", NOT_CONFIRMED)
def test_a_refusal_to_say_is_not_confirmed(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "not_confirmed"


@pytest.mark.parametrize("line", ASSERTED)
def test_own_words_and_own_negations_are_asserted(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "asserted"


def test_content_without_words_is_asserted() -> None:
    assert polarity_of("Nothing.", Attribution(source=(), cue=(), content=(), score=0.5)) == "asserted"
