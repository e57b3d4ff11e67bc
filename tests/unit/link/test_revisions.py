"""What changed between two captures of one address."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.revisions import address_of, compare_versions
from onrecord.model import AnnotatedArticle
from strategies.news import Told, news

QUOTE = "The wall is sound and will be sound tomorrow"
OTHER = "The wall is sound and should be sound tomorrow"
SIRENS = "the sirens were tested in the spring of last year"
FUSE = "one fuse had failed"


def version(told: list[Told], note: str = "", title: str = "Gates opened") -> AnnotatedArticle:
    text = "\n\n".join(f"{speaker} said: {words}." for speaker, words, _ in told)
    return news(f"{text}\n\n{note}" if note else text, title=title, told=told, path="a/b.txt")


def ids(page: AnnotatedArticle) -> list[str]:
    return [statement.id for statement in page.annotations.statements]


def test_statements_added_removed_and_reworded():
    old = version([("Ivo Lantrell", QUOTE, "direct"), ("Marget Osk", SIRENS, "indirect")])
    new = version([("Ivo Lantrell", OTHER, "direct"), ("Tobin Hale", FUSE, "indirect")], title="Dam opened")
    found = compare_versions(
        old, new, captured_before="2031-10-07T10:00:00Z", captured_after="2031-10-07T18:00:00Z"
    )
    [change] = found.reworded
    assert (change.before, change.after) == (ids(old)[0], ids(new)[0])
    assert (change.before_text, change.after_text) == (QUOTE, OTHER)
    assert (change.what, change.silent) == ("quote", True)
    assert (found.added, found.removed) == ((ids(new)[1],), (ids(old)[1],))
    assert found.titles == ("Gates opened", "Dam opened")
    assert (found.captured_before, found.captured_after) == ("2031-10-07T10:00:00Z", "2031-10-07T18:00:00Z")


def test_a_correction_note_breaks_the_silence():
    note = "Correction: an earlier version of this page misquoted the minister."
    old = version([("Ivo Lantrell", QUOTE, "direct")])
    found = compare_versions(old, version([("Ivo Lantrell", OTHER, "direct")], note))
    assert found.notice == note
    assert not found.reworded[0].silent
    again = compare_versions(
        version([("Ivo Lantrell", QUOTE, "direct")], note), version([("Ivo Lantrell", OTHER, "direct")], note)
    )
    assert again.reworded[0].silent


def test_a_report_in_the_outlets_own_words_is_no_silent_quote():
    old = version([("Marget Osk", SIRENS, "indirect")])
    found = compare_versions(old, version([("Marget Osk", SIRENS.replace("spring", "autumn"), "indirect")]))
    assert (found.reworded[0].what, found.reworded[0].silent) == ("report", False)


def test_the_same_words_given_to_another_speaker_are_told():
    found = compare_versions(
        version([("Ivo Lantrell", QUOTE, "direct")]), version([("Tobin Hale", QUOTE, "direct")])
    )
    assert found.reworded[0].speakers == ("Ivo Lantrell", "Tobin Hale")
    assert not found.added
    assert not found.removed


def test_a_denial_that_became_an_assertion_is_told():
    old = version([("Tobin Hale", FUSE, "indirect")])
    denied = dataclasses.replace(old.annotations.statements[0], polarity="denied")
    old = dataclasses.replace(old, annotations=dataclasses.replace(old.annotations, statements=(denied,)))
    found = compare_versions(old, version([("Tobin Hale", FUSE, "indirect")], "Now longer."))
    assert found.reworded[0].polarities == ("denied", "asserted")


def test_versions_share_their_address_and_items_of_a_listing_do_not():
    one, other = version([]), version([("Tobin Hale", FUSE, "indirect")])
    assert address_of(one.article) == address_of(other.article) == "a/b.txt"
    item = dataclasses.replace(one.article, item=3)
    assert address_of(item) != address_of(one.article)
    assert address_of(dataclasses.replace(one.article, path="./a/x/../b.txt")) == address_of(one.article)


tellings = st.lists(
    st.tuples(
        st.sampled_from(["Ivo Lantrell", "Marget Osk"]),
        st.sampled_from([QUOTE, OTHER, SIRENS, FUSE]),
        st.just("direct"),
    ),
    unique_by=lambda told: told[1],
)


@given(tellings, tellings)
def test_every_statement_is_kept_added_removed_or_reworded(old, new):
    before, after = version(old), version(new)
    found = compare_versions(before, after)
    assert set(found.removed) | {change.before for change in found.reworded} <= set(ids(before))
    assert set(found.added) | {change.after for change in found.reworded} <= set(ids(after))
    assert len(ids(before)) - len(found.removed) == len(ids(after)) - len(found.added)


@given(tellings)
def test_a_page_that_did_not_change_has_no_changes(told):
    found = compare_versions(version(told), version(told))
    assert (found.added, found.removed, found.reworded, found.titles, found.notice) == (
        (),
        (),
        (),
        None,
        None,
    )
