"""A row that doesn't fit its table is refused on every database alike, and named."""

import pytest

from places.models import Municipality, Region
from seeding.errors import SourceError
from tests.seeding.source_rows import load, municipality, region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (region(name_fi="x" * 101), r"01 \(name_fi\)"),
        (region(iso=None), r"01 \(iso\)"),
        (region(iso=""), r"01 \(iso\)"),
        (region(name_fi=5), r"01 \(name_fi\): not 5 but '5'"),
        (region(checked_on="tomorrow"), r"01 \(checked_on\)"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(row, message):
    with pytest.raises(SourceError, match=message):
        load(row)
    assert not Region.objects.exists()


def test_a_changed_value_must_fit_too():
    load(region())
    with pytest.raises(SourceError, match=r"01 \(name_fi\)"):
        load(region(name_fi="x" * 101))


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(SourceError, match="01 stands twice in the source"):
        load(region(), region())


def test_a_slug_that_stands_twice_is_refused():
    with pytest.raises(SourceError, match="the database refuses a row"):
        load(region("01", slug="sama"), region("02", slug="sama"))


def test_a_reference_to_nothing_is_refused():
    with pytest.raises(SourceError, match="the database refuses a row"):
        load(municipality("001", region_id="99"), model=Municipality)
