"""A load can be undone: what it made goes, what it changed is as it was, what it hid is back; staff's work stays."""

from datetime import date
from decimal import Decimal

import pytest

from projects.imports.rollback import TooMuchUndoneError, UndoError, estimate, undo
from projects.models import ImportRun, Project
from projects.search.index import current_index
from tests.factories import MunicipalityFactory, ProjectSourceFactory
from tests.projects.imports.rows import only_project, parsed, run_import

pytestmark = pytest.mark.django_db


def run_of(report):
    """Return the ImportRun that a Report is of."""
    return ImportRun.objects.get(pk=report.run)


def state():
    """Return all that a load may change of every project."""
    columns = ["number", "title_fi", "title_key", "ends", "ends_precision", "public_funding_eur", "is_published"]
    related = ["places__municipality", "places__name_in_source", "fundings__stage", "fundings__public_eur", "partners"]
    return sorted(Project.objects.values_list(*columns, *related), key=str)


def test_new_projects_go():
    undone = undo(run_of(run_import(parsed(number="1", granted=Decimal(5)), parsed(number="2"))), force=True)
    assert undone.counts["deleted"] == 2
    assert not Project.objects.exists()
    assert not current_index().everything


def test_changed_projects_are_as_they_were_and_hidden_ones_are_back():
    MunicipalityFactory(name_fi="Rauma")
    MunicipalityFactory(name_fi="Eura")
    rows = [
        parsed(number=str(n), granted=Decimal(100), place_names=["Rauma"], ends=date(2020, 1, 1)) for n in range(20)
    ]
    run_import(*rows)
    before = state()
    changed = parsed(
        number="0", title="Uusi nimi", granted=Decimal(200), paid=Decimal(3), financial_year=2024,
        place_names=["Eura"], ends=date(2021, 1, 1),
    )  # fmt: skip
    report = run_import(changed, parsed(number="0", titles={"sv": "Nytt namn"}), *rows[2:])
    assert state() != before
    undo(run_of(report))
    assert state() == before
    assert len(current_index().everything) == 20
    assert not Project.objects.exclude(title_sv="").exclude(title_sv=None).exists()


def test_two_rows_about_one_project_are_undone_the_last_one_first():
    run_import(parsed(number="1", ends=date(2020, 1, 1)))
    before = state()
    report = run_import(parsed(number="1", ends=date(2021, 1, 1)), parsed(number="1", ends=date(2022, 1, 1)))
    assert only_project().ends == date(2022, 1, 1)
    result = undo(run_of(report))
    assert (state(), result.exceptions) == (before, [])


def test_what_staff_has_changed_since_stays_and_is_reported():
    run_import(parsed(number="1", title="Laavu", applicant="Kylä ry"))
    report = run_import(parsed(number="1", title="Uusi laavu", applicant="Kyläyhdistys ry"))
    Project.objects.update(title_fi="Metsäojan laavu", edited_fields=["title_fi"])
    undone = undo(run_of(report))
    assert (only_project().title_fi, only_project().applicant) == ("Metsäojan laavu", "Kylä ry")
    assert any("Metsäojan laavu" in text for text in undone.exceptions)


def test_a_new_project_that_staff_has_worked_on_stays():
    report = run_import(parsed(number="1"), parsed(number="2"))
    Project.objects.filter(number="1").update(edited_fields=["summary_fi"])
    undone = undo(run_of(report), force=True)
    assert only_project().number == "1"
    assert len(undone.exceptions) == 1


def test_days_that_no_longer_fit_together_stay():
    run_import(parsed(number="1", starts=date(2020, 1, 1), ends=date(2020, 12, 31)))
    report = run_import(parsed(number="1", starts=date(2022, 1, 1), ends=date(2022, 12, 31)))
    Project.objects.update(starts=date(2021, 6, 1), edited_fields=["starts"])
    assert undo(run_of(report)).exceptions
    assert (only_project().starts, only_project().ends) == (date(2021, 6, 1), date(2022, 12, 31))


def test_a_theme_project_and_its_parts_go_together():
    report = run_import(parsed(number="1", parent_number="2"), parsed(number="2", kind="theme"))
    undo(run_of(report), force=True)
    assert not Project.objects.exists()


def test_only_the_newest_load_of_a_source_can_be_undone():
    first = run_of(run_import(parsed(number="1")))
    second = run_of(run_import(parsed(number="1", applicant="Kylä ry")))
    with pytest.raises(UndoError, match=str(second.pk)):
        undo(first)
    undo(second)
    undo(first, force=True)
    with pytest.raises(UndoError):
        undo(first)


def test_a_load_that_another_source_has_built_on_waits():
    first = run_of(run_import(parsed(number="1")))
    run_import(parsed(number="1", granted=Decimal(5)), source=ProjectSourceFactory(code="table"))
    with pytest.raises(UndoError):
        undo(first)


def test_deleting_more_than_a_tenth_of_a_source_must_be_meant():
    rows = [parsed(number=str(n)) for n in range(20)]
    run_import(*rows[:17])
    run = run_of(run_import(*rows))
    assert tuple(estimate(run)) == (3, 0, 20)
    with pytest.raises(TooMuchUndoneError, match=r"3.*20"):
        undo(run)
    assert Project.objects.count() == 20
    undo(run, force=True)
    assert Project.objects.count() == 17


def test_deleting_a_tenth_needs_no_second_word():
    rows = [parsed(number=str(n)) for n in range(20)]
    run_import(*rows[:18])
    undo(run_of(run_import(*rows)))
    assert Project.objects.count() == 18


def test_what_would_be_put_back_is_counted_and_not_what_is_gone_already():
    run_import(*(parsed(number=str(n)) for n in range(20)))
    changed = [parsed(number=str(n), applicant="Kylä ry") for n in range(19)]
    run = run_of(run_import(*changed, parsed(number="20")))  # and the twentieth is hidden
    assert tuple(estimate(run)) == (1, 20, 20)
    Project.objects.get(number="3").delete()
    assert tuple(estimate(run)) == (1, 19, 19)
