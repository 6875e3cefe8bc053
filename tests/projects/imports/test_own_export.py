"""What the portal gives out it takes back: nothing has changed, and an edit made in the file is one change."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from projects.imports.pipeline import Upload, import_file
from projects.imports.runner import ImportOptions
from projects.models import Project, ProjectSource
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ThemeFactory
from tests.projects.imports.rows import counts, parsed, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_out(client):
    """Return a function that returns the bytes of the portal's CSV of a few projects of many kinds."""
    LeaderGroupFactory(slug="leader-yksi", name_fi="Leader Yksi")
    LeaderGroupFactory(slug="leader-kaksi", name_fi="Leader Kaksi")
    MunicipalityFactory(code="005", name_fi="Alajärvi")
    ThemeFactory(code="kulttuuri")
    applicant = {"applicant": "Kylä ry", "applicant_kind": "association"}
    run_import(
        parsed(
            number="1", kind="theme", group_name="Leader Yksi", partner_names=["Leader Kaksi"], theme="kulttuuri",
            place_names=["Alajärvi"], starts=date(2020, 5, 1), ends=date(2021, 12, 31), ends_precision="year",
            granted=Decimal("27003.20"), summaries={"fi": "Kaksi\nkappaletta; =1+1", "sv": "Två stycken"},
        ),
        parsed(number="2", title="=Laavu", parent_number="1", announced=Decimal(5), **applicant),
        parsed(title="Ilman numeroa", decision="endorsed", **applicant),
    )  # fmt: skip

    def given_out():
        return b"".join(client.get(reverse("projects:download", args=["csv"])))

    return given_out


def load(content):
    """Load a file of the portal's own and return the Report."""
    upload = Upload(BytesIO(content), "projects.csv", ProjectSource.objects.get())
    report, reading = import_file(upload, ImportOptions())
    assert reading.layout == "own"
    return report


def test_a_file_of_the_portal_changes_nothing(given_out):
    report = load(given_out())
    assert counts(report) == {"same": 3}
    assert not report.warnings


def test_an_edit_in_the_file_is_one_change(given_out):
    report = load(given_out().replace(b"27003.20", b"30000.00"))
    assert counts(report) == {"same": 2, "changed": 1}
    assert Project.objects.get(number="1").public_funding_eur == 30000


def test_a_wrong_code_in_the_file_rejects_its_row(given_out):
    for right, wrong in [(b"leader-kaksi", b"leader-kolme"), (b"kulttuuri", b"kultuuri"), (b"005", b"999")]:
        assert counts(load(given_out().replace(right, wrong))) == {"same": 2, "rejected": 1}
