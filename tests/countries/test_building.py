"""The maintainers' commands: the map's geometry on small cases, and the tables made again from their sources."""

from datetime import date

import pytest
from django.core.management import call_command

from countries import files
from countries.building import income, projection, shapes, topology
from countries.building.files import Sources, build
from tests.shared import shared

# Two squares with one common border, one island in the source's own dispute, one land of no size.
DOCUMENT = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
        [[30, 0], [5, 0], [0, 5], [-5, 0], [0, -5]],
        [[50, 50], [0, 0], [0, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "AAA", "properties": {"ct": [5, 5]}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "id": "BBB", "properties": {"ct": [15, 5]}},
                {"type": "Polygon", "arcs": [[3]], "id": "XAA", "properties": {"ct": [32, 2]}},
                {"type": "Polygon", "arcs": [[4]], "id": "CCC", "properties": {"ct": [50, 50]}},
            ]
        }
    },
}


@pytest.fixture
def small_world(monkeypatch):
    monkeypatch.setattr(shapes, "PLACES", {"DDD": (0.0, 0.0)})
    return shapes.build(topology.decode(DOCUMENT), {"AAA", "BBB", "CCC", "DDD"})


def test_lands_get_paths_tiny_ones_and_those_without_a_shape_get_dots(small_world):
    lands = small_world["lands"]

    assert list(lands) == ["AAA", "BBB", "CCC", "DDD"]
    assert [bool(land["path"]) for land in lands.values()] == [True, True, False, False]
    assert [land["small"] for land in lands.values()] == [False, False, True, True]
    assert lands["DDD"]["centre"] == [projection.WIDTH / 2, projection.HEIGHT / 2]


def test_what_the_source_gives_no_country_is_in_dispute(small_world):
    assert list(small_world["disputed"]) == ["XAA"]


def test_neighbours_keep_one_common_border(small_world):
    corner = ",".join(f"{number:.1f}".replace(".0", "") for number in projection.project(10, 10))

    assert corner in small_world["lands"]["AAA"]["path"]
    assert corner in small_world["lands"]["BBB"]["path"]


def test_equal_earth_keeps_areas_true():
    at_the_equator = [projection.project(*place) for place in [(0, 0), (1, 0), (1, 1), (0, 1)]]
    # Two meridians one degree apart stand cos 60° as far from each other at 60° north.
    far_north = [projection.project(*place) for place in [(0, 59.5), (1, 59.5), (1, 60.5), (0, 60.5)]]

    assert projection.area(far_north) / projection.area(at_the_equator) == pytest.approx(0.5, rel=0.01)


def test_a_ring_over_the_date_line_is_cut_in_two():
    pieces = list(projection.cut([(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)]))

    assert len(pieces) == 2
    assert all(max(x for x, _ in piece) - min(x for x, _ in piece) < 100 for piece in pieces)


def test_a_ring_round_the_pole_is_closed_over_it():
    pieces = projection.cut([(-180, -70), (-90, -70), (0, -70), (90, -70), (179, -70), (-180, -70)])

    (cap,) = [piece for piece in pieces if projection.area(piece) > 1]
    assert max(y for _, y in cap) == pytest.approx(projection.HEIGHT, abs=1)


def test_a_straight_line_loses_its_inner_points_and_a_bent_one_keeps_the_bend():
    assert projection.simplified([(0.0, 0.0), (5.0, 0.0), (10.0, 0.0)], 0.7) == [(0, 0), (10, 0)]
    assert len(projection.simplified([(0.0, 0.0), (5.0, 9.0), (10.0, 0.0)], 0.7)) == 3


def test_another_script_than_plotlys_is_refused(tmp_path):
    (tmp_path / "other.js").write_text("var x = 1;\n")

    with pytest.raises(ValueError, match="plotly-geo-assets"):
        topology.read(tmp_path / "other.js")


def test_the_script_of_plotly_is_read_though_it_is_no_json(tmp_path):
    script = tmp_path / "plotly-geo-assets.js"
    script.write_text(
        '    "dist/topojson/world_50m.json"(exports, module) {\n'
        '      module.exports = { type: "Topology", objects: { countries: { type: "GeometryCollection", geometries: '
        '[{ type: "Polygon", arcs: [[0]], id: "AAA", properties: { ct: [1e3, 2] } }] } }, '
        "arcs: [[[0, 0], [1e3, 0], [0, 5]]], transform: { scale: [1e-2, 1], translate: [0, 0] } };\n"
    )

    read = topology.read(script)

    assert read.centres == {"AAA": (1000, 2)}
    assert read.arcs == [[(0, 0), (10, 0), (10, 5)]]


@pytest.mark.shared
@pytest.mark.slow
def test_the_tables_made_again_are_those_that_are_carried(tmp_path):
    sources = Sources(
        shared("data/labour/classifications/iom_countrynames.csv"),
        shared("data/remittances/wdi/personal-remittances-received.xls"),
        date(2022, 7, 1),
    )

    made = list(build(sources, tmp_path))

    assert sorted(made) == sorted(path.name for path in files.DATA.glob("*.csv"))
    for name in made:
        assert (tmp_path / name).read_text("utf-8") == (files.DATA / name).read_text("utf-8"), name


@pytest.mark.shared
def test_income_groups_are_read_by_header_and_not_by_place():
    workbook = shared("data/remittances/wdi/sending-cost-to-country.xls")

    rows = list(income.income_groups(workbook, {"DEU", "VEN"}, date(2022, 7, 1)))

    assert rows == [{"country": "DEU", "income_group": "high", "as_of": "2022-07-01"}]


@pytest.mark.shared
@pytest.mark.slow
def test_the_command_writes_where_the_loader_reads(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("countries.management.commands.build_country_files.DATA", tmp_path)

    call_command(
        "build_country_files",
        shared("data/labour/classifications/iom_countrynames.csv"),
        shared("data/remittances/wdi/personal-remittances-received.xls"),
        income_as_of=date(2022, 7, 1),
    )

    assert "made anew" in capsys.readouterr().out
    assert (tmp_path / "names.csv").exists()
