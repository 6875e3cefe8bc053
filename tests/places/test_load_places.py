"""load_places brings the tables into line with the files, or changes nothing at all."""

import re

import pytest
from django.core.management import CommandError, call_command

from groups.models import AreaMembership
from places import seed
from places.models import MunicipalBoundary, Municipality, PostalCode, Region, Shape
from seeding.models import LoadedRow
from tests.factories import AreaMembershipFactory, MunicipalityFactory
from tests.seeding.data_folders import append, change, contents, without_lines

from .small_country import make_folder

pytestmark = pytest.mark.django_db

MUNICIPALITIES, POSTAL_CODES = "municipalities.csv", "postal_codes.csv"
BORDERS = "boundaries/municipalities_approx.geojson"


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


def load(folder, **options):
    call_command("load_places", folder=folder, **options)


def refuse(folder, message, **options):
    """Assert that loading fails with this message and changes nothing."""
    before = contents()
    with pytest.raises(CommandError, match=f"^{re.escape(message)}.*Nothing was changed.$"):
        load(folder, **options)
    assert contents() == before


def test_loads_places_names_borders_and_search_entries(folder, capsys):
    load(folder)
    assert "9 read, 9 new, 0 changed, 0 removed" in capsys.readouterr().out
    loaded = contents()
    assert len(loaded["places.Region"]) == 2
    assert len(loaded["places.PostalCode"]) == len(loaded["places.MunicipalBoundary"]) == 9
    assert loaded["places.FindableName"]
    assert loaded["places.Shape"]
    assert loaded["search.SearchEntry"]


def test_a_second_run_changes_nothing(folder, capsys):
    load(folder)
    before = contents()
    capsys.readouterr()
    load(folder)
    assert contents() == before
    assert capsys.readouterr().out.count(" 0 new, 0 changed, 0 removed") == 3


def test_a_dry_run_reports_what_would_change_and_changes_nothing(folder, capsys):
    load(folder)
    before = contents()
    change(folder, "regions.csv", "Sydlän", "Söderlän")
    capsys.readouterr()
    load(folder, dry_run=True)
    assert contents() == before
    output = capsys.readouterr().out
    assert "2 read, 0 new, 1 changed, 0 removed" in output
    assert "Dry run: nothing was changed." in output


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("regions.csv", "01,Etelälä", "1,Etelälä", "regions.csv, line 2: code must be 2 digits, not '1'"),
        ("regions.csv", "02,Pohjola", "01,Pohjola", "regions.csv, line 3: 01 stands already in line 2"),
        ("regions.csv", "nuts3", "nuts", "regions.csv, line 1: the header lacks nuts3"),
        ("regions.csv", "Pohjola", "", "regions.csv, line 3: name_fi is empty"),
        (MUNICIPALITIES, "002,Kunta 2", "02,Kunta 2", "municipalities.csv, line 3: code must be 3 digits, not '02'"),
        (MUNICIPALITIES, "Kommun 002,01", "Kommun 002,99", "municipalities.csv, line 3: region_code must be one of"),
        (MUNICIPALITIES, ",62.1", ",52.1", "municipalities.csv, line 2: lat must lie between 59 and 71, not '52.1'"),
        (MUNICIPALITIES, ",25.2", ",", "municipalities.csv, line 2: lon is empty"),
        (MUNICIPALITIES, ",1000,", ",0,", "municipalities.csv, line 2: population must be a whole number above 0"),
        (MUNICIPALITIES, "finnish", "latin", "municipalities.csv, line 2: language_status must be one of"),
        (MUNICIPALITIES, ",,,,,,,", ",,2020-13-01,002,,,,", "municipalities.csv, line 2: valid_to must be a day"),
        (MUNICIPALITIES, ",,,,,,,", ",,2020-12-31,,,,,", "municipalities.csv, line 2: valid_to and successor_code go"),
        (MUNICIPALITIES, ",,,,,,,", ",,2020-12-31,001,,,,", "municipalities.csv, line 2: successor_code 001 is not"),
        (MUNICIPALITIES, ",,,,,,,", ",,,,99,,,", "municipalities.csv, line 2: previous_region_code must be one of"),
        (MUNICIPALITIES, ",,,,,,,", ",,,,,,", "municipalities.csv, line 2: 15 cells where the header has 16"),
        (POSTAL_CODES, "00010,", "0010,", "postal_codes.csv, line 2: postal_code must be 5 digits, not '0010'"),
        (POSTAL_CODES, ",001,,", ",777,,", "postal_codes.csv, line 2: municipality_code must be one of"),
        (POSTAL_CODES, ",001,,", ",001,777,", "postal_codes.csv, line 2: other_municipality_codes: 777 is no"),
        (POSTAL_CODES, "2020-01-01,,", "2020-01-01,52.1,25", "postal_codes.csv, line 2: lat must lie between"),
        (POSTAL_CODES, "2020-01-01,,\n", "2020-01-01,,,\n", "postal_codes.csv, line 2: 10 cells where the header has"),
        (BORDERS, '"001"', '"777"', "municipalities_approx.geojson: not municipalities of today: 777 Kunta 1"),
        (BORDERS, "FeatureCollection", "Feature", "municipalities_approx.geojson: not a GeoJSON FeatureCollection"),
    ],
)
def test_a_fault_names_file_and_line_and_leaves_nothing_half_done(folder, file, old, new, message):
    change(folder, file, old, new)
    refuse(folder, message)


