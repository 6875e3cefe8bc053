"""Maps: the wanted areas as SVG, with names, links and the source of the borders."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from places.boundaries.loading import load_boundaries
from places.maps.drawing import MapArea, draw_map
from places.models import BoundarySet, Shape
from tests.page import Page
from tests.places.square_municipalities import NAMES, collection, make_municipalities, squares, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _borders(tmp_path):
    make_municipalities()
    load_boundaries(write(tmp_path, collection(squares())))


def municipality(code, **more):
    return MapArea("municipality", code, NAMES.get(code, "?"), **more)


def rendered(areas, **more):
    return Page(render_to_string("places/_map.html", {"map": draw_map("detail", areas, "Alue"), "id": "m", **more}))


def test_the_statements_do_not_grow_with_the_areas(django_assert_max_num_queries):
    areas = [municipality(code) for code in NAMES] + [MapArea("region", "01", "A")]
    with django_assert_max_num_queries(2):
        assert draw_map("detail", areas, "Alue").count == 10


def test_the_view_box_frames_the_wanted_areas_with_a_margin():
    shape = Shape.objects.get(layer="municipality", key="005", scale="detail")
    min_x, min_y, width, height = map(int, draw_map("detail", [municipality("005")], "Alue").view_box.split())
    assert min_x < shape.min_x
    assert min_y < shape.min_y
    assert shape.max_x < min_x + width < shape.max_x + 20
    assert shape.max_y < min_y + height < shape.max_y + 20


def test_areas_that_are_not_known_are_left_out():
    assert draw_map("detail", [municipality("005"), municipality("999")], "Alue").count == 1


def test_without_any_area_there_is_no_map():
    assert draw_map("detail", [], "Alue") is None
    assert draw_map("detail", [municipality("999")], "Alue") is None
    BoundarySet.objects.all().delete()
    assert draw_map("detail", [municipality("005")], "Alue") is None


def test_a_linked_area_is_a_link_with_a_name_and_another_just_has_a_name():
    page = rendered([municipality("001", url="/fi/kunnat/a/"), municipality("002")])
    assert page.links("svg") == {"Kunta 1": "/fi/kunnat/a/"}
    assert page.texts("svg > path title") == ["Kunta 2"]


def test_later_areas_lie_over_earlier_ones():
    page = rendered([municipality("002"), municipality("001")])
    assert page.texts("svg title") == ["Kunta 2", "Kunta 1"]


def test_names_addresses_and_classes_are_escaped():
    nasty = "<script>\"'&"
    page = rendered(
        [MapArea("municipality", "001", nasty, url=nasty, css=nasty), MapArea("municipality", "002", nasty)]
    )
    assert not page.select("script")
    assert page.texts("svg title") == [nasty, nasty]
    assert page.value("svg > a", "href") == nasty
    assert page.value("svg > a > path", "class") == nasty


def test_an_area_has_its_tint_unless_the_page_gives_a_class():
    page = rendered([municipality("001"), municipality("002", css="here")])
    tint = Shape.objects.get(layer="municipality", key="001", scale="detail").tint
    assert [path.get("class") for path in page.select("svg path")] == [f"t{tint}", "here"]


def test_the_figure_has_a_name_a_caption_and_the_source_of_the_borders():
    page = rendered([municipality("001")], caption="Valitkaa kunta.")
    assert page.value("svg", "aria-label") == "Alue"
    assert page.texts("figcaption p") == ["Valitkaa kunta.", page.text("p.source")]
    with translation.override("en"):
        source = "Statistics Finland, municipalities 2026, CC BY 4.0"
        assert rendered([municipality("001")]).text("p.source") == source


def test_approximate_borders_say_so():
    with translation.override("en"):
        assert "approximate" not in rendered([municipality("001")]).text("p.source")
        BoundarySet.objects.update(is_approximate=True)
        assert rendered([municipality("001")]).text("p.source").startswith("Borders are approximate. Statistics")


def test_a_map_of_many_areas_can_be_skipped():
    many = [municipality(code) for code in NAMES] + [MapArea("region", "01", "A"), MapArea("region", "02", "B")]
    assert rendered(many).value("a.skip", "href") == "#m-end"
    assert rendered(many).select("figcaption#m-end")
    assert not rendered(many[:3]).select("a.skip")
