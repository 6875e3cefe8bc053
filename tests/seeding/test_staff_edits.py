"""Loading again: the source is followed where staff has not edited, and what staff has edited stays and is reported."""

import pytest

from places.models import Municipality, PostalCode, Region
from tests.factories import RegionFactory
from tests.seeding.source_rows import load, municipality, postal_code, region

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing():
    load(region())
    report = load(region())
    assert (report.added, report.changed, report.removed, report.total) == (0, 0, 0, 1)
    assert report.differences == []


def test_a_field_that_nobody_edited_follows_the_source():
    load(region())
    assert load(region(iso="FI-99")).changed == 1
    assert Region.objects.get().iso == "FI-99"


def test_an_edited_field_stays_and_is_reported_each_time():
    load(region())
    Region.objects.update(name_fi="Oma nimi")
    for _run in range(2):
        report = load(region())
        assert report.changed == 0
        [difference] = report.differences
        assert "Oma nimi" in difference
        assert "name_fi" in difference
        assert "Maakunta 01" in difference
    assert Region.objects.get().name_fi == "Oma nimi"


def test_an_edited_field_stays_also_when_the_source_changes_it():
    load(region())
    Region.objects.update(name_fi="Oma nimi")
    for _run in range(2):  # the second time the ledger already holds the value of the source
        [difference] = load(region(name_fi="Uusi nimi")).differences
        assert "Uusi nimi" in difference
    assert Region.objects.get().name_fi == "Oma nimi"


def test_other_fields_of_an_edited_row_follow_the_source():
    load(region())
    Region.objects.update(name_fi="Oma nimi")
    load(region(iso="FI-99"))
    assert Region.objects.values_list("name_fi", "iso").get() == ("Oma nimi", "FI-99")


def test_an_edit_that_the_source_takes_over_is_no_edit_any_more():
    load(region())
    Region.objects.update(name_fi="Oma nimi")
    assert load(region(name_fi="Oma nimi")).differences == []
    load(region(name_fi="Kolmas nimi"))
    assert Region.objects.get().name_fi == "Kolmas nimi"


def test_an_empty_text_is_the_same_whether_a_form_or_a_loader_wrote_it():
    load(region(name_sv=""))
    Region.objects.update(name_sv=None)
    assert load(region(name_sv="")).differences == []
    load(region(name_sv="Landskap"))
    assert Region.objects.get().name_sv == "Landskap"


def test_a_field_that_is_new_in_the_source_is_filled_in():
    load(region())
    assert load(region(name_sv="Landskap")).changed == 1
    assert Region.objects.get().name_sv == "Landskap"


def test_a_field_that_staff_filled_in_before_the_source_stays():
    load(region())
    Region.objects.update(name_sv="Eget namn")
    [difference] = load(region(name_sv="Landskap")).differences
    assert "Eget namn" in difference
    assert Region.objects.get().name_sv == "Eget namn"


def test_a_deleted_row_is_not_brought_back_and_reported_once_a_run():
    load(region("01"), region("02"))
    Region.objects.get(code="02").delete()
    for _run in range(2):
        report = load(region("01"), region("02"))
        assert report.added == 0
        [difference] = report.differences
        assert "Maakunta 02 was deleted here" in difference
    assert Region.objects.count() == 1


def test_a_row_that_staff_added_is_left_alone():
    load(region("01"))
    RegionFactory(code="77", name_fi="Lisätty")
    assert load(region("01")).removed == 0
    assert Region.objects.filter(code="77").exists()


def test_a_row_that_staff_added_before_the_source_had_it_keeps_every_field():
    RegionFactory(code="77", name_fi="Lisätty", iso="FI-77", nuts3="FI1B1")
    report = load(region("77"))
    assert len(report.differences) == 2
    assert Region.objects.values_list("name_fi", "iso").get() == ("Lisätty", "FI-77")


def test_a_slug_stays_when_the_name_in_the_source_changes():
    load(region(slug="vanha", name_fi="Vanha"))
    load(region(slug="uusi", name_fi="Uusi"))
    assert Region.objects.values_list("slug", "name_fi").get() == ("vanha", "Uusi")


def test_edited_links_stay_and_unedited_ones_follow():
    RegionFactory(code="01")
    load(municipality("001"), municipality("002"), municipality("003"), model=Municipality)
    load(postal_code(["002"]), model=PostalCode)
    assert load(postal_code(["003", "002"]), model=PostalCode).changed == 1
    code = PostalCode.objects.get()
    assert {municipality.code for municipality in code.other_municipalities.all()} == {"002", "003"}
    code.other_municipalities.set(["003"])
    [difference] = load(postal_code(["002", "003"]), model=PostalCode).differences
    assert "other_municipalities" in difference
    assert [municipality.code for municipality in code.other_municipalities.all()] == ["003"]


def test_a_changed_reference_is_written():
    RegionFactory(code="01")
    RegionFactory(code="02")
    load(municipality("001"), model=Municipality)
    load(municipality("001", region_id="02"), model=Municipality)
    assert Municipality.objects.get().region_id == "02"
