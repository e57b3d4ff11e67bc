"""What changed between two captures of one address."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.revisions import Revisions, compare_paragraphs, compare_versions
from onrecord.model import AnnotatedArticle, Span, article_id, content_id
from strategies.growth import LIMIT, growth
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
    found = compare_versions(old, new)
    [change] = found.reworded
    assert (change.before, change.after) == (ids(old)[0], ids(new)[0])
    assert (change.before_text, change.after_text) == (QUOTE, OTHER)
    assert (change.what, change.silent) == ("quote", True)
    assert (found.added, found.removed) == ((ids(new)[1],), (ids(old)[1],))
    assert found.titles == ("Gates opened", "Dam opened")
    assert [(it.change, it.before, it.after) for it in change.changes] == [("word_swapped", "will", "should")]


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
    old = news(f"Tobin Hale denied that {FUSE}.", told=[("Tobin Hale", FUSE, "indirect")], path="a/b.txt")
    denied = replace(old.annotations.statements[0], polarity="denied")
    old = replace(old, annotations=replace(old.annotations, statements=(denied,)))
    found = compare_versions(old, version([("Tobin Hale", FUSE, "indirect")]))
    assert found.reworded[0].polarities == ("denied", "asserted")


tellings = st.lists(
    st.tuples(
        st.sampled_from(["Ivo Lantrell", "Marget Osk"]),
        st.sampled_from([QUOTE, OTHER, SIRENS, FUSE]),
        st.just("direct"),
    ),
    unique_by=lambda told: told[1],
)


@given(tellings, tellings)
def test_what_is_removed_is_gone_and_what_is_added_was_not_there(old, new):
    before, after = version(old), version(new)
    found = compare_versions(before, after)
    words = {one.id: one.content[0].text for page in (before, after) for one in page.annotations.statements}
    assert {words[it] for it in found.removed}.isdisjoint(told[1] for told in new)
    assert {words[it] for it in found.added}.isdisjoint(told[1] for told in old)
    assert all(words[it.before] != words[it.after] or it.speakers for it in found.reworded)
    back = compare_versions(after, before)
    assert (set(back.added), set(back.removed)) == (set(found.removed), set(found.added))


@given(tellings)
def test_a_page_that_did_not_change_has_no_changes(told):
    found = compare_versions(version(told), version(told))
    assert (found.added, found.removed, found.reworded, found.text) == ((), (), (), ())
    assert (found.titles, found.notice) == (None, None)


def retold(page: AnnotatedArticle, *, content: str, speaker: str | None = None) -> AnnotatedArticle:
    """Mark the first statement of a page otherwise, as another pass over the same words may."""
    one = page.annotations.statements[0]
    start = page.article.text.index(content)
    who = one.speaker if speaker is None or one.speaker is None else replace(one.speaker, name=speaker)
    marked = replace(one, content=(Span.of(page.article.text, start, start + len(content)),), speaker=who)
    return replace(page, annotations=replace(page.annotations, statements=(marked,)))


def test_what_is_only_marked_otherwise_is_no_change():
    page = version([("Ivo Lantrell", QUOTE, "direct")])
    shorter = retold(page, content=QUOTE.removesuffix(" and will be sound tomorrow"))
    unmarked = replace(page, annotations=replace(page.annotations, statements=()))
    given = retold(page, content=QUOTE, speaker="Tobin Hale")
    for other in (shorter, unmarked, given):
        for found in (compare_versions(page, other), compare_versions(other, page)):
            assert (found.added, found.removed, found.reworded) == ((), (), ())


def test_a_cut_is_no_change_where_the_paragraph_changed_around_it():
    page = version([("Ivo Lantrell", QUOTE, "direct"), ("Marget Osk", SIRENS, "indirect")])
    text = page.article.text.replace("said:", "added:")
    other = news(text.partition("\n\n")[2], title="Gates opened", told=[], path="a/b.txt")
    assert compare_versions(page, other).removed == ()
    assert [it.change for it in compare_versions(page, other).text] == ["changed", "changed"]


def test_a_shorter_form_of_the_name_is_no_other_speaker():
    old = version([("Ivo Lantrell", QUOTE, "direct")])
    new = version([("Lantrell", QUOTE, "direct")])
    assert compare_versions(old, new).reworded == ()


def test_new_words_around_a_quote_are_the_outlets_own():
    old = news('Osk said the old plan is "dead and buried" now.', title="T", path="p.txt",
               told=[("Osk", 'the old plan is "dead and buried" now', "mixed")])  # fmt: skip
    new = news('Osk said the old scheme is "dead and buried" now.', title="T", path="p.txt",
               told=[("Osk", 'the old scheme is "dead and buried" now', "mixed")])  # fmt: skip
    [change] = compare_versions(old, new).reworded
    assert (change.what, change.silent) == ("report", False)
    gone = news('Osk said the old plan is "dead and gone" now.', title="T", path="p.txt",
                told=[("Osk", 'the old plan is "dead and gone" now', "mixed")])  # fmt: skip
    [change] = compare_versions(old, gone).reworded
    assert (change.what, change.silent) == ("quote", True)


def test_the_text_is_compared_by_paragraphs_without_what_changes_by_itself():
    old = news("One stays.\n\nTwo goes.\n\nThree stays.\n\nFour stays.", title="T",
               around=[("boilerplate", "12 people read this")])  # fmt: skip
    new = news("One stays.\n\nThree stays.\n\nNew line.\n\nFour stays.", title="U",
               around=[("boilerplate", "13 people read this")])  # fmt: skip
    edits = [(it.change, it.before, it.after) for it in compare_paragraphs(old.article, new.article)]
    assert edits == [("changed", "T", "U"), ("removed", "Two goes.", ""), ("added", "", "New line.")]


def at(address: str = "https://lamp.example/gates", **fields: object) -> AnnotatedArticle:
    """Make a page at an address; two of the same words are apart by their capture."""
    page = version([("Ivo Lantrell", QUOTE, "direct")], note=str(fields.pop("note", "")))
    parts = {"url": address, "path": "pages.jsonl", "publisher": "The Lamp", **fields}
    article = replace(page.article, **parts)
    identity = content_id("cap", *(str(value) for value in parts.values()), article.text)
    return replace(page, article=replace(article, capture=identity, id=article_id(identity, article.item)))


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (at(), at(note="Again."), True),
        (at(), at("http://www.lamp.example/gates/?utm_source=x#top"), True),
        (at(), at("https://lamp.example/gates?page=2"), False),
        (at(publisher="Lamp"), at(note="Again."), True),
        # A republished article states the address of its original.
        (at(), at(publisher="The Quay Herald", note="Again."), False),
        # A site that states its front page as the address of every page.
        (at("https://lamp.example/"), at("https://lamp.example", note="Again."), False),
        # A file that holds many pages is no address, nor is what comes from a pipe.
        (at("", url=None), at("", url=None, note="Again."), False),
        (at("", url=None, path="-"), at("", url=None, path="-", note="Again."), False),
        (at("", url=None, path="a/x/../b.txt"), at("", url=None, path="./a/b.txt", note="Again."), True),
        (at("", url=None, key="7"), at("", url=None, key="7", note="Again."), True),
        (at("", url=None, key="7"), at("", url=None, key="7", path="new.jsonl", note="Again."), True),
        (at("", url=None, key="7"), at("", url=None, key="8", note="Again."), False),
        (at("https://lamp.example/a", path="p.html"), at("https://lamp.example/b", path="p.html"), True),
        # A list changes by itself.
        (at(item=3), at(item=3, note="Again."), False),
        (at(kind="refused"), at(kind="refused", note="Again."), False),
    ],
)  # fmt: skip
def test_which_captures_are_of_one_page(a: AnnotatedArticle, b: AnnotatedArticle, one: bool) -> None:
    for pages in ([a, b], [b, a]):
        index = MemoryIndex()
        for page in pages:
            link([page], index, [Revisions()])
        groups = [group.members for group in index.groups("revisions")]
        assert groups == ([tuple(sorted((a.article.id, b.article.id)))] if one else [])


def test_pages_of_one_key_in_two_files_are_two_unless_their_words_are_alike() -> None:
    other = news("The herring came back to Vess long before any tourist did.\n\nNobody knows why they left.")
    page = at("", url=None, key="7")
    stranger = replace(
        other, article=replace(other.article, key="7", path="new.jsonl", publisher="The Lamp", title="Fish")
    )
    index = MemoryIndex()
    link([page, stranger], index, [Revisions()])
    assert index.groups("revisions") == []


@cache
def long_pages(size: int) -> tuple[AnnotatedArticle, AnnotatedArticle]:
    found = []
    for thing in ("Gate", "Door"):
        told: list[Told] = [("Ivo Lantrell", f"{thing} {n} was opened", "direct") for n in range(size)]
        text = "\n\n".join(f"{words}." for _, words, _ in told)
        found.append(news(text, told=told, path="p.txt"))
    return found[0], found[1]


def test_comparing_pages_of_many_statements_takes_time_in_proportion() -> None:
    assert growth(lambda size: compare_versions(*long_pages(size)), 400) < LIMIT
