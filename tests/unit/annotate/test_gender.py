"""Gender by title, first name and pronouns."""

from onrecord.annotate.gender import GenderVotes, name_gender


def test_titles_come_before_first_names() -> None:
    assert name_gender(("maria", "varn"), ()) == "female"
    assert name_gender(("maria", "varn"), ("mr",)) == "male"
    assert name_gender(("quorl", "varn"), ()) is None


def test_a_stray_pronoun_does_not_outvote_a_first_name() -> None:
    votes = GenderVotes()
    votes.first_name("male")
    for _ in range(3):
        votes.pronoun("female")
    assert votes.decide() == "male"
    assert not votes.sure


def test_pronouns_alone_decide_but_are_sure_only_when_there_are_several() -> None:
    votes = GenderVotes()
    assert votes.decide() is None
    votes.pronoun("female")
    assert votes.decide() == "female"
    assert not votes.sure
    votes.pronoun("female")
    votes.pronoun("female")
    assert votes.sure
