"""What robots.txt allows, and what the headers of an answer say."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.web.headers import fresh_for, media_type, retry_after
from onrecord.capture.web.robots import Robots
from strategies.growth import LIMIT, growth


class TestRobotsRules:
    @pytest.mark.parametrize(("rules", "path", "allowed"), [
        ("Disallow: /a", "/a/b", False),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?page=1", True),
        ("Disallow: /*/print", "/2031/03/print", False),
        ("Disallow: /a*b*c$", "/aXbXbXc", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow:", "/a", True),
        ("Disallow: /%7Ejo", "/~jo", False),
        ("Disallow: /ä", "/%C3%A4", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /?", "/?id=1", False),
    ])  # fmt: skip
    def test_the_longest_rule_decides(self, rules: str, path: str, allowed: bool) -> None:
        assert Robots(f"User-agent: *\n{rules}").allows(path) is allowed

    def test_the_group_of_our_name_goes_before_the_one_for_all(self) -> None:
        text = "User-agent: *\nDisallow: /\nUser-Agent: Other\nUser-agent: OnRecord/1\nDisallow: /a # so\n"
        assert Robots(text).allows("/b")
        assert not Robots(text).allows("/a")

    def test_groups_of_one_name_are_one(self) -> None:
        text = "User-agent: onrecord\nDisallow: /a\n\nUser-agent: onrecord\nDisallow: /b\n"
        assert not any(Robots(text).allows(path) for path in ("/a", "/b"))

    @given(st.text(), st.text())
    def test_any_text_can_be_asked(self, text: str, path: str) -> None:
        Robots("User-agent: *\nDisallow: /" + text).allows("/" + path)

    def test_stars_cost_no_more_than_the_path_is_long(self) -> None:
        rules = Robots("User-agent: *\nDisallow: /" + "*a" * 300 + "*b$")
        assert growth(lambda size: rules.allows("/" + "a" * size), 4_000) < LIMIT


class TestHeaders:
    @pytest.mark.parametrize(
        ("value", "seconds"), [("30", 30.0), ("9999999", 86_400.0), ("soon", None), ("", None), ("-3", None)]
    )
    def test_when_to_come_back(self, value: str, seconds: float | None) -> None:
        assert retry_after(httpx.Headers({"Retry-After": value}), 0.0) == seconds

    def test_how_long_an_answer_is_fresh(self) -> None:
        assert fresh_for(httpx.Headers({"Cache-Control": "public, max-age=600"})) == 600
        assert fresh_for(httpx.Headers({"Cache-Control": "s-maxage=600"})) == 0

    @pytest.mark.parametrize(("value", "found"), [
        ('text/html; charset="utf-8"', ("text/html", "utf-8")),
        ("TEXT/HTML", ("text/html", None)),
        ("nonsense", (None, None)),
        ("text/html; charset=", ("text/html", None)),
    ])  # fmt: skip
    def test_what_a_body_is(self, value: str, found: tuple[str | None, str | None]) -> None:
        assert media_type(httpx.Headers({"Content-Type": value})) == found
