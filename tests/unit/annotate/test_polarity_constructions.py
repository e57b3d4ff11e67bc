"""Ways of denying, of not confirming and of only seeming to: one line each, with what it must be read as."""

from collections.abc import Callable

import pytest

from onrecord.annotate.polarity import polarity_of
from onrecord.model import Attribution

Marked = Callable[[str], tuple[str, Attribution]]
DENIED = [
    # Verbs of denial with a clause, a gerund, a noun, a pronoun.
    "{s:The lock keeper} {c:denies} {p:having opened the gates}.",
    "{s:The lock keeper} {c:denies} {p:opening the gates at night}.",
    "{s:The lock keeper} {c:denied ever} {p:touching the gates}.",
    "{s:The lock keeper} {c:denied knowing} {p:the smugglers}.",
    "{s:The lock keeper} {c:denied} knowing {p:that the gates were open}.",
    "{s:The lock keeper} {c:flatly denied} {p:it}.",
    "{s:The lock keeper} {c:has always denied} {p:this}.",
    "{s:The lock keeper} {c:denied} {p:being at the weir on Friday}.",
    "{s:The lock keeper} {c:denied} to police {p:that he had been drinking}.",
    "{s:The lock keeper} {c:is denying} {p:all involvement}.",
    "{c:Denying} {p:any debt to the bank}, {s:the miller} left the hall.",
    "{s:Both men} {c:deny} {p:the charges}.",
    "{s:Both men} {c:have denied} {p:conspiracy}.",
    "{s:The pair}, who {c:deny} {p:murder}, appeared by video.",
    "{p:Reports of a sale}, {c:denied by} {s:the owner}, would not go away.",
    "{p:A claim of theft} {c:was strongly denied by} {s:the treasurer}.",
    "{p:That the treasurer fled} {c:is denied by} {s:his wife}.",
    # Nouns of denial.
    "{s:The governor}’s {c:denial} {p:that he had met the envoy} convinced nobody.",
    "{s:The treasurer} {c:repeated his denial of} {p:any theft}.",
    "{s:The treasurer} {c:issued a flat denial that} {p:money was missing}.",
    "{s:The treasurer} {c:was in denial about} {p:the missing money}.",
    # Other verbs.
    "{s:The port} {c:rejected the claim that} {p:cranes were idle}.",
    "{s:The port} {c:rejected} {p:the accusation}.",
    "{s:The port} {c:rejects outright} {p:any suggestion of neglect}.",
    "{s:The port} {c:dismissed} {p:the report as gossip}.",
    "{p:The story} {c:was dismissed as nonsense by} {s:the port}.",
    "{s:The port} {c:dismissed as “gossip”} {p:a report that cranes were idle}.",
    "{s:The port} {c:refuted} {p:the allegation of neglect}.",
    "{s:The port} {c:rebutted} {p:claims of neglect}.",
    "{s:The port} {c:disputes} {p:that figure}.",
    "{s:The port} {c:disputed} {p:the account given by the crew}.",
    "{s:The port} {c:contested} {p:the claim}.",
    "{s:The port} {c:repudiated} {p:the allegations}.",
    "{s:The port} {c:debunked} {p:the rumour}.",
    "{s:The port} {c:quashed} {p:rumours of a closure}.",
    "{s:The port} {c:denied once more} {p:that cranes were idle}.",
    "{s:The port} {c:batted away} {p:claims of a cover-up}.",
    "{s:The port} {c:shrugged off} {p:reports of a leak}.",
    "{s:The port} {c:laughed off} {p:suggestions of a merger}.",
    "{s:The port} {c:hit back at claims} {p:that it hid the leak}.",
    "{s:The port} {c:gave the lie to} {p:claims of a leak}.",
    # Labels.
    "{s:The bishop} {c:called} {p:the report} untrue.",
    "{s:The bishop} {c:called} {p:the allegation} baseless.",
    "{s:The bishop} {c:called} {p:the claim} “a lie”.",
    "{s:The bishop} {c:described} {p:the story} as fiction.",
    "{s:The bishop} {c:described} {p:the allegations} as “completely unfounded”.",
    "{s:The bishop} {c:branded} {p:the accusations ridiculous}.",
    "{p:The allegations} are false, {s:the bishop} {c:insisted}.",
    # Frames.
    "{s:The warden} {c:said it was untrue that} {p:the bell was cracked}.",
    "{s:The warden} {c:said it was false that} {p:the bell was cracked}.",
    "{s:The warden} {c:said} it is simply not the case that {p:the bell is cracked}.",
    "{s:The warden} {c:said} there was no question of {p:the bell being sold}.",
    "{s:The warden} {c:said} it was a myth that {p:the bell was sold}.",
    "{s:The warden} {c:said} it was wrong that {p:the bell had been sold}.",
    # Attitudes turned round.
    "{s:The guild} {c:does not accept} {p:that the weir is safe}.",
    "{s:The guild} {c:doesn’t buy} {p:the idea that the weir is safe}.",
    "{s:The guild} {c:never believed} {p:the weir was safe}.",
    "{s:The guild} {c:has ruled out} {p:any strike before spring}.",
    "{s:The guild} {c:has no plans} {p:to strike before spring}.",
    "{s:The guild} {c:has no intention of} {p:calling a strike}.",
    "{s:The guild} {c:said it had no plans} {p:to strike}.",
    "{s:The guild} {c:does not intend} {p:to strike}.",
    "{s:The guild} {c:is not planning} {p:to strike}.",
    "{s:The guild} {c:never said} {p:that the weir was safe}.",
    "{s:The guild} {c:never promised} {p:a second boat}.",
]
NOT_CONFIRMED = [
    "{s:The clinic} {c:would neither confirm nor deny} {p:that he was a patient}.",
    "{s:The clinic} {c:neither confirmed nor denied} {p:the admission}.",
    "{s:The clinic} {c:could not confirm} {p:the report}.",
    "{s:The clinic} {c:could not immediately be reached to confirm} {p:the report}.",
    "{s:The clinic} {c:declined to say} {p:whether he was a patient}.",
    "{s:The clinic} {c:declined} {p:to confirm that he was a patient}.",
    "{s:The clinic} {c:declined to comment on} {p:the report}.",
    "{s:The clinic} {c:refused to say} {p:if he was a patient}.",
    "{s:The clinic} {c:refused to be drawn on} {p:whether he was a patient}.",
    "{s:The clinic} {c:would not say} {p:how many had died}.",
    "{s:The clinic} {c:would not be drawn on} {p:the report}.",
    "{s:The clinic} {c:had no comment on} {p:whether he was a patient}.",
    "{s:The clinic} {c:gave no comment on} {p:the report}.",
    "{s:The clinic} {c:did not deny} {p:that he was a patient}.",
    "{s:The clinic} {c:didn’t deny} {p:the report}.",
    "{s:The clinic} {c:has not denied} {p:treating him}.",
    "{s:The clinic} {c:never denied} {p:treating him}.",
    "{s:The clinic} {c:does not dispute} {p:that he was a patient}.",
    "{s:The clinic} {c:did not rule out} {p:an inquiry}.",
    "{s:The clinic} {c:stopped short of denying} {p:the report}.",
    "{s:The clinic} {c:stopped short of confirming} {p:the report}.",
    "{s:The clinic} {c:refused to rule out} {p:an inquiry}.",
    "{s:The clinic} {c:remained tight-lipped about} {p:the report}.",
    "{s:The clinic} {c:was unable to say} {p:when he had left}.",
    "{s:The clinic} {c:has yet to confirm} {p:the report}.",
    "{s:The clinic} {c:has yet to comment on} {p:the report}.",
    "{s:The clinic} {c:said it could not verify} {p:the report}.",
    "{s:The clinic} {c:said} {p:it could neither confirm nor deny the report}.",
    "{s:The clinic} {c:said} {p:it was unaware of any such patient}.",
    "{s:Neither the clinic nor its owner} {c:would say} {p:whether he was a patient}.",
    "{s:Neither of the doctors} {c:would confirm} {p:that he was a patient}.",
    "{s:None of the doctors} {c:would say} {p:whether he was a patient}.",
    "{s:Nobody at the clinic} {c:would confirm} {p:that he was a patient}.",
    "{s:The clinic} {c:said it was too early to say} {p:whether he would live}.",
    "{s:The clinic} {c:did not comment on} {p:the report}.",
    "{s:The clinic} {c:offered no comment on} {p:the report}.",
    "{s:The clinic} {c:dodged questions about} {p:the report}.",
    "{s:The clinic} {c:was not in a position to confirm} {p:the report}.",
    "{p:The report} {c:could not be independently verified by} {s:the Courier}.",
    "{p:The report} {c:has not been confirmed by} {s:the clinic}.",
    "{p:The report} {c:was neither confirmed nor denied by} {s:the clinic}.",
    "{s:The Courier} {c:could not independently verify} {p:the claim}.",
]
ASSERTED = [
    # No statement is denied, something is withheld or turned away.
    "{s:The judge} {c:denied} {p:a request for bail}.",
    "{s:The judge} {c:denied} {p:the request to move the trial}.",
    "{s:The judge} {c:denied} {p:the motion}.",
    "{s:The guards} {c:denied entry to} {p:the two reporters}.",
    "{s:The guards} {c:denied} {p:the crew access to the pier}.",
    "{s:The crew} {c:rejected} {p:the offer}.",
    "{s:The crew} {c:rejected} {p:the pay deal}.",
    "{s:The crew} {c:turned down} {p:the invitation}.",
    "{s:The crew} {c:rebuffed} {p:an offer of talks}.",
    "{s:The board} {c:dismissed} {p:its director}.",
    "{s:Voters} {c:rejected} {p:the new harbour law}.",
    # Negations of the speaker's own.
    "{s:The palace} {c:did not congratulate} {p:the new mayor}.",
    "{s:The palace} {c:did not thank} {p:the crew}.",
    "{s:The palace} {c:did not apologise for} {p:the delay}.",
    "{s:The mayor} {c:said} {p:he had no plans to resign}.",
    "{s:The mayor} {c:said} {p:she did not steal anything}.",
    "{s:The mayor} {c:said} {p:that she had never met the miller}.",
    "{s:The mayor} {c:insisted} {p:there was no deal}.",
    "{s:The mayor} {c:made clear} {p:she would not resign}.",
    "{s:The mayor} {c:repeated} {p:that nobody was to blame}.",
    # Double negations that grant.
    "{s:The mayor} {c:could not deny} {p:that the weir leaked}.",
    "{s:The mayor} {c:cannot dispute} {p:that the weir leaked}.",
    "{s:The mayor} {c:did not hide} {p:that she was tired}.",
    "{s:The mayor} {c:made no secret of} {p:her anger}.",
    "{s:The mayor} {c:does not doubt} {p:that the weir leaks}.",
    "{s:The mayor} {c:has no doubt} {p:that the weir leaks}.",
    "{s:The mayor} {c:had never doubted} {p:that the weir leaked}.",
    # A denier's own words.
    "{s:The mayor} {c:denied} the report, {c:calling it} “{p:a lie from end to end}”.",
    "{s:The mayor} {c:dismissed} the report. “{p:I was asleep},” she said.",
    "“{p:That is a lie},” {s:the mayor} {c:said}.",
    "“{p:I deny every word of it},” {s:the mayor} {c:said}.",
    "{s:The mayor} {c:confirmed} {p:the report}.",
    "{s:The mayor} {c:admitted} {p:the charge}.",
    "{s:The mayor} {c:acknowledged} {p:that the claim was not false}.",
    # Denials inside what another says.
    "{s:The miller} {c:said} {p:the mayor had denied everything}.",
    "{s:The miller} {c:accused} {p:the mayor of denying the obvious}.",
    "{s:The miller} {c:asked} {p:why the mayor had denied it}.",
    "{s:The miller} {c:warned against} {p:dismissing the report}.",
]


@pytest.mark.parametrize("line", DENIED)
def test_construction_denies(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "denied"


@pytest.mark.parametrize("line", NOT_CONFIRMED)
def test_construction_leaves_open(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "not_confirmed"


@pytest.mark.parametrize("line", ASSERTED)
def test_construction_asserts(line: str, marked: Marked) -> None:
    assert polarity_of(*marked(line)) == "asserted"
