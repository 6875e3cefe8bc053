"""Copies of one project in a file, near or far apart, change nothing when loaded again; what all take back goes."""

from datetime import date
from decimal import Decimal

import pytest

from projects.imports.merge.deferred import DeferredReductions
from projects.imports.rollback import undo
from projects.models import ImportRow, ImportRun, Project
from tests.factories import MunicipalityFactory
from tests.projects.imports.rows import counts, parsed, run_import

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2022, 11, 25), date(2024, 6, 13)
BATCH_SIZE, FAR, NEAR = 5, 7, 1  # rows that are imported at a time; rows between two copies


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    for module in ("runner", "finisher"):
        monkeypatch.setattr(f"projects.imports.{module}.BATCH_SIZE", BATCH_SIZE)


@pytest.fixture(params=[NEAR, FAR])
def between(request):
    """Rows of other projects that stand between two copies."""
    return [parsed(number=f"9{n}") for n in range(request.param)]


def project():
    """Return the project that the copies are of."""
    return Project.objects.get(number="1")


def everything():
    """Return what a load may change of the project, and when it was changed."""
    current, places = project(), project().places.values_list("municipality", flat=True)
    return current.ends, current.changed_at, sorted(places), ImportRow.objects.count()


@pytest.mark.parametrize("ends", [(EARLY, LATE), (LATE, EARLY)])
def test_of_two_ends_the_later_stands_and_a_second_load_changes_nothing(between, ends):
    first, second = (parsed(number="1", ends=end) for end in ends)
    run_import(first, *between, second)
    before = everything()
    assert before[0] == LATE
    report = run_import(first, *between, second)
    assert counts(report) == {"same": len(between) + 1, "copy": 1}
    assert (report.warnings, everything()) == ({}, before)


def test_places_that_only_one_copy_has_stay_at_a_second_load(between):
    for name in ("Rauma", "Eura", "Laitila"):
        MunicipalityFactory(name_fi=name)
    first, second = (parsed(number="1", place_names=names) for names in (["Rauma", "Eura"], ["Laitila"]))
    run_import(first, *between, second)
    before = everything()
    assert len(before[2]) == 3
    assert counts(run_import(first, *between, second)) == {"same": len(between) + 1, "copy": 1}
    assert everything() == before


def test_an_approximate_sum_of_one_copy_stays_so_at_a_second_load(between):
    first = parsed(number="1", granted=Decimal(100))
    second = parsed(number="1", money={"granted": {"eu_eur": Decimal(40)}}, is_money_approximate=True)
    run_import(first, *between, second)
    assert project().fundings.get().is_approximate
    assert counts(run_import(first, *between, second)) == {"same": len(between) + 1, "copy": 1}
    assert project().fundings.get().is_approximate


def test_an_end_that_all_copies_take_back_is_taken_back_and_reported_once(between):
    run_import(parsed(number="1", ends=EARLY), *between, parsed(number="1", ends=LATE))
    corrected = date(2023, 12, 31)
    report = run_import(parsed(number="1", ends=EARLY), *between, parsed(number="1", ends=corrected))
    assert counts(report) == {"changed": 1, "same": len(between), "copy": 1}
    assert (project().ends, report.rows) == (corrected, len(between) + 2)
    assert report.examples["changed"][0].changes == {"ends": (LATE, corrected)}
    undo(ImportRun.objects.get(pk=report.run))
    assert project().ends == LATE


def test_a_shortened_project_and_a_place_that_is_gone_are_changes():
    for name in ("Rauma", "Eura"):
        MunicipalityFactory(name_fi=name)
    run_import(parsed(number="1", ends=LATE, place_names=["Rauma", "Eura"]))
    report = run_import(parsed(number="1", ends=EARLY, place_names=["Eura"], applicant="Kylä ry"))
    assert counts(report) == {"changed": 1}
    assert [place.municipality.name_fi for place in project().places.all()] == ["Eura"]
    assert (project().ends, project().applicant) == (EARLY, "Kylä ry")


def test_a_row_that_conflicts_with_staff_and_takes_back_too_is_counted_once():
    run_import(parsed(number="1", ends=LATE, applicant="Kylä ry"))
    Project.objects.update(edited_fields=["applicant"])
    report = run_import(parsed(number="1", ends=EARLY, applicant="Muu ry"))
    assert counts(report) == {"conflict": 1}
    assert project().ends == EARLY


def test_an_end_that_would_come_before_a_start_further_down_is_left():
    run_import(parsed(number="1", ends=LATE))
    run_import(parsed(number="1", ends=EARLY), parsed(number="1", starts=date(2023, 5, 1)))
    assert (project().starts, project().ends) == (date(2023, 5, 1), LATE)


def test_no_more_waits_than_memory_allows(monkeypatch):
    monkeypatch.setattr("projects.imports.merge.deferred.MAX_DEFERRED", 3)
    sizes = []
    monkeypatch.setattr(DeferredReductions, "pop_all", _counting(sizes))
    rows = [parsed(number=str(n), ends=LATE) for n in range(12)]
    run_import(*rows)
    shortened = [parsed(number=str(n), ends=EARLY) for n in range(12)]
    assert counts(run_import(*shortened)) == {"changed": 12}
    assert sizes == [0, 5, 5, 2]
    assert set(Project.objects.values_list("ends", flat=True)) == {EARLY}


def _counting(sizes):
    """Return DeferredReductions.pop_all that also notes how much it takes."""
    pop_all = DeferredReductions.pop_all

    def counted(self):
        sizes.append(len(self))
        return pop_all(self)

    return counted
