"""Projects that an export must carry unharmed, and how tests read the files."""

import csv
import io
from datetime import date
from decimal import Decimal

from projects.models import Funding, ProjectPlace
from projects.search.index import Selection, current_index, reindex
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory

TODAY = date(2026, 11, 24)
BASE_URL = "https://portal.example/project/"


def make_odd_project(**values):
    """Save one project with a value in nearly every column, unknown and odd ones among them, and index it."""
    project = ProjectFactory(
        **{
            "number": "100080",
            "title_fi": '=Kylätalo, "Seura"',
            "title_sv": "Byagård",
            "summary_fi": "- ensin\n- sitten; lopuksi",
            "group": LeaderGroupFactory(slug="kuusi"),
            "applicant": "@Kylä ry",
            "applicant_kind": "association",
            "theme": ThemeFactory(code="culture"),
            "starts": date(2020, 8, 1),
            "ends": date(2024, 12, 31),
            "ends_precision": "year",
            "decision": "decided",
            "public_funding_eur": Decimal("27003.2"),
            "funding_stage": "granted",
            "source_url": "https://lahde.example/1",
            **values,
        }
    )
    Funding.objects.create(project=project, stage="granted", public_eur=Decimal("27003.2"), eu_eur=Decimal(1000))
    Funding.objects.create(project=project, stage="paid", public_eur=Decimal(5), eu_eur=Decimal(5))
    project.partners.set([LeaderGroupFactory(slug="manty"), LeaderGroupFactory(slug="koivu")])
    for code in ["091", "005"]:
        ProjectPlace.objects.create(project=project, municipality=MunicipalityFactory(code=code))
    reindex()
    return project


def everything(**chosen):
    """Return the Selection of all projects with the chosen facet values."""
    return Selection(current_index(), chosen, TODAY)


def table_of(chunks):
    """Return the rows of a CSV file given as chunks of bytes, each {column: cell}."""
    return list(csv.DictReader(io.StringIO(b"".join(chunks).decode(), newline="")))
