"""What staff has edited in the admin is never overwritten by a load; the difference is listed."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import ImportRow, Project
from tests.factories import MunicipalityFactory
from tests.projects.imports.rows import counts, only_project, parsed, run_import

pytestmark = pytest.mark.django_db


def edit(*fields, **values):
    """Change the one project as the admin does."""
    project = only_project()
    for name, value in values.items():
        setattr(project, name, value)
    project.edited_fields = list(fields or values)
    project.save()


def test_an_edited_field_stays_and_the_conflict_is_listed():
    run_import(parsed(number="1", title="Laavu", applicant="Kylä ry"))
    edit(title_fi="Metsäojan laavu")
    report = run_import(parsed(number="1", title="LAAVU", applicant="Kyläyhdistys ry"))
    assert counts(report) == {"conflict": 1}
    project = only_project()
    assert (project.title_fi, project.applicant) == ("Metsäojan laavu", "Kyläyhdistys ry")
    row = ImportRow.objects.get(outcome="conflict")
    assert "LAAVU" in row.notes[0]
    assert list(row.changes) == ["applicant"]


def test_a_file_that_agrees_with_the_edit_is_no_conflict():
    run_import(parsed(number="1", title="Laavu"))
    edit(title_fi="Metsäojan laavu")
    assert counts(run_import(parsed(number="1", title="Metsäojan laavu"))) == {"same": 1}


def test_edited_money_places_and_days_stay():
    MunicipalityFactory(name_fi="Rauma")
    run_import(parsed(number="1", granted=Decimal(100), ends=date(2022, 1, 1)))
    edit("fundings", "places", "ends_precision")
    report = run_import(parsed(number="1", granted=Decimal(200), place_names=["Rauma"], ends=date(2023, 1, 1)))
    assert counts(report) == {"conflict": 1}
    project = only_project()
    assert (project.public_funding_eur, project.ends, project.places.count()) == (100, date(2022, 1, 1), 0)
    assert len(ImportRow.objects.get(outcome="conflict").notes) == 3


def test_a_project_that_staff_has_hidden_stays_hidden():
    run_import(parsed(number="1"))
    edit(is_published=False)
    assert counts(run_import(parsed(number="1"))) == {"same": 1}
    assert not only_project().is_published


def test_a_project_that_staff_keeps_published_is_not_hidden_when_its_source_drops_it():
    run_import(parsed(number="1"), parsed(number="2"))
    Project.objects.filter(number="1").update(edited_fields=["is_published"])
    run_import(parsed(number="2"), force=True)
    assert Project.objects.get(number="1").is_published
