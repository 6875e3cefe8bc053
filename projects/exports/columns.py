"""The columns of an export, which this product's own import (imports.layouts.own) reads back.

UTF-8, a decimal point, ISO days, official codes as text ("005"), several values joined by ";". The money is that of the
surest stage, as Project.public_funding_eur and Project.total_eur are; the stage stands beside it. A day that is known
only to the year or month is its first (start) or last (end) day, and the column beside it says so.
"""

from typing import NamedTuple

JOINT = ";"  # between several values in one cell


class ExportColumn(NamedTuple):
    """A column of the export.

    name: its heading, the same in every language. reads: what it becomes in a row, a name of parsing.columns, or ""
    when only people read it. path: of the value from a Project, as values_list() takes it; "" when the exporter puts it
    together from ProjectPlace, partners or the Funding row of the project's `funding_stage`.
    """

    name: str
    reads: str
    path: str


COLUMNS: list[ExportColumn] = [
    ExportColumn("id", "", "pk"),
    ExportColumn("number", "number", "number"),
    ExportColumn("title_fi", "title_fi", "title_fi"),
    ExportColumn("title_sv", "title_sv", "title_sv"),
    ExportColumn("title_en", "title_en", "title_en"),
    ExportColumn("summary_fi", "summary_fi", "summary_fi"),
    ExportColumn("summary_sv", "summary_sv", "summary_sv"),
    ExportColumn("summary_en", "summary_en", "summary_en"),
    ExportColumn("kind", "kind", "kind"),  # code of Project.Kind
    ExportColumn("decision", "decision", "decision"),  # code of Project.Decision
    ExportColumn("group", "group", "group__slug"),
    ExportColumn("partners", "partners", ""),  # slugs of groups
    ExportColumn("applicant", "applicant", "applicant"),
    ExportColumn("applicant_kind", "applicant_kind", "applicant_kind"),  # code of Project.ApplicantKind
    ExportColumn("applicant_municipality", "applicant_place", "applicant_municipality__code"),
    ExportColumn("municipalities", "places", ""),  # codes
    ExportColumn("region", "region", "region__code"),
    ExportColumn("theme", "theme", "theme__code"),
    ExportColumn("programme", "programme", "programme__code"),
    ExportColumn("period", "period", "period__code"),
    ExportColumn("starts", "starts", "starts"),
    ExportColumn("starts_precision", "starts_precision", "starts_precision"),
    ExportColumn("ends", "ends", "ends"),
    ExportColumn("ends_precision", "ends_precision", "ends_precision"),
    ExportColumn("funding_stage", "stage", "funding_stage"),  # code of FundingStage
    ExportColumn("public_funding_eur", "public_eur", "public_funding_eur"),
    ExportColumn("eu_eur", "eu_eur", ""),
    ExportColumn("state_eur", "state_eur", ""),
    ExportColumn("municipal_eur", "municipal_eur", ""),
    ExportColumn("private_eur", "private_eur", ""),
    ExportColumn("total_eur", "total_eur", "total_eur"),
    ExportColumn("funding_is_approximate", "approximate", ""),  # yes or no; empty when there is no Funding row
    ExportColumn("theme_project", "parent_number", "parent__number"),
    ExportColumn("keywords", "keywords", "keywords"),
    ExportColumn("measure", "measure", "measure"),
    ExportColumn("source_state", "source_state", "source_state"),
    ExportColumn("source", "source", "source__code"),
    ExportColumn("source_key", "source_key", "source_key"),
    ExportColumn("source_url", "source_url", "source_url"),
    ExportColumn("source_date", "source_date", "source_date"),
    ExportColumn("checked_on", "", "checked_on"),
    ExportColumn("address", "", ""),  # lasting address of the project's page
]
