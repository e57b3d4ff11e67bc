"""What is cited is an origin, not words."""

from onrecord.annotate.citing import mend_citing
from onrecord.model import Attribution, Span


def span(text, words):
    return Span.of(text, text.index(words), text.index(words) + len(words))


def attribution(text, source, cue, content):
    return Attribution(
        source=(span(text, source),), cue=(span(text, cue),), content=(span(text, content),), score=0.9
    )


def test_words_behind_the_cited_one_are_the_content():
    text = "Radio Strand reported last week, citing a dock worker, that the ferry had changed hands."
    found = attribution(text, "Radio Strand", "citing", "a dock worker, that the ferry had changed hands")
    (mended,) = mend_citing(text, [found])
    assert mended.content == (span(text, "that the ferry had changed hands"),)


def test_the_cited_one_alone_is_no_statement_where_the_words_stand_elsewhere():
    text = "Radio Strand reported that the ferry had changed hands, citing a dock worker."
    words = attribution(text, "Radio Strand", "reported", "that the ferry had changed hands")
    cited = attribution(text, "Radio Strand", "citing", "a dock worker")
    assert mend_citing(text, [words, cited]) == [words]


def test_cited_words_stay():
    text = "She wrote a letter, citing rules that are older than the ferry."
    found = attribution(text, "She", "citing", "rules that are older than the ferry")
    assert mend_citing(text, [found]) == [found]


def test_a_cue_that_only_looks_like_citing_stays():
    text = "The speech elicited a long groan, and the mayor said that the ferry was late."
    groan = attribution(text, "The speech", "elicited", "a long groan")
    words = attribution(text, "the mayor", "said", "that the ferry was late")
    assert mend_citing(text, [groan, words]) == [groan, words]


def test_a_quotation_is_not_lost_with_its_speaker():
    text = "“No ferry today,” said Ana Pell, quoted by the Lamp."
    content = (span(text, "No ferry today"), span(text, "Ana Pell"))
    found = Attribution(
        source=(span(text, "the Lamp"),), cue=(span(text, "quoted by"),), content=content, score=0.9
    )
    (mended,) = mend_citing(text, [found])
    assert mended.content == content[:1]


def test_a_label_explains_nothing():
    text = "The quay, explained: how it was built and why it sank."
    label = Attribution(
        source=(), cue=(span(text, "explained:"),), content=(span(text, "how it was built"),), score=0.9
    )
    assert mend_citing(text, [label]) == []
    named = attribution(text, "The quay", "explained:", "how it was built")
    assert mend_citing(text, [named]) == []
    text = "The mayor, explained: it was built by hand."
    spoken = attribution(text, "The mayor", "explained", "it was built by hand")
    assert mend_citing(text, [spoken]) == [spoken]
