"""A project as a file tells it, before anything is looked up in the database."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from projects.imports.source_files.rows import Where
from projects.models import Project


@dataclass
class ParsedRow:
    """One row, read and cleaned. Names stay names here; "" and None mean that the row does not tell.

    line, sheet: as of rows.Where. raw: {header: cell} as read. titles, summaries: {language: text}; `money`:
    {FundingStage: {name of a Funding column: Decimal EUR}}. problems: why the row cannot be loaded; remarks: what a
    person should know though it can. is_person: about a natural person or a sole trader, whose data is not kept.
    """

    line: int
    raw: dict
    number: str = ""
    source: str = ""  # code of a ProjectSource; "" for the source of the whole file
    source_key: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    keywords: str = ""
    measure: str = ""
    kind: str = ""
    parent_number: str = ""
    group_name: str = ""
    partner_names: list[str] = field(default_factory=list)
    applicant: str = ""
    applicant_kind: str = Project.ApplicantKind.UNKNOWN
    applicant_place: str = ""
    place_names: list[str] = field(default_factory=list)
    region_name: str = ""
    theme: str = ""
    programme: str = ""
    period: str = ""
    starts: date | None = None
    starts_precision: str = Project.Precision.DAY
    ends: date | None = None
    ends_precision: str = Project.Precision.DAY
    decision: str = Project.Decision.UNKNOWN
    source_state: str = ""
    money: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    is_money_approximate: bool = False
    financial_year: int | None = None
    source_url: str = ""
    source_date: date | None = None
    is_person: bool = False
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sheet: str = ""

    @property
    def where(self):
        """Return where the row stands as Where."""
        return Where(self.line, self.sheet)
