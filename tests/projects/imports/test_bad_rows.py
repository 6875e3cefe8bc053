"""What cannot be loaded is rejected by line with a reason; the rest is loaded, and a failure loads nothing."""

from datetime import date
from decimal import Decimal

import pytest

from projects.imports.errors import ImportFileError
from projects.models import ImportRow, ImportRun, Project
from tests.projects.imports.rows import counts, only_project, parsed, run_import, run_import_of_stream

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"starts": date(2022, 1, 1), "ends": date(2021, 1, 1)},
        {"granted": Decimal(-5)},
        {"granted": Decimal("NaN")},
        {"granted": Decimal("1e30")},
        {"title": "a" * 301},
        {"title": ""},
        {"applicant": "a" * 201},
        {"number": "1" * 41},
        {"source": "atlantis"},
        {"title": "NUL \0"},
        {"title": "half a letter \ud83d"},
        {"problems": ["the reader says so"]},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_bad_row_is_rejected_by_line_and_the_others_are_loaded(fields):
    report = run_import(parsed(number="1"), parsed(**{"number": "2", **fields}), parsed(number="3"))
    assert counts(report) == {"new": 2, "rejected": 1}
    row = ImportRow.objects.get(outcome="rejected")
    assert (row.line, bool(row.notes)) == (3, True)
    assert Project.objects.count() == 2


def test_a_new_end_before_the_known_start_is_rejected():
    run_import(parsed(number="1", starts=date(2022, 1, 1)))
    assert counts(run_import(parsed(number="1", ends=date(2021, 1, 1)))) == {"rejected": 1}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.example", "https://a.example/" + "x" * 1000])
def test_what_is_no_web_address_is_left_out_with_a_warning(address):
    report = run_import(parsed(number="1", source_url=address))
    assert only_project().source_url == ""
    assert len(report.warnings) == 1


def test_long_keywords_are_cut_with_a_warning():
    report = run_import(parsed(number="1", keywords="kylä; " * 200))
    assert len(only_project().keywords) == 500
    assert len(report.warnings) == 1


def test_a_failure_in_the_middle_of_a_file_leaves_nothing():
    def cut_short():
        yield from (parsed(number=str(n)) for n in range(2500))
        raise ImportFileError("the file ends here")

    with pytest.raises(ImportFileError):
        run_import_of_stream(cut_short())
    assert not Project.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_file_of_more_rows_than_allowed_leaves_nothing():
    with pytest.raises(ImportFileError):
        run_import_of_stream((parsed(number=str(n)) for n in range(30)), max_rows=20)
    assert not Project.objects.exists()


def test_a_dry_run_reports_what_would_be_and_keeps_nothing():
    run_import(parsed(number="1"))
    report = run_import(parsed(number="1", applicant="Kylä ry"), parsed(number="2"), dry_run=True)
    assert counts(report) == {"changed": 1, "new": 1}
    assert report.run is None
    assert (only_project().applicant, ImportRun.objects.count()) == ("", 1)


def test_progress_is_reported_and_the_report_stays_small():
    done = []
    report = run_import_of_stream((parsed(number=str(n)) for n in range(4500)), on_progress=done.append)
    assert done == [2000, 4000, 4500]
    assert sum(map(len, report.examples.values())) <= 20
