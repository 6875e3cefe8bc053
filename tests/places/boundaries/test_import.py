"""import_boundaries replaces all borders or nothing."""

import pytest
from django.core.management import CommandError, call_command

from places.boundaries.layers import draw_layer
from places.boundaries.loading import load_approximate_boundaries
from places.models import BoundarySet, MunicipalBoundary, Municipality, Shape
from tests.places.square_municipalities import NAMES, collection, make_municipalities, square, squares, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipalities():
    make_municipalities()


def everything():
    """Return all that an import writes."""
    return {
        "set": list(BoundarySet.objects.values_list("year", "is_approximate", "attribution", "file_name")),
        "areas": {pk: bytes(detail) for pk, detail in MunicipalBoundary.objects.values_list("pk", "detail")},
        "neighbours": sorted(
            Municipality.neighbours.through.objects.values_list("from_municipality", "to_municipality")
        ),
        "shapes": sorted(Shape.objects.values_list("layer", "key", "scale", "path", "tint")),
    }


def official(folder, **extra):
    return str(write(folder, collection(squares()) | extra))


def test_loads_borders_neighbours_and_drawings(tmp_path, capsys):
    call_command("import_boundaries", official(tmp_path))
    assert MunicipalBoundary.objects.count() == 9
    assert {other.code for other in Municipality.objects.get(code="005").neighbours.all()} == {
        "002",
        "004",
        "006",
        "008",
    }
    assert Shape.objects.filter(layer="municipality").count() == 18
    assert Shape.objects.get(layer="region", key="02", scale="country").members == ["007", "008", "009"]
    output = capsys.readouterr().out
    assert (
        "kunnat.geojson: 9 municipalities read (EPSG:3067, 2026), 9 borders changed, 12 pairs of neighbours" in output
    )
    assert BoundarySet.objects.get().credit() in output


def test_a_second_import_changes_nothing(tmp_path, capsys):
    call_command("import_boundaries", official(tmp_path))
    first = everything()
    call_command("import_boundaries", official(tmp_path))
    assert everything() == first
    assert "0 borders changed" in capsys.readouterr().out


def test_a_dry_run_reports_and_changes_nothing(tmp_path, capsys):
    before = everything()
    call_command("import_boundaries", official(tmp_path), "--dry-run")
    assert everything() == before
    output = capsys.readouterr().out
    assert "9 borders changed" in output
    assert "Dry run: nothing was changed." in output


@pytest.mark.parametrize(
    "data",
    [
        b"",
        collection({code: area for code, area in squares().items() if code != "009"}),
        collection(squares(), lambda code: {"maakunta": code[1:]}),
        collection(squares() | {"009": square(0, 0)}),
    ],
    ids=["empty", "one missing", "regions", "one over another"],
)
def test_a_wrong_file_changes_nothing(tmp_path, data):
    call_command("import_boundaries", official(tmp_path))
    before = everything()
    with pytest.raises(CommandError, match=r"^wrong\.geojson.*Nothing was changed\.$"):
        call_command("import_boundaries", str(write(tmp_path, data, "wrong.geojson")))
    assert everything() == before


def test_a_failure_while_drawing_changes_nothing(tmp_path, monkeypatch):
    call_command("import_boundaries", official(tmp_path))
    before = everything()
    monkeypatch.setattr("places.boundaries.geometry.draw_area", lambda area, scale: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("import_boundaries", official(tmp_path), year=2027)
    assert everything() == before


def test_asks_for_year_and_attribution_that_the_file_does_not_state(tmp_path):
    path = str(write(tmp_path, collection(squares(), lambda code: {"code": code, "name_fi": NAMES[code]})))
    with pytest.raises(CommandError, match="year"):
        call_command("import_boundaries", path)
    with pytest.raises(CommandError, match="attribution"):
        call_command("import_boundaries", path, year=2021)
    with pytest.raises(CommandError, match="attribution of 301 characters"):
        call_command("import_boundaries", path, year=2021, attribution="x" * 301)
    with pytest.raises(CommandError, match="--year 20266"):
        call_command("import_boundaries", path, year=20266)
    call_command("import_boundaries", path, year=2021, attribution="Maanmittauslaitos {year}")
    assert BoundarySet.objects.get().credit() == "Maanmittauslaitos 2021"


def test_without_municipalities_it_says_what_to_do_first(tmp_path):
    Municipality.objects.all().delete()
    with pytest.raises(CommandError, match="run load_places first"):
        call_command("import_boundaries", official(tmp_path))


def test_layers_of_the_apps_above_are_redrawn(tmp_path):
    call_command("import_boundaries", official(tmp_path))
    draw_layer("group", {"a": ["001", "002"], "b": ["002", "003"]})
    before = Shape.objects.get(layer="group", key="a", scale="detail")
    moved = squares() | {"001": square(0, 0).union(square(0, -1))}
    call_command("import_boundaries", str(write(tmp_path, collection(moved))))
    after = Shape.objects.get(layer="group", key="a", scale="detail")
    assert after.members == ["001", "002"]
    assert after.min_y < before.min_y


def test_official_borders_stay_when_the_shipped_ones_are_loaded_again(tmp_path):
    path = write(tmp_path, collection(squares()))
    assert load_approximate_boundaries(path).read == 9
    assert BoundarySet.objects.get().is_approximate
    call_command("import_boundaries", str(path))
    assert load_approximate_boundaries(path) is None
    assert not BoundarySet.objects.get().is_approximate


def test_a_municipality_that_changed_region_moves_on_the_map_of_regions(tmp_path):
    path = write(tmp_path, collection(squares()))
    call_command("import_boundaries", str(path))
    Municipality.objects.filter(code="006").update(region_id="02")
    load_approximate_boundaries(path)
    assert Shape.objects.get(layer="region", key="02", scale="country").members == ["006", "007", "008", "009"]


@pytest.mark.parametrize(("lacks", "option"), [("vuosi", "--year"), ("kunta", "--attribution")])
def test_what_the_file_does_not_state_names_the_option_that_does(tmp_path, lacks, option):
    data = collection(squares())
    for feature in data["features"]:
        properties = feature["properties"]
        if lacks == "kunta":  # not Statistics Finland's own: the code goes by another name
            properties["code"], properties["name_fi"] = properties.pop("kunta"), properties.pop("nimi")
        else:
            del properties[lacks]
    with pytest.raises(CommandError, match=option):
        call_command("import_boundaries", str(write(tmp_path, data)))
