"""Which rows are one project: by number, else by source and its own id, never by title; and what then changes."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import ImportRow, Project
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectSourceFactory
from tests.projects.imports.rows import counts, only_project, parsed, run_import

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_changes_nothing():
    rows = [
        parsed(number="1", granted=Decimal("10.50"), starts=date(2020, 8, 1)),
        parsed(title="Laavu", applicant="Kylä ry"),
    ]
    run_import(*rows)
    before = list(Project.objects.values_list("pk", "changed_at", "title_fi"))
    assert counts(run_import(*rows)) == {"same": 2}
    assert list(Project.objects.values_list("pk", "changed_at", "title_fi")) == before
    assert ImportRow.objects.count() == 2  # those of the first load


def test_the_same_title_many_times_is_many_projects():
    rows = [parsed(title="Kylätalon kehittäminen", applicant=f"Kylä {n} ry") for n in range(3)]
    assert counts(run_import(*rows)) == {"new": 3}


def test_a_title_alone_identifies_nothing_and_is_rejected():
    report = run_import(parsed(title="Kylätalon kehittäminen"))
    assert counts(report) == {"rejected": 1}


def test_two_sources_may_use_the_same_id():
    run_import(parsed(source_key="7"))
    assert counts(run_import(parsed(source_key="7"), source=ProjectSourceFactory(code="other"))) == {"new": 1}


def test_an_id_of_the_source_goes_before_applicant_and_title():
    run_import(parsed(source_key="7", applicant="Kylä ry"))
    assert counts(run_import(parsed(source_key="7", title="Toinen nimi", applicant="Muu ry"))) == {"changed": 1}


@pytest.mark.parametrize("days", [-1, 1])
def test_a_shift_of_one_day_is_no_change(days):
    run_import(parsed(number="183735", starts=date(2021, 12, 9), ends=date(2022, 11, 25)))
    moved = parsed(number="183735", starts=date(2021, 12, 9 + days), ends=date(2022, 11, 25 + days))
    assert counts(run_import(moved)) == {"same": 1}
    assert only_project().starts == date(2021, 12, 9)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_shift_of_two_days_is_a_change(days):
    run_import(parsed(number="183735", starts=date(2021, 12, 9), ends=date(2022, 11, 25)))
    start, end = date(2021, 12, 9 + days), date(2022, 11, 25 + days)
    run_import(parsed(number="183735", starts=start, ends=end))
    assert (only_project().starts, only_project().ends) == (start, end)


def test_a_start_shifted_by_a_day_is_the_same_project_without_a_number():
    run_import(parsed(applicant="Kylä ry", starts=date(2019, 6, 1)))
    assert counts(run_import(parsed(applicant="Kylä ry", starts=date(2019, 5, 31)))) == {"same": 1}


def test_an_extended_end_is_an_update():
    run_import(parsed(number="183735", ends=date(2022, 11, 25)))
    report = run_import(parsed(number="183735", ends=date(2023, 3, 23)))
    assert counts(report) == {"changed": 1}
    assert only_project().ends == date(2023, 3, 23)
    assert ImportRow.objects.get(outcome="changed").changes == {"ends": ["2022-11-25", "2023-03-23"]}


def test_a_year_alone_does_not_blur_a_known_day():
    run_import(parsed(number="1", starts=date(2020, 5, 4)))
    assert counts(run_import(parsed(number="1", starts=date(2020, 1, 1), starts_precision="year"))) == {"same": 1}
    assert counts(run_import(parsed(number="1", starts=date(2020, 5, 9)))) == {"changed": 1}


def test_an_empty_cell_erases_nothing():
    place = MunicipalityFactory(name_fi="Rauma")
    run_import(
        parsed(number="1", applicant="Kylä ry", granted=Decimal(5), place_names=["Rauma"], ends=date(2022, 1, 1))
    )
    assert counts(run_import(parsed(number="1"))) == {"same": 1}
    project = only_project()
    assert (project.applicant, project.public_funding_eur, project.ends) == ("Kylä ry", Decimal(5), date(2022, 1, 1))
    assert project.places.get().municipality == place


def test_a_theme_project_stays_one_when_a_file_says_nothing_of_it():
    run_import(parsed(number="1", kind="theme"))
    assert counts(run_import(parsed(number="1", kind="project"))) == {"same": 1}


def test_a_number_stated_later_is_given_to_the_existing_project():
    run_import(parsed(applicant="Kylä ry", starts=date(2020, 1, 1)))
    report = run_import(parsed(number="48208", applicant="Kylä ry", starts=date(2020, 1, 1)))
    assert counts(report) == {"changed": 1}
    assert only_project().number == "48208"


def test_language_copies_in_one_file_become_one_project():
    finnish = parsed(number="1", title="Kylätalon katto", source_state="Päättynyt")
    swedish = parsed(
        number="1", titles={"sv": "Byagårdens tak"}, summaries={"sv": "Taket förnyas."}, source_state="Avslutat"
    )
    assert counts(run_import(finnish, swedish)) == {"new": 1, "copy": 1}
    project = only_project()
    assert (project.title_fi, project.title_sv, project.summary_sv) == (
        "Kylätalon katto",
        "Byagårdens tak",
        "Taket förnyas.",
    )
    assert counts(run_import(finnish, swedish)) == {"same": 1, "copy": 1}
    assert ImportRow.objects.count() == 2


def test_copies_far_apart_in_a_long_file_become_one_project():
    others = [parsed(number=str(n)) for n in range(10, 2100)]
    report = run_import(parsed(number="1"), *others, parsed(number="1", titles={"sv": "Byagård"}))
    assert counts(report) == {"new": 2091, "copy": 1}
    assert Project.objects.get(number="1").title_sv == "Byagård"


def test_of_two_copies_the_later_end_stands():
    old, new = parsed(number="1", ends=date(2021, 12, 31)), parsed(number="1", ends=date(2024, 6, 13))
    run_import(old, new)
    assert only_project().ends == date(2024, 6, 13)


def test_copies_that_contradict_each_other_are_reported_and_the_first_stands():
    report = run_import(parsed(number="1", granted=Decimal(100)), parsed(number="1", granted=Decimal(900)))
    assert only_project().public_funding_eur == 100
    assert any("900" in remark for remark in report.warnings)


def test_a_number_that_stands_for_another_project_too_is_rejected():
    rows = [
        parsed(number="1", title="Laavu", applicant="Kylä ry"),
        parsed(number="1", title="Silta", applicant="Toinen ry"),
    ]
    report = run_import(*rows)
    assert counts(report) == {"new": 1, "rejected": 1}
    assert "Laavu" in report.examples["rejected"][0].notes[0]


def test_payments_of_several_years_are_rows_of_one_project():
    rows = [parsed(applicant="Kylä ry", paid=Decimal(n), financial_year=2020 + n) for n in (1, 2, 3)]
    run_import(*rows)
    paid = only_project().fundings.values_list("financial_year", "public_eur")
    assert list(paid) == [(2021, 1), (2022, 2), (2023, 3)]
    assert only_project().public_funding_eur is None  # a payment is no grant


def test_another_source_only_adds_what_is_missing():
    run_import(parsed(number="1", title="Laavu", applicant="Kylä ry"))
    table = parsed(number="1", title="Laavun rakentaminen", applicant="Kylä ry", granted=Decimal(500))
    report = run_import(table, source=ProjectSourceFactory(code="table"))
    project = only_project()
    assert (project.title_fi, project.public_funding_eur, project.source.code) == ("Laavu", 500, "register")
    assert any("Laavun rakentaminen" in remark for remark in report.warnings)


def test_groups_and_partners_of_a_row_are_kept():
    first, second = LeaderGroupFactory(name_fi="Leader Yksi"), LeaderGroupFactory(name_fi="Leader Kaksi")
    row = parsed(number="1", group_name="Leader Yksi", partner_names=["Leader Kaksi", "Leader Yksi"])
    run_import(row)
    assert (only_project().group, list(only_project().partners.all())) == (first, [second])
    assert counts(run_import(row)) == {"same": 1}
