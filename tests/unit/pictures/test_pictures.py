"""The pictures themselves: what they say in words, in the table and in the drawing."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import altair
import pytest

from onrecord.pictures import render
from onrecord.pictures.chain import chain_picture
from onrecord.pictures.copying import copies_picture
from onrecord.pictures.coverage import coverage_picture
from onrecord.pictures.look import DARK
from onrecord.pictures.over_time import Remark, statements_over_time
from onrecord.pictures.picture import Picture
from onrecord.pictures.positions import MOST_REMARKS, positions_picture
from onrecord.pictures.versions import versions_picture
from strategies.drawings import HOSTILE, chain, copies, coverage, hop, over_time, positions, versions, way

SVG = "{http://www.w3.org/2000/svg}"
MAKERS = [over_time, chain, copies, coverage, positions, versions]
each_picture = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg())


def words_in(picture: Picture) -> str:
    return " ".join(text for it in drawn(picture).iter(f"{SVG}text") for text in it.itertext())


@each_picture
def test_the_specification_is_vega_lite_with_its_data_inside(make) -> None:
    spec = json.loads(make().json())
    altair.Chart.from_dict(spec, validate=True)
    assert spec["config"]["background"] == "transparent"
    assert not re.search(r'"(?:url|href|expr)":', make().json())


@each_picture
def test_a_drawing_fetches_nothing_and_stands_for_itself(make) -> None:
    root = drawn(make())
    found = {
        value for it in root.iter() for name, value in it.attrib.items() if name.endswith(("href", "src"))
    }
    assert found == set()
    assert not [
        it.tag for it in root.iter() if it.tag in (f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject")
    ]
    assert "http" not in (root.findtext(f"{SVG}style") or "")


@each_picture
def test_a_drawing_says_in_words_what_it_shows(make) -> None:
    picture = make()
    root = drawn(picture)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == picture.description
    assert picture.description in (root.get("aria-label") or "")


@each_picture
def test_every_colour_has_a_partner_for_dark_surroundings(make) -> None:
    used = {it.get(name) for it in drawn(make()).iter() for name in ("fill", "stroke")}
    assert used - {None, "none", "transparent"} <= set(DARK)


@each_picture
def test_the_same_picture_is_drawn_alike_each_time(make) -> None:
    first = make().svg()
    render._draw.cache_clear()
    assert make().svg() == first


@each_picture
def test_a_drawing_is_made_once(make) -> None:
    make().svg()
    before = render._draw.cache_info().misses
    make().svg()
    make().png()
    assert render._draw.cache_info().misses == before


@each_picture
def test_a_png_is_one_on_white(make) -> None:
    content = make().png()
    assert content.startswith(b"\x89PNG\r\n")


@each_picture
def test_words_of_a_hostile_page_stay_words(make) -> None:
    picture = make(HOSTILE)
    root = drawn(picture)
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in picture.svg()
    for row in csv.reader(io.StringIO(picture.csv())):
        assert not [it for it in row if it.startswith(("=", "+", "-", "@"))]


@each_picture
def test_the_table_has_a_row_for_all_that_is_drawn(make) -> None:
    picture = make()
    rows = list(csv.DictReader(io.StringIO(picture.csv())))
    assert rows
    assert len(rows) == len(picture.rows)
    assert tuple(rows[0]) == picture.columns


def test_a_notebook_shows_the_drawing() -> None:
    assert over_time()._repr_svg_() == over_time().svg()


def test_denials_hang_below_the_line_and_are_counted() -> None:
    picture = over_time()
    assert picture.rows == (("2031-05-02", 1, 1, 0), ("2031-05-04", 0, 0, 1), ("no day", 1, 0, 0))
    bars = picture.spec["layer"][0]["data"]["values"]
    assert [it["number"] for it in bars if it["part"] == "deny"] == [-1]
    assert [it["number"] for it in bars if it["part"] == "do not confirm"] == [-1]
    assert all(it["number"] > 0 for it in bars if it["part"] == "say")
    assert "2 say, 1 deny, 1 do not confirm" in picture.description


def test_statements_are_stacked_by_how_they_are_quoted() -> None:
    remarks = [Remark(day="2031-05-02", polarity="denied", kind="direct")] * 3
    picture = statements_over_time("Ines Arkwell", remarks, "kind")
    assert picture is not None
    assert picture.rows == (("2031-05-02", 3, 0, 0),)


def test_a_chain_joins_what_is_one_outlet_and_tells_denials() -> None:
    picture = chain()
    text = words_in(picture)
    assert text.count("The Weir Gazette") == 1
    assert "outlet, 2 reports" in text
    assert "source without a name" in text
    assert "DENIES" in text
    dashed = [it for it in drawn(picture).iter(f"{SVG}path") if it.get("stroke-dasharray") == "4,3"]
    assert len(dashed) == 1


def test_a_person_who_has_an_outlets_name_is_no_outlet() -> None:
    picture = chain_picture("x", [way(1, "asserted", hop("Weir", "speaker"), hop("Weir", "publisher"))])
    assert picture is not None
    assert words_in(picture).split().count("Weir") == 2


def test_copies_are_told_by_type_and_stand_behind_their_original() -> None:
    picture = copies()
    text = words_in(picture)
    assert all(it in text for it in ("original, 2031-05-02", "near copy, 2031-05-02", "rewrite, 2031-05-02"))
    places = {}
    for it in drawn(picture).iter(f"{SVG}text"):
        place = re.match(r"translate\(([\d.]+)", it.get("transform") or "")
        places["".join(it.itertext())] = float(place[1]) if place else 0
    assert places["Outlet a1"] < places["Outlet a2"] < places["Outlet a3"]


def test_coverage_tells_copies_from_own_reports() -> None:
    picture = coverage()
    text = words_in(picture)
    assert "copy of another" in text
    assert "no copy that is known" in text
    assert picture.description.startswith("3 articles of 2 outlets, 2031-05-02; 1 copied")
    assert [row[0] for row in picture.rows] == ["2031-05-02", "2031-05-02", None]


def test_positions_show_denials_and_what_stands_against_them() -> None:
    text = words_in(positions())
    assert "DENIES" in text
    assert "claims" in text
    assert "≤ 2031-05-02" in text
    assert "no day" in text
    assert "DENIED by Tom Quist: The heron stays" in text
    assert "may conflict with Ada Moss: it was moved" in text


def test_what_does_not_fit_a_picture_is_in_its_table_and_told() -> None:
    picture = positions(number=2 * MOST_REMARKS)
    assert len(picture.rows) == 2 * MOST_REMARKS
    assert f"The first {MOST_REMARKS} are drawn." in picture.description
    assert words_in(picture).count("DENIES") == MOST_REMARKS // 2


def test_versions_show_each_change_with_its_words() -> None:
    text = words_in(versions())
    assert "word swapped: “stays” → “The heron stays at the weir”" in text
    assert "truncated: “at the weir” → (nothing)" in text
    assert "the first report" in text


def test_of_nothing_there_is_no_picture() -> None:
    assert statements_over_time("x", []) is None
    assert chain_picture("x", []) is None
    assert copies_picture("x", {}, []) is None
    assert coverage_picture("x", []) is None
    assert positions_picture("x", []) is None
    assert versions_picture("x", []) is None


def test_an_address_in_a_specification_is_not_followed() -> None:
    spec = {**positions().spec, "data": {"url": "http://127.0.0.1:9/never.json"}}
    spec["layer"] = [{"mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}]
    with pytest.raises(ValueError, match=r"(?i)url|allowed|external"):
        render.svg(json.dumps(spec), "t", "d")


def test_statements_that_are_alike_may_come_counted() -> None:
    one = Remark(day="2031-05-02", polarity="denied", kind="direct")
    other = Remark(day="2031-05-03", polarity="asserted", kind="direct")
    several = statements_over_time("Ada Quell", [one, one, one, other])
    counted = statements_over_time("Ada Quell", [replace(one, times=3), other])
    assert several is not None
    assert counted is not None
    assert (counted.rows, counted.description) == (several.rows, several.description)
