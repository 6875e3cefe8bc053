"""What the source no longer has: removed when staff has no hand in it, and never much of it at once unasked."""

from datetime import date

import pytest
from django.db import transaction

from places.models import Municipality, PostalCode, Region
from seeding.errors import SourceError
from seeding.loader import Loader
from seeding.models import LoadedRow
from tests.factories import MunicipalityFactory
from tests.seeding.source_rows import load, municipality, postal_code, region

pytestmark = pytest.mark.django_db
TEN = [region(f"{number:02}") for number in range(10, 20)]


@transaction.atomic
def load_all(regions, municipalities, codes, force=True):
    loader = Loader(force)
    loader.load(Region, [{"slug": row["code"], **row} for row in regions], key=["code"], set_once=["slug"])
    loader.load(Municipality, municipalities, key=["code"], set_once=["slug"])
    loader.load(PostalCode, codes, key=["code"])
    return loader.finish()


def test_a_tenth_is_removed():
    load(*TEN)
    assert load(*TEN[1:]).removed == 1
    assert not Region.objects.filter(code="10").exists()


def test_more_than_a_tenth_is_refused():
    load(*TEN)
    with pytest.raises(SourceError, match=r"2 of 10 rows are missing from the source; use --force"):
        load(*TEN[2:])


def test_more_than_a_tenth_is_removed_when_that_is_meant():
    load(*TEN)
    assert load(*TEN[2:], force=True).removed == 2
    assert Region.objects.count() == 8


def test_a_source_without_rows_is_refused_too():
    load(*TEN)
    with pytest.raises(SourceError, match="10 of 10"):
        load()


def test_what_staff_deleted_before_does_not_count_as_loss():
    load(*TEN)
    Region.objects.filter(code__in=["10", "11"]).delete()
    assert load(*TEN[2:]).removed == 0


@pytest.mark.parametrize("edit", [{"iso": "FI-77"}, {"checked_on": "2026-01-31"}])
def test_an_edited_row_stays_and_is_reported_also_when_the_edited_field_is_not_of_the_source(edit):
    load(*TEN)
    Region.objects.filter(code="10").update(**edit)
    report = load(*TEN[1:])
    assert report.removed == 0
    assert "no longer in the source, but edited here" in report.differences[0]
    assert Region.objects.filter(code="10").exists()


def test_edited_links_keep_a_row_also_when_the_source_has_no_rows():
    load_all([region()], [municipality("001"), municipality("002")], [postal_code(["002"])])
    PostalCode.objects.get().other_municipalities.clear()
    assert load_all([region()], [municipality("001"), municipality("002")], [])[2].removed == 0
    PostalCode.objects.all().delete()


def test_unedited_links_do_not_keep_a_row_when_the_source_has_no_rows():
    load_all([region()], [municipality("001"), municipality("002")], [postal_code(["002"])])
    assert load_all([region()], [municipality("001"), municipality("002")], [])[2].removed == 1


def test_a_row_can_go_when_the_rows_that_named_it_name_another_now():
    load_all([region()], [municipality("001"), municipality("002")], [postal_code([])])
    code = postal_code([]) | {"municipality_id": "002"}
    assert load_all([region()], [municipality("002")], [code])[1].removed == 1
    assert PostalCode.objects.get().municipality_id == "002"


def test_a_row_that_is_still_referred_to_is_refused_by_name():
    load_all([region()], [municipality("001")], [])
    MunicipalityFactory(code="777", name_fi="Lisätty", region=Region.objects.get())
    with pytest.raises(SourceError, match=r"Maakunta 01 is no longer in the source, but is still needed by: .*Lisätty"):
        load_all([], [], [])


def test_a_region_goes_with_its_municipality_and_the_one_that_joined_it():
    joined = municipality("002", valid_to=date(2009, 12, 31), successor_id="001")
    load_all([region()], [municipality("001", successor_id=None), joined], [])
    assert [report.removed for report in load_all([], [], [])] == [1, 2, 0]


def test_the_ledger_forgets_what_the_source_no_longer_has():
    load(*TEN)
    load(*TEN[1:])
    assert not LoadedRow.objects.filter(model="places.Region", key="10").exists()
