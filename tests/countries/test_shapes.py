import re

import pytest

from countries import files, shapes


@pytest.fixture(scope="module")
def world():
    return shapes.world()


def test_every_country_in_use_is_on_the_map(world):
    assert set(world.lands) == {row["code"] for row in files.rows("countries")}


def test_a_land_without_a_shape_has_a_dot(world):
    assert all(land.small for land in world.lands.values() if not land.path)
    assert {"SMR", "VAT", "XKX", "SGP", "MLT", "TUV", "NRU"} <= {
        code for code, land in world.lands.items() if land.small
    }
    assert not {"DEU", "PHL", "LBN", "JAM"} & {code for code, land in world.lands.items() if land.small}


def test_everything_lies_on_the_map(world):
    for code, land in world.lands.items():
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", land.path)]
        assert all(0 <= x <= world.width for x in numbers[::2]), code
        assert all(0 <= y <= world.height for y in numbers[1::2]), code
        assert 0 <= land.centre[0] <= world.width, code
        assert 0 <= land.centre[1] <= world.height, code


def test_no_path_crosses_the_whole_map(world):
    for code in ("RUS", "FJI", "USA", "NZL"):
        for piece in world.lands[code].path.split("M")[1:]:
            xs = [float(x) for x in re.findall(r"(-?[\d.]+),", piece)]
            assert max(xs) - min(xs) < world.width / 2, code


def test_disputed_areas_belong_to_no_land(world):
    assert set(world.disputed) == {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
    assert not set(world.disputed) & set(world.lands)
    assert all(world.disputed.values())


@pytest.mark.parametrize("codes", [["USA", "MEX"], ["PHL", "DEU"], ["VAT", "SMR"], ["NZL", "TON"], ["RUS"]])
def test_a_view_shows_the_lands_and_stays_on_the_map(world, codes):
    view = shapes.focus(codes)

    for code in codes:
        x, y = world.lands[code].centre
        assert view.x <= x <= view.x + view.width
        assert view.y <= y <= view.y + view.height
    assert view.x >= 0
    assert view.y >= 0
    assert view.x + view.width <= world.width + 0.1
    assert view.y + view.height <= world.height + 0.1
    assert view.width >= shapes.NARROWEST


def test_a_view_of_nothing_known_is_the_world(world):
    assert str(shapes.focus(["001", "ANT"])) == f"0 0 {world.width} {world.height}"


def test_a_view_is_a_view_box():
    assert re.fullmatch(r"[\d.]+ [\d.]+ [\d.]+ [\d.]+", str(shapes.focus(["USA", "MEX"])))
