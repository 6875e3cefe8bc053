"""Which files of borders are read, and what is said about those that are not."""

import json

import numpy
import pytest
import shapely

from places.boundaries import geojson
from places.boundaries.loading import APPROXIMATE
from places.seed import DATA, read_municipalities, read_regions
from seeding.errors import SourceError
from tests.places.square_municipalities import NAMES, collection, read, reprojected, square, squares


def test_reads_statistics_finlands_file_in_metres(tmp_path):
    borders = read(tmp_path, collection(squares()))
    assert list(borders.areas) == list(NAMES)
    assert (borders.system, borders.year, borders.is_statistics_finland) == ("EPSG:3067", 2026, True)
    assert borders.areas["005"].equals(squares()["005"])


def test_reads_degrees_with_our_own_properties(tmp_path):
    data = collection(reprojected(squares(), 4326), lambda code: {"code": code, "name_fi": NAMES[code]})
    borders = read(tmp_path, data)
    assert (borders.system, borders.year, borders.is_statistics_finland) == ("WGS 84", None, False)
    assert borders.areas["005"].symmetric_difference(squares()["005"]).area < 1000


@pytest.mark.parametrize(
    ("epsg", "name"),
    [(3067, "urn:ogc:def:crs:EPSG::3067"), (4326, "urn:ogc:def:crs:OGC:1.3:CRS84"), (4326, "EPSG:4326")],
)
def test_accepts_the_crs_member(tmp_path, epsg, name):
    data = collection(reprojected(squares(), epsg)) | {"crs": {"type": "name", "properties": {"name": name}}}
    assert len(read(tmp_path, data).areas) == 9


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert len(read(tmp_path, b"\xef\xbb\xbf" + json.dumps(collection(squares())).encode()).areas) == 9


def test_several_features_of_a_municipality_become_one_area(tmp_path):
    data = collection(squares())
    data["features"] += collection({"005": square(7, 7)})["features"]
    assert shapely.get_num_geometries(read(tmp_path, data).areas["005"]) == 2


def test_a_crossed_ring_is_mended(tmp_path):
    x, y = 500_000, 6_950_000
    bow_tie = shapely.Polygon([(x, y), (x + 9000, y + 9000), (x + 9000, y), (x, y + 9000)])
    assert read(tmp_path, collection(squares() | {"009": bow_tie})).areas["009"].is_valid


def test_the_shipped_borders_are_those_of_the_shipped_municipalities():
    regions = {row["code"] for row in read_regions(DATA / "regions.csv")}
    rows = read_municipalities(DATA / "municipalities.csv", regions)
    names = {row["code"]: row["name_fi"] for row in rows if row["valid_to"] is None}
    assert len(geojson.read_boundary_file(APPROXIMATE, names).areas) == 308


def changed(**properties):
    """Return a good file in which the first feature has other properties."""
    data = collection(squares())
    data["features"][0]["properties"] |= properties
    return data


def with_geometry(geometry):
    """Return a good file in which the first feature has another geometry."""
    data = collection(squares())
    data["features"][0]["geometry"] = geometry
    return data


def swapped(epsg):
    areas = reprojected(squares(), epsg)
    return collection({code: shapely.transform(area, lambda xy: xy[:, ::-1]) for code, area in areas.items()})


def without_last():
    return collection({code: area for code, area in squares().items() if code != "009"})


