"""Projects that a new file of their source no longer has are hidden; many of them at once stop the load."""

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.runner import TooMuchGoneError
from projects.models import ImportRow, ImportRun, Project
from projects.search.index import current_index
from tests.factories import ProjectSourceFactory
from tests.projects.imports.rows import counts, parsed, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def twenty():
    """Twenty projects of one source, as parsed_rows and in the database."""
    rows = [parsed(number=str(n)) for n in range(20)]
    run_import(*rows)
    return rows


def test_a_project_that_is_gone_is_hidden_and_comes_back_with_its_source(twenty):
    assert counts(run_import(*twenty[1:])) == {"same": 19, "gone": 1}
    hidden = Project.objects.get(number="0")
    assert not hidden.is_published
    assert hidden.pk not in current_index().everything
    assert counts(run_import(*twenty)) == {"same": 19, "changed": 1}
    assert hidden.pk in current_index().everything


def test_more_than_a_tenth_gone_refuses_and_changes_nothing(twenty):
    with pytest.raises(TooMuchGoneError, match=r"\b20\b.*\b3\b|\b3\b.*\b20\b"):
        run_import(*twenty[3:])
    assert Project.objects.filter(is_published=True).count() == 20
    assert ImportRun.objects.count() == 1
    assert counts(run_import(*twenty[3:], force=True)) == {"same": 17, "gone": 3}


def test_a_dry_run_reports_how_many_would_go(twenty):
    report = run_import(*twenty[3:], dry_run=True)
    assert (report.counts["gone"], report.is_too_much_gone) == (3, True)
    assert Project.objects.filter(is_published=True).count() == 20


def test_a_part_of_a_source_hides_nothing(twenty):
    assert counts(run_import(twenty[0], partial=True)) == {"same": 1}


def test_a_row_that_is_rejected_is_not_gone(twenty):
    twenty[0].problems = ["rikki"]
    assert counts(run_import(*twenty)) == {"same": 19, "rejected": 1}
    assert Project.objects.filter(is_published=True).count() == 20


def test_another_source_is_left_alone(twenty):
    run_import(parsed(source_key="a"), source=ProjectSourceFactory(code="other"))
    assert Project.objects.filter(is_published=True).count() == 21


def test_a_person_now_among_the_applicants_is_hidden_and_nothing_of_the_row_is_kept(twenty):
    person = parsed(number="0", raw={}, is_person=True, problems=["henkilö"])
    run_import(person, *twenty[1:])
    assert not Project.objects.get(number="0").is_published
    assert ImportRow.objects.get(outcome="rejected").raw == {}


def test_a_file_without_rows_is_refused():
    with pytest.raises(ImportFileError):
        run_import()
