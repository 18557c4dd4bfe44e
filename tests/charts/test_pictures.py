"""What every picture keeps: it can be parsed, hides nothing, and its twin table says all it shows."""

import json
import re
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from charts import png, svg, table, vega
from charts.palette import TOKENS
from tests.charts.specs import ALL, CORRIDOR, FLOWS, PRICES, WORLD, specs, write

SVG = "{http://www.w3.org/2000/svg}"
few = settings(max_examples=60, deadline=None)


def parse(text):
    return ElementTree.fromstring(text)  # noqa: S314


@pytest.mark.slow
@few
@given(specs)
def test_any_labels_and_values_make_well_formed_pictures(spec):
    for picture in (svg.render(spec), svg.render(spec, narrow=True), svg.standalone(spec)):
        root = parse(picture)
        assert root.get("role") == "img"
        for element in root.iter():
            for name in ("d", "x", "y", "cx", "cy", "x1", "y1", "width", "height", "viewBox"):
                assert not re.search("nan|inf", element.get(name, ""))
            assert element.get("style") is None


@pytest.mark.slow
@few
@given(specs)
def test_every_value_shown_is_in_the_table(spec):
    said = {cell.text for row in table.rows(spec).rows for cell in row}
    tips = [tip for el in parse(svg.render(spec)).iter() if (tip := el.get("data-tip"))]

    for value in re.findall(
        r"-?[\d.]+(?:e[-+]?\d+)? %", "\n".join(line for tip in tips for line in tip.split("\n")[1:])
    ):
        assert any(text.endswith(value) for text in said)


@pytest.mark.slow
@few
@given(specs)
def test_vega_lite_is_plain_json(spec):
    json.dumps(vega.render(spec), allow_nan=False)


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: type(spec).__name__)
def test_names_of_places_inside_a_picture_differ_between_wide_and_narrow(spec):
    wide = {el.get("id") for el in parse(svg.render(spec)).iter()} - {None}
    narrow = {el.get("id") for el in parse(svg.render(spec, narrow=True)).iter()} - {None}

    assert wide
    assert not wide & narrow


def test_a_gap_is_never_bridged():
    lines = parse(svg.render(PRICES)).findall(f".//{SVG}path[@class='line s1']")

    assert [len(line.get("d").split("L")) for line in lines] == [3]  # 2020 Q3 to 2021 Q1; Q1 stands alone as a dot
    assert len(parse(svg.render(PRICES)).findall(f".//{SVG}circle[@class='mark s1']")) == 2  # the dot and the note


def test_the_table_of_a_line_chart_is_newest_first_and_carries_the_band():
    shown = table.rows(PRICES)

    assert [column.label for column in shown.columns] == ["Quarter", "Total", "Total ↓", "Total ↑", "Fee"]
    assert shown.rows[0][0].text == "2021 Q1"
    assert shown.plain_rows()[-1] == ["2020 Q1", "8.1", "7.9", "8.3", ""]


def test_a_series_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="2 values for 3 periods"):
        type(PRICES)("t", "d", "p", ("a", "b", "c"), (type(PRICES.series[0])("s", (1.0, 2.0)),), write)


def test_unknown_bars_are_written_not_drawn():
    bars = parse(svg.render(FLOWS)).findall(f".//{SVG}rect")

    assert len(bars) == 2
    assert "not known" in svg.render(FLOWS)


def test_disputed_areas_and_lands_without_a_value_are_hatched():
    lands = {el.get("data-tip", "").split("\n")[0]: el for el in parse(svg.render(WORLD)).iter() if el.get("data-tip")}

    assert lands["Germany"].get("fill") == lands["Disputed area"].get("fill") == "url(#map-hatch)"
    assert lands["Tuvalu"].tag == f"{SVG}circle"
    assert lands["Philippines"].get("data-href") == "/en/countries/PHL/"


def test_a_corridor_is_an_arc_between_two_lands():
    picture = parse(svg.render(CORRIDOR))

    assert picture.find(f".//{SVG}path[@class='arc']").get("d").startswith("M82,25Q")


def test_a_corridor_of_a_land_without_shape_has_no_arc():
    picture = type(CORRIDOR)("t", "", CORRIDOR.shapes, "PHL", "ZZZ", {})

    assert "arc" not in svg.render(picture)


@pytest.mark.slow
@pytest.mark.parametrize("spec", ALL, ids=lambda spec: type(spec).__name__)
def test_png(spec):
    assert png.render(spec, scale=1).startswith(b"\x89PNG")


def test_downloads_wear_the_light_colours_of_the_stylesheet():
    sheet = Path("static/iimd.css").read_text().split("@media (prefers-color-scheme: dark)")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", sheet))

    assert {name: tokens[name] for name in TOKENS} == TOKENS


def test_numbers_in_the_table_are_whole():
    assert all(cell.value is None or isfinite(cell.value) for row in table.rows(FLOWS).rows for cell in row)
    assert table.rows(FLOWS).plain_rows()[1:] == [["Germany", "52.5"], ["Tuvalu", ""], ["Elsewhere", "-3.25"]]
