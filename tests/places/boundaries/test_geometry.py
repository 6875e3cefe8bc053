"""Areas are simplified, joined and drawn without gaps between neighbours."""

import re

import pytest
import shapely

from places.boundaries import geometry
from seeding.errors import SourceError
from tests.places.square_municipalities import square, squares


@pytest.mark.parametrize("scale", [geometry.DETAIL, geometry.COUNTRY])
def test_simplified_areas_keep_their_shared_borders(scale):
    simple = geometry.simplify(squares(), scale)
    before, after = (shapely.get_num_coordinates(list(areas.values())).sum() for areas in (squares(), simple))
    assert after < before / 2
    assert shapely.coverage_is_valid(list(simple.values()))
    assert shapely.union_all(list(simple.values())).geom_type == "Polygon"


def test_tiny_islands_go_but_the_last_part_of_a_municipality_stays():
    islet = shapely.Point(600_000, 6_700_000).buffer(300)
    areas = {"1": shapely.union(square(0, 0), islet), "2": shapely.Point(600_000, 6_800_000).buffer(200)}
    simple = geometry.simplify(areas, geometry.COUNTRY)
    assert shapely.get_num_geometries(simple["1"]) == 1
    assert simple["2"].area > 0


def test_a_small_exclave_on_land_is_no_island():
    exclave = shapely.box(409_000, 6_889_000, 409_600, 6_889_600)
    areas = {"around": square(0, 0) - exclave, "owner": shapely.union(square(2, 2), exclave)}
    assert shapely.get_num_geometries(geometry.simplify(areas, geometry.DETAIL)["owner"]) == 2


def test_overlaps_and_cracks_are_cleaned():
    areas = {"1": shapely.box(0, 0, 10_000, 10_000), "2": shapely.box(9_990, 0, 20_000, 10_000)}
    areas["3"] = shapely.box(20_005, 0, 30_000, 10_000)
    assert shapely.coverage_is_valid(list(geometry.clean_coverage(areas).values()))


def test_an_area_under_another_is_refused():
    with pytest.raises(SourceError, match="lies mostly under others"):
        geometry.clean_coverage({"1": square(0, 0), "2": shapely.box(402_000, 6_884_000, 408_000, 6_890_000)})


def test_neighbours_share_a_border_and_not_just_a_corner():
    pairs = geometry.neighbour_pairs(geometry.simplify(squares(), geometry.DETAIL))
    assert {pair for pair in pairs if "005" in pair} == {
        ("002", "005"),
        ("004", "005"),
        ("005", "006"),
        ("005", "008"),
    }
    assert len(pairs) == 12


def test_a_small_gap_does_not_separate_neighbours_and_a_strait_does():
    areas = {
        "a": shapely.box(0, 0, 5000, 5000),
        "b": shapely.box(5010, 0, 9000, 5000),
        "c": shapely.box(9100, 0, 12_000, 5000),
    }
    assert geometry.neighbour_pairs(areas) == {("a", "b")}


def test_joined_areas_have_no_cracks_but_keep_real_holes():
    whole = shapely.box(0, 0, 20_000, 20_000)
    holed = whole - shapely.box(5000, 5000, 5100, 5100) - shapely.box(9000, 9000, 12_000, 12_000)
    joined = geometry.join([holed, shapely.box(20_000, 0, 30_000, 20_000)])
    assert [len(polygon.interiors) for polygon in joined.geoms] == [1]


def test_a_path_has_whole_relative_steps_in_map_units_with_y_down():
    area = shapely.box(100_000, 7_700_000, 110_000, 7_720_000)
    drawing = geometry.draw_area(area, geometry.COUNTRY)
    assert (drawing.min_x, drawing.min_y, drawing.max_x, drawing.max_y) == (100, 80, 110, 100)
    assert re.fullmatch(r"m\d+ \d+(?:[ -]\d+ ?-?\d+)+z", drawing.path)
    assert corners(drawing.path) == [{(100, 80), (110, 80), (110, 100), (100, 100)}]
    assert (drawing.label_x, drawing.label_y) == (105, 90)


def test_each_ring_of_a_path_starts_from_the_one_before():
    islands = [shapely.box(100_000, 7_700_000, 110_000, 7_720_000), shapely.box(200_000, 7_700_000, 205_000, 7_705_000)]
    drawing = geometry.draw_area(shapely.union_all(islands), geometry.COUNTRY)
    assert corners(drawing.path)[1] == {(200, 100), (205, 100), (205, 95), (200, 95)}


def test_neighbours_have_the_same_corners_on_their_border():
    simple = geometry.simplify(squares(), geometry.DETAIL)
    first, second = (corners(geometry.draw_area(simple[code], geometry.DETAIL).path)[0] for code in ("004", "005"))
    assert len(first & second) > 5


def test_an_area_smaller_than_a_map_unit_can_still_be_seen():
    drawing = geometry.draw_area(shapely.box(100_100, 7_700_100, 100_200, 7_700_200), geometry.COUNTRY)
    assert (drawing.max_x - drawing.min_x, drawing.max_y - drawing.min_y) == (1, 1)


def corners(path):
    """Return the set of the corners of each ring of an SVG path."""
    x = y = 0
    rings = []
    for ring in path.strip("mz").split("zm"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        rings.append(set(points))
    return rings
