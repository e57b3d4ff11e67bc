"""Decisions made in the browser: in effect on the next page, attributed, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.model import Judgement
from onrecord.model.audit import Signature
from onrecord.reading.finding import find_entities, find_entity
from onrecord.reading.record import open_record
from onrecord.store import Store
from onrecord.web import links
from onrecord.web.app import create_app
from strategies.pier import DORN, claim, denial, pages, quote

TOKEN, ADA = "heron", "Ada Quell"
GARBLED = "Ilmar Dorne"


@pytest.fixture
def editor(own_pier: Store) -> Iterator[TestClient]:
    app = create_app(own_pier, token=TOKEN, allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as opened:
        opened.post(links.SIGN_IN, data={"token": TOKEN, "name": ADA})
        yield opened


def words(text: str) -> str:
    return " ".join(html.fromstring(text).text_content().split())


def press(browser: TestClient, address: str, label: str) -> html.HtmlElement:
    """Press a button of a page as a browser does, and give the page that it leads to."""
    page = html.fromstring(browser.get(address).text)
    (form, *_) = [
        form
        for form in page.cssselect(f"form[action^='{links.DECISIONS}']")
        if any(label in it.text_content() for it in form.cssselect("button"))
    ]
    answer = browser.post(form.get("action"), data=dict(form.form_values()))
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def names_of(store: Store, name: str) -> set[str]:
    with open_record(store) as record:
        return {it.text for entity in find_entities(record, name) for it in entity.names}


def page_of(store: Store, name: str) -> str:
    with open_record(store) as record:
        return links.entity(find_entity(record, name).id)


def test_a_doubtful_name_is_merged_and_the_merge_taken_back(editor: TestClient, own_pier: Store) -> None:
    page = press(editor, page_of(own_pier, DORN), "They are one")
    (told,) = page.cssselect(".decided")
    said = " ".join(told.text_content().split())
    assert "in effect" in said
    assert GARBLED in said
    assert ADA in said
    assert GARBLED in names_of(own_pier, DORN)
    assert GARBLED in page.cssselect("ul.names")[0].text_content()
    press(editor, links.DECISIONS, "Take it back")
    assert GARBLED not in names_of(own_pier, DORN)
    told_again = words(editor.get(links.DECISIONS).text)
    assert "Taken back." in told_again
    assert ADA in told_again


def test_a_dispute_is_rejected_on_its_page_and_leaves_the_lists(editor: TestClient) -> None:
    address = links.dispute(denial(), claim())
    assert address in editor.get(links.DISPUTES).text
    page = press(editor, address, "No, it does not")
    assert f"Rejected by {ADA}" in page.text_content()
    assert address not in editor.get(links.DISPUTES).text
    press(editor, address, "Take it back")
    assert address in editor.get(links.DISPUTES).text


def test_an_accepted_dispute_says_so_in_lists(editor: TestClient) -> None:
    press(editor, links.dispute(denial(), claim()), "Yes, it answers this")
    assert "Accepted by a person." in words(editor.get(links.DISPUTES).text)


def test_a_report_is_set_apart_from_its_remark(editor: TestClient, own_pier: Store) -> None:
    with open_record(own_pier) as record:
        before = record.utterance(quote())
    assert before is not None
    press(editor, links.utterance(before.id), "Set it apart")
    with open_record(own_pier) as record:
        after = record.utterance(quote())
    assert after is not None
    assert len(after.statements) < len(before.statements)


def test_speaker_and_day_are_corrected_and_the_page_keeps_what_is_printed(
    editor: TestClient, own_pier: Store
) -> None:
    given = {"statement": denial(), "speaker": "Vera Sund", "said": "2031-05-02", "back": links.DECISIONS}
    answer = editor.post(f"{links.DECISIONS}/correct", data=given)
    assert "The day of Vera Sund" in words(answer.text)
    with open_record(own_pier) as record:
        linked = record.linked([denial()])[denial()]
        utterance = record.utterance(denial())
    assert (linked.name, linked.given) == ("Vera Sund", True)
    assert utterance is not None
    page = words(editor.get(links.utterance(utterance.id)).text)
    assert "given by a person" in page
    assert f"the page prints {DORN}" in page
    assert "2 May 2031" in page


def test_an_article_is_set_apart_from_its_story(editor: TestClient, own_pier: Store) -> None:
    ids = [it.article.id for it in pages()]
    with open_record(own_pier) as record:
        story = max(record.stories(), key=lambda it: len(it.articles))
    assert len(story.articles) > 1
    apart = next(it for it in ids if it in story.articles[1:])
    sent = {"one": story.id, "other": apart, "back": links.story(story.id)}
    answer = editor.post(f"{links.DECISIONS}/split", data=sent)
    assert answer.status_code == 200
    assert "are not one story" in words(answer.text)
    with open_record(own_pier) as record:
        first, other = (record.story(it) for it in (story.articles[0], apart))
    assert first is not None
    assert other is not None
    assert first.id != other.id


@pytest.mark.parametrize(
    ("decision", "data", "reason"),
    [
        ("merge", {"one": DORN, "other": "Nobody Atall"}, "nobody on record is called so"),
        ("merge", {"one": DORN, "other": DORN}, "same thing"),
        ("merge", {"one": "", "other": ""}, "nobody on record"),
        ("accept", {"one": claim(), "other": "st-00"}, "no id on record begins so"),
        ("correct", {"statement": claim()}, "nothing was filled in"),
        ("correct", {"statement": claim(), "said": "last Tuesday"}, "is no day"),
        ("correct", {"statement": "st-00", "said": "2031"}, "no id on record begins so"),
        ("undo", {"decision": "jdg-00"}, "no decision"),
    ],
)
def test_what_can_not_be_decided_says_why_and_changes_nothing(
    editor: TestClient, own_pier: Store, decision: str, data: dict[str, str], reason: str
) -> None:
    answer = editor.post(f"{links.DECISIONS}/{decision}", data={**data, "back": links.DISPUTES})
    assert answer.status_code == 409
    page = html.fromstring(answer.text)
    assert reason in page.cssselect("[role=alert]")[0].text_content()
    assert page.cssselect(f"a[href='{links.DISPUTES}']")
    with open_record(own_pier) as record:
        assert not list(record.judgements())


def test_nobody_decides_without_signing_in(own_pier: Store) -> None:
    app = create_app(own_pier, token=TOKEN, allowed_hosts=("testserver",))
    sent = {"one": denial(), "other": claim(), "back": links.DISPUTES}
    with TestClient(app, base_url="http://testserver") as stranger:
        answer = stranger.post(f"{links.DECISIONS}/reject", data=sent, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (
            303, links.page(links.SIGN_IN, to=links.DISPUTES),
        )  # fmt: skip
    with open_record(own_pier) as record:
        assert not list(record.judgements())


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_decision_leads_back_to_this_server_only(editor: TestClient, back: str) -> None:
    sent = {"one": denial(), "other": claim(), "back": back}
    answer = editor.post(f"{links.DECISIONS}/reject", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?decided=jdg-")


def test_a_form_elsewhere_decides_nothing(editor: TestClient, own_pier: Store) -> None:
    sent = {"one": denial(), "other": claim()}
    headers = {"Origin": "https://elsewhere.example"}
    assert editor.post(f"{links.DECISIONS}/reject", data=sent, headers=headers).status_code == 403
    with open_record(own_pier) as record:
        assert not list(record.judgements())


def test_decisions_are_listed_a_page_at_a_time(editor: TestClient, own_pier: Store) -> None:
    when = "2031-06-01T08:00:00.{:06}Z"
    made = Judgement(
        id="", decision="reject", stage="disputes", a=claim(), b=denial(), field=None, value=None, who=ADA,
        when="",
    )  # fmt: skip
    by = Signature(who=ADA, when=when)
    with own_pier.linking() as linkage:
        for turn in range(45):
            linkage.judge(replace(made, id=f"jdg-{turn:020}", when=when.format(turn)), by)
    first = html.fromstring(editor.get(links.DECISIONS).text)
    assert len(first.cssselect("li.decision")) == 40
    (more,) = first.cssselect("nav.pager a[rel=next]")
    rest = html.fromstring(editor.get(more.get("href")).text)
    assert len(rest.cssselect("li.decision")) == 5
