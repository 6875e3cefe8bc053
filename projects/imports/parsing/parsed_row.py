"""A project as a file states it, before anything is looked up in the database."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projects.imports.source_files.rows import Where
from projects.models import Project

from .dates import Day


@dataclass
class ParsedRow:
    """One row, read and cleaned. Names stay names here; "" and None mean that the row does not say.

    line, sheet: as of rows.Where. raw: {header: cell} as read. titles, summaries: {language: text}; `money`:
    {FundingStage: {name of a Funding column: EUR}}. problems: why the row cannot be loaded; warnings: what a person
    should know though it can. is_person: about a natural person or a sole trader, whose data is not kept.
    """

    line: int
    raw: dict[str, str]
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
    warnings: list[str] = field(default_factory=list)
    sheet: str = ""

    @property
    def where(self) -> Where:
        """Return where the row stands."""
        return Where(self.line, self.sheet)


class HeadedText(NamedTuple):
    """A text under a heading that does not say its language: the text, and the language of the heading."""

    text: str
    heading_language: str


@dataclass(slots=True)
class RowHints:
    """What cells of a row, and headings above it, say that only the whole row can interpret: see row_rules.

    sums: {name of a Funding column: EUR} without a stage of their own. stage: of these, "" for that of the layout.
    is_leader and the like: None where the row does not say.
    """

    title: HeadedText | None = None
    summary: HeadedText | None = None
    starts: Day | None = None
    ends: Day | None = None
    starts_precision: str = ""
    ends_precision: str = ""
    year: str = ""
    section: str = ""
    sums: dict[str, Decimal] = field(default_factory=dict)
    stage: str = ""
    currency: str = ""
    measure_code: str = ""
    applicant_kind: str = ""
    person_name: str = ""
    is_leader: bool | None = None
    is_theme: bool | None = None
    is_person: bool | None = None
    is_refused: bool = False