@pytest.mark.parametrize("file", ["regions.csv", MUNICIPALITIES, POSTAL_CODES, BORDERS])
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    refuse(folder, f"{file.split('/')[-1]}: can't be read: No such file")


def test_a_missing_folder_is_named(tmp_path):
    refuse(tmp_path / "nowhere", "regions.csv: can't be read: No such file")


@pytest.mark.parametrize("step", ["load_approximate_boundaries", "rebuild_place_names", "index_places"])
def test_a_fault_in_a_later_step_leaves_nothing_half_done(folder, monkeypatch, step):
    load(folder)
    change(folder, MUNICIPALITIES, "Kommun 001", "Kommun ett")
    before = contents()

    def fail(*args):
        raise RuntimeError(step)

    monkeypatch.setattr(seed, step, fail)
    with pytest.raises(RuntimeError, match=step):
        load(folder)
    assert contents() == before


def test_more_than_a_tenth_goes_only_with_force(folder):
    load(folder)
    without_lines(folder, POSTAL_CODES, "Paikka 001")
    refuse(folder, "postinumerot: 1 of 9 rows are missing from the source")
    load(folder, force=True)
    assert PostalCode.objects.count() == 8


def test_addresses_stay_when_names_change(folder):
    load(folder)
    change(folder, MUNICIPALITIES, "Kunta 2", "Uusi kunta")
    change(folder, "regions.csv", "Pohjola", "Uusi pohjola")
    load(folder)
    assert Municipality.objects.values_list("name_fi", "slug").get(code="002") == ("Uusi kunta", "kunta-2")
    assert Region.objects.values_list("name_fi", "slug").get(code="02") == ("Uusi pohjola", "pohjola")


def test_a_municipality_that_is_dissolved_keeps_its_area_rows(folder):
    load(folder)
    area = AreaMembershipFactory(municipality=Municipality.objects.get(code="002"))
    dissolve_in_source(folder)
    load(folder)
    assert Municipality.objects.get(code="002").successor_id == "001"
    assert AreaMembership.objects.filter(pk=area.pk).exists()
    assert MunicipalBoundary.objects.count() == 8


def test_borders_that_still_hold_a_dissolved_municipality_are_refused(folder):
    load(folder)
    borders = (folder / BORDERS).read_text()
    dissolve_in_source(folder)
    (folder / BORDERS).write_text(borders)
    refuse(folder, "municipalities_approx.geojson: not municipalities of today: 002 Kunta 2")


def test_a_municipality_that_goes_while_an_area_needs_it_is_refused(folder):
    load(folder)
    AreaMembershipFactory(municipality=Municipality.objects.get(code="002"), group__name_fi="Leader Koe")
    without_lines(folder, MUNICIPALITIES, "Kunta 2")
    change(folder, POSTAL_CODES, ",002,", ",001,")
    message = "kunnat: Kunta 2 is no longer in the source, but is still needed by: alueen kunta Leader Koe: Kunta 2"
    refuse(folder, message, force=True)


def test_a_merger_entered_by_staff_keeps_the_borders_and_loads_the_rest(folder, capsys):
    load(folder)
    PostalCode.objects.filter(municipality="002").update(municipality="001")
    Municipality.objects.filter(code="002").update(valid_to="2026-12-31", successor="001")
    shapes = set(Shape.objects.values_list("layer", "key"))
    change(folder, "regions.csv", "Sydlän", "Söderlän")
    load(folder)
    assert Region.objects.get(code="01").name_sv == "Söderlän"
    assert set(Shape.objects.values_list("layer", "key")) == shapes
    assert "the borders stay as they are" in capsys.readouterr().out


def test_a_municipality_that_staff_added_or_deleted_does_not_stop_a_load(folder):
    change(folder, POSTAL_CODES, "Ort 001,001,", "Ort 001,001,002")
    load(folder)
    MunicipalityFactory(code="777", slug="lisatty", region=Region.objects.get(code="01"))
    PostalCode.objects.filter(municipality="002").delete()
    Municipality.objects.get(code="002").delete()
    append(folder, POSTAL_CODES, "00999,Uusi,Ny,001,002,regular,2026-01-01,,")
    append(folder, POSTAL_CODES, "00998,Uusi,Ny,002,,regular,2026-01-01,,")
    load(folder)
    assert Municipality.objects.filter(code="777").exists()
    assert not Municipality.objects.filter(code="002").exists()
    assert PostalCode.objects.get(code="00999").other_municipalities.count() == 0
    assert not PostalCode.objects.filter(code="00998").exists()


def test_what_staff_edited_is_listed(folder, capsys):
    load(folder)
    Municipality.objects.filter(code="003").update(name_sv="Eget namn")
    load(folder)
    output = capsys.readouterr().out
    assert "kept as edited: kunnat: Kunta 3 (name_sv): here 'Eget namn', in the source 'Kommun 003'" in output
    assert LoadedRow.objects.get(model="places.Municipality", key="003").values["name_sv"] == "Kommun 003"


def dissolve_in_source(folder):
    """Let municipality 002 join 001, which takes over its area and its postal code."""
    change(
        folder,
        MUNICIPALITIES,
        "Kommun 002,01,1000,2022,finnish,62.1,25.2,,,,",
        "Kommun 002,01,1000,2022,finnish,62.1,25.2,,2026-12-31,001,",
    )
    change(folder, POSTAL_CODES, ",002,", ",001,")
    change(folder, BORDERS, '"002"', '"001"')
    change(folder, BORDERS, '"Kunta 2"', '"Kunta 1"')
