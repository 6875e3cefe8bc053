"""A place on the ground leads to its municipality."""

import math

import pyproj
import pytest

from places.boundaries.loading import load_boundaries
from places.boundaries.locate import locate
from tests.places.square_municipalities import NORTH_M, SIDE_M, WEST_M, collection, make_municipalities, squares, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _borders(tmp_path):
    make_municipalities()
    load_boundaries(write(tmp_path, collection(squares())))


def at(column, row, west_m=0):
    """Return (lat, lon) of a point of the grid; 0.5, 0.5 is the middle of 001."""
    to_degrees = pyproj.Transformer.from_crs(3067, 4326, always_xy=True)
    lon, lat = to_degrees.transform(WEST_M + column * SIDE_M - west_m, NORTH_M - row * SIDE_M)
    return lat, lon


def test_a_point_lies_in_one_municipality(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert locate(*at(1.5, 1.5)).code == "005"
    assert locate(*at(2.5, 0.5)).code == "003"


def test_just_off_the_coast_the_nearest_counts():
    assert locate(*at(0, 1.5, west_m=1500)).code == "004"


def test_far_out_at_sea_is_nowhere():
    assert locate(*at(0, 1.5, west_m=4000)) is None
    assert locate(*at(-0.09, -0.09)) is None  # 1.8 km west and north of the corner are 2.5 km from it


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(52.5, 13.4), (25.0, 62.0), (math.nan, 25), (62, math.inf), (1e400, 25), ("x", "y"), (None, None), (10**400, 1)],
)
def test_what_is_no_place_in_finland_is_nowhere(lat, lon):
    assert locate(lat, lon) is None


def test_numbers_as_text_are_read():
    lat, lon = at(0.5, 0.5)
    assert locate(str(lat), str(lon)).code == "001"
