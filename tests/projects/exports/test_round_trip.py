"""What was exported loads again as it was: where it came from nothing changes, in an empty place it comes back."""

import io
from datetime import date
from decimal import Decimal

import pytest

from projects.exports.rows import rows_of
from projects.exports.writers import write_csv, write_xlsx
from projects.imports.pipeline import Upload, import_file
from projects.imports.runner import ImportOptions
from projects.models import Funding, Project, ProjectSource
from projects.search.index import reindex
from tests.factories import ProjectFactory, RegionFactory

from .examples import BASE_URL, everything, make_odd_project, table_of

pytestmark = pytest.mark.django_db
FORMATS = {"csv": write_csv, "xlsx": lambda rows: write_xlsx(rows, {"licence": "Faktoja"})}
# Of this database only: where a project stands in it, and when it was last compared with its source.
OWN = ["id", "address", "checked_on"]


@pytest.fixture
def projects():
    """An odd project, a part of a theme project, one that is known by its source's id alone, one with a plan."""
    odd = make_odd_project(kind="theme", title_fi='+Kylätalo, "Seura" \'79', source_state="-päättynyt")
    ProjectFactory(number="100081", title_fi="'=osa", parent=odd, starts=date(2021, 1, 1), starts_precision="year")
    ProjectFactory(source_key="@oma-1", title_fi="", title_sv="-Byagård", region=RegionFactory(code="05"))
    planned = ProjectFactory(
        source_key="b/2", public_funding_eur=Decimal("0.50"), total_eur=Decimal(8000), funding_stage="planned",
        kind="activity", decision="endorsed", summary_en="=HYPERLINK(\"x\")\n\n- a; b", keywords="a;b, c",
    )  # fmt: skip
    Funding.objects.create(
        project=planned, stage="planned", public_eur=Decimal("0.50"), total_eur=Decimal(8000), is_approximate=True
    )
    reindex()
    return ProjectSource.objects.get()


def exported(file_format):
    return b"".join(FORMATS[file_format](rows_of(everything(), "newest", BASE_URL)))


def loaded(content, file_format, source):
    report, reading = import_file(Upload(io.BytesIO(content), f"hankkeet.{file_format}", source), ImportOptions())
    assert reading.layout == "own"
    return {outcome: count for outcome, count in report.counts.items() if count}


@pytest.mark.parametrize("file_format", FORMATS)
def test_nothing_changes_where_it_came_from(projects, file_format):
    assert loaded(exported(file_format), file_format, projects) == {"same": 4}


@pytest.mark.parametrize("file_format", FORMATS)
def test_everything_comes_back_in_an_empty_place(projects, file_format):
    content = exported(file_format)
    before = table_of([exported("csv")])
    Project.objects.filter(parent__isnull=False).delete()
    Project.objects.all().delete()
    reindex()
    assert loaded(content, file_format, projects) == {"new": 4}
    after = table_of([exported("csv")])
    assert [_lasting(row) for row in after] == [_lasting(row) for row in before]


def _lasting(row):
    return {name: cell for name, cell in row.items() if name not in OWN}
