"""Layers of the apps above: areas joined from municipalities."""

import pytest

from places.boundaries.layers import draw_layer
from places.boundaries.loading import load_boundaries
from places.models import Shape
from tests.places.square_municipalities import collection, make_municipalities, squares, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def _borders(tmp_path):
    make_municipalities()
    load_boundaries(write(tmp_path, collection(squares())))


def shapes(scale="detail"):
    return {shape.key: shape for shape in Shape.objects.filter(layer="group", scale=scale)}


@pytest.mark.usefixtures("_borders")
def test_an_area_spans_its_municipalities_without_borders_inside():
    draw_layer("group", {"a": ["001", "002", "004", "005"]})
    parts = {shape.key: shape for shape in Shape.objects.filter(layer="municipality", scale="detail")}
    joined = shapes()["a"]
    assert joined.path.count("z") == 1
    assert (joined.min_x, joined.max_x) == (parts["001"].min_x, parts["005"].max_x)


@pytest.mark.usefixtures("_borders")
def test_neighbours_and_areas_with_a_municipality_in_common_differ():
    draw_layer("group", {"a": ["001", "004"], "b": ["004", "007"], "c": ["002"], "far": ["009"]})
    tint = {key: shape.tint for key, shape in shapes().items()}
    assert len({tint["a"], tint["b"], tint["c"]}) == 3
    assert tint == {key: shape.tint for key, shape in shapes("country").items()}


@pytest.mark.usefixtures("_borders")
def test_two_areas_of_one_and_the_same_municipality_differ():
    draw_layer("group", {key: ["001"] for key in "abcdef"})
    assert len({shape.tint for shape in shapes().values()}) == 6


@pytest.mark.usefixtures("_borders")
def test_drawing_a_layer_replaces_it_and_leaves_the_others():
    draw_layer("group", {"a": ["001"], "b": ["002"]})
    draw_layer("group", {"b": ["003"]})
    assert list(shapes()) == ["b"]
    assert shapes()["b"].members == ["003"]
    assert Shape.objects.filter(layer="municipality").count() == 18


@pytest.mark.usefixtures("_borders")
def test_repeated_and_unknown_members_do_no_harm():
    draw_layer("group", {"a": ["001", "001", "999"], "nowhere": ["999"], "empty": []})
    assert shapes()["a"].path
    assert shapes()["nowhere"].path == shapes()["empty"].path == ""


def test_members_wait_for_borders(tmp_path):
    make_municipalities()
    draw_layer("group", {"a": ["001"]})
    assert shapes()["a"].path == ""
    load_boundaries(write(tmp_path, collection(squares())))
    assert shapes()["a"].path