GOOD = json.dumps(collection(squares())).encode()
FLAT = {"type": "Polygon", "coordinates": [[[400_000, 6_900_000]] * 4]}
OPEN = {"type": "Polygon", "coordinates": [[[400_000, 6_900_000], [400_000, 6_910_000], [410_000, 6_900_000]]]}
BAD_FILES = {
    "empty": (b"", "not JSON"),
    "not JSON": (b"<html>Not found</html>", "not JSON"),
    "not UTF-8": ('{"nimi": "Äänekoski"}'.encode("latin-1"), "not UTF-8"),
    "NUL": (GOOD[:50] + b"\0" + GOOD[50:], "NUL"),
    "cut short": (GOOD[:-1000], "cut short"),
    "cut short in a name": (GOOD[: GOOD.index(b"Kunta 9") + 3], "cut short"),
    "cut short by one": (GOOD[:-1], "cut short"),
    "NaN": (GOOD.replace(b"4", b"NaN", 1), "NaN is not a number|not JSON"),
    "too deep": (b"[" * 100_000, "not usable JSON"),
    "a list": ([], "FeatureCollection"),
    "a topology": ({"type": "Topology", "objects": {}}, "FeatureCollection"),
    "no features": ({"type": "FeatureCollection", "features": []}, "no features"),
    "features of a wrong kind": ({"type": "FeatureCollection", "features": [1]}, "feature 1 has no properties"),
    "no known property": (collection(squares(), lambda code: {"id": code}), "neither `kunta` nor `code`"),
    "regions of Statistics Finland": (collection(squares(), lambda code: {"maakunta": code[1:]}), "these are regions"),
    "our regions": (collection(squares(), lambda code: {"code": code[1:], "name_fi": "A"}), "these are regions"),
    "a number as code": (changed(kunta=1), "1 is not the code of a municipality"),
    "an unknown code": (changed(kunta="999", nimi="Muu"), "not municipalities of today: 999 Muu"),
    "a missing municipality": (without_last(), "1 of 9 municipalities are missing: 009 Kunta 9"),
    "one code for two": (
        collection(squares()) | {"features": changed(kunta="002")["features"] + collection(squares())["features"]},
        "code 002 stands for both Kunta 1 and Kunta 2",
    ),
    "degrees, latitude first": (swapped(4326), "swapped"),
    "metres, northing first": (swapped(3067), "swapped"),
    "web mercator": (collection(reprojected(squares(), 3857)), "neither WGS 84 degrees nor EPSG:3067"),
    "another crs": (
        collection(squares()) | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}},
        "EPSG::3857 is not supported",
    ),
    "crs of a wrong kind": (collection(squares()) | {"crs": 5}, "not supported"),
    "crs that is not so": (
        collection(squares()) | {"crs": {"type": "name", "properties": {"name": "EPSG:4326"}}},
        "says WGS 84, but the coordinates are EPSG:3067",
    ),
    "no geometry": (with_geometry(None), r"feature 1 \(001 Kunta 1\) is nothing"),
    "a point": (with_geometry({"type": "Point", "coordinates": [400_000, 6_900_000]}), "is a Point"),
    "an empty geometry": (with_geometry({"type": "Polygon", "coordinates": []}), "empty"),
    "no coordinates": (with_geometry({"type": "Polygon"}), "unusable geometry"),
    "text as coordinates": (with_geometry({"type": "Polygon", "coordinates": "x"}), "unusable geometry"),
    "a ring that is not closed": (with_geometry(OPEN), "unusable geometry"),
    "an area of nothing": (with_geometry(FLAT), "001 Kunta 1 has no area"),
}


@pytest.mark.parametrize(("data", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_refuses_a_file_and_says_why(tmp_path, data, message):
    with pytest.raises(SourceError, match=message) as caught:
        read(tmp_path, data)
    assert str(caught.value).startswith("kunnat.geojson")


def test_refuses_a_file_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(geojson, "MAX_FILE_BYTES", 1000)
    with pytest.raises(SourceError, match="larger than"):
        read(tmp_path, collection(squares()))


def test_refuses_a_path_that_is_no_file(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.geojson"):
        with pytest.raises(SourceError, match=path.name):
            geojson.read_boundary_file(path, NAMES)


def test_names_a_few_of_many(tmp_path):
    data = collection({"001": squares()["001"]})
    with pytest.raises(SourceError, match=r"8 of 9 .* 002 Kunta 2, .* and 3 more"):
        read(tmp_path, data)


def test_a_third_coordinate_is_left_out(tmp_path):
    areas = {code: shapely.force_3d(area, 12.0) for code, area in squares().items()}
    points = shapely.get_coordinates(list(read(tmp_path, collection(areas)).areas.values()), include_z=True)
    assert numpy.isnan(points[:, 2]).all()
