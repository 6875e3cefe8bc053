"""This product's own export: one list of columns that the exporter writes and the importer reads back.

UTF-8, a decimal point, ISO days, official codes as text ("005"), several values joined by ";". The money is that of the
surest stage, as Project.public_funding_eur and Project.total_eur are; the stage stands beside it. A day that is known
only to the year or month is its first (start) or last (end) day, and the column beside it says so.
"""

from typing import NamedTuple

from .layout import Layout

JOINT = ";"  # between several values in one cell


class Column(NamedTuple):
    """A column of the export.

    name: its heading, the same in every language. reads: what it becomes in a Draft, a name of importing.fields, or ""
    when only people read it. path: of the value from a Project, as values_list() takes it; "" when the exporter puts it
    together from ProjectPlace, partners or the Funding row of the project's `funding_stage`.
    """

    name: str
    reads: str
    path: str


COLUMNS = [
    Column("id", "", "pk"),
    Column("number", "number", "number"),
    Column("title_fi", "title_fi", "title_fi"),
    Column("title_sv", "title_sv", "title_sv"),
    Column("title_en", "title_en", "title_en"),
    Column("summary_fi", "summary_fi", "summary_fi"),
    Column("summary_sv", "summary_sv", "summary_sv"),
    Column("summary_en", "summary_en", "summary_en"),
    Column("kind", "kind", "kind"),  # code of Project.Kind
    Column("decision", "decision", "decision"),  # code of Project.Decision
    Column("group", "group", "group__slug"),
    Column("partners", "partners", ""),  # slugs of groups
    Column("applicant", "applicant", "applicant"),
    Column("applicant_kind", "applicant_kind", "applicant_kind"),  # code of Project.ApplicantKind
    Column("applicant_municipality", "applicant_place", "applicant_municipality__code"),
    Column("municipalities", "places", ""),  # codes
    Column("region", "region", "region__code"),
    Column("theme", "theme", "theme__code"),
    Column("programme", "programme", "programme__code"),
    Column("period", "period", "period__code"),
    Column("starts", "starts", "starts"),
    Column("starts_precision", "starts_precision", "starts_precision"),
    Column("ends", "ends", "ends"),
    Column("ends_precision", "ends_precision", "ends_precision"),
    Column("funding_stage", "stage", "funding_stage"),  # code of FundingStage
    Column("public_funding_eur", "public_eur", "public_funding_eur"),
    Column("eu_eur", "eu_eur", ""),
    Column("state_eur", "state_eur", ""),
    Column("municipal_eur", "municipal_eur", ""),
    Column("private_eur", "private_eur", ""),
    Column("total_eur", "total_eur", "total_eur"),
    Column("funding_is_approximate", "approximate", ""),  # yes or no; empty when there is no Funding row
    Column("theme_project", "parent_number", "parent__number"),
    Column("keywords", "keywords", "keywords"),
    Column("measure", "measure", "measure"),
    Column("source_state", "source_state", "source_state"),
    Column("source", "source", "source__code"),
    Column("source_key", "source_key", "source_key"),
    Column("source_url", "source_url", "source_url"),
    Column("source_date", "source_date", "source_date"),
    Column("checked_on", "", "checked_on"),
    Column("address", "", ""),  # lasting address of the project's page
]

LAYOUT = Layout(
    name="own",
    headers={column.reads: (column.name, "", "") for column in COLUMNS if column.reads},
    needs=("title_fi|title_sv|title_en", "source_key|number"),
    signs="public_funding_eur|title_fi|title_sv|title_en|source_key",
    decimal=".",
    is_guarded=True,
)
