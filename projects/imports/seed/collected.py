"""The real projects that the product ships, collected from public web pages: projects/data as rows.

projects_real.csv has the facts; projects_notes.csv says how to take each of them, and summaries.json has the summaries
in Finnish and Swedish. Sources and limits: docs/sources.md.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from places.seed import make_slug
from projects.imports.parsing.parsed_row import ParsedRow
from projects.models import FundingStage, Project
from seeding.errors import SourceError
from seeding.files import SeedRow, expected_structure, read_csv, read_json
from text.localized import LANGUAGES

DATA = Path(__file__).parents[2] / "data"
SOURCE = "collected"
FACTS, NOTES, SUMMARIES = "projects_real.csv", "projects_notes.csv", "summaries.json"

_KEY = ["title", "source_url"]  # a title comes again, and a page can be about several projects
_FACT_COLUMNS = (
    "group_name applicant municipality_name_fi start_year end_year programme_period total_eur public_eur theme "
    "summary_en"
).split()
_NOTE_COLUMNS = "language kind decision stage is_approximate applicant_kind".split()


def read_collected(folder: Path) -> list[ParsedRow]:
    """Return the rows of projects_real.csv.

    folder: with the three files. Days are the first of the start year and the last of the end year, with the
    precision of a year. Raises SourceError naming file and line.
    """
    facts = read_csv(folder / FACTS, [*_KEY, *_FACT_COLUMNS], key=_KEY)
    notes = {_key(row): row for row in read_csv(folder / NOTES, [*_KEY, *_NOTE_COLUMNS], key=_KEY)}
    summaries = read_json(folder / SUMMARIES)
    rows = []
    for row in facts:
        note = notes.pop(_key(row), None)
        if note is None:
            raise row.error(f"{NOTES} says nothing about {row['title']}")
        with expected_structure(folder / SUMMARIES):
            texts = summaries[row["source_url"]][row["title"]]
            translated = {language: texts[language].strip() for language in ("fi", "sv")}
        rows.append(_parsed_row(row, note, {**translated, "en": row.required("summary_en")}))
    for note in notes.values():
        raise note.error(f"{FACTS} has no such row")
    keys = [row.source_key for row in rows]
    if len(keys) != len(set(keys)):
        raise SourceError("two projects of one page have titles that are too alike", FACTS)
    return rows


def _parsed_row(row: SeedRow, note: SeedRow, summaries: dict[str, str]) -> ParsedRow:
    groups = row["group_name"].split("; ") if row["group_name"] else []
    return ParsedRow(
        line=row.line,
        raw=dict(row),
        source=SOURCE,
        source_key=f"{row['source_url']}#{make_slug(row['title'])}",
        titles={note.choice("language", set(LANGUAGES)): row.required("title")},
        summaries=summaries,
        kind=note.choice("kind", set(Project.Kind.values)),
        group_name=groups[0] if groups else "",
        partner_names=groups[1:],
        applicant=row["applicant"],
        applicant_kind=note.choice("applicant_kind", set(Project.ApplicantKind.values)),
        place_names=[row["municipality_name_fi"]] if row["municipality_name_fi"] else [],
        theme=row.required("theme"),
        period=row["programme_period"],
        starts=_day(row, "start_year", 1, 1),
        starts_precision=Project.Precision.YEAR,
        ends=_day(row, "end_year", 12, 31),
        ends_precision=Project.Precision.YEAR,
        decision=note.choice("decision", set(Project.Decision.values)),
        money=_money(row, note),
        is_money_approximate=note.choice("is_approximate", {"yes", ""}) == "yes",
        source_url=row["source_url"],
    )


def _key(row: SeedRow) -> tuple[str, ...]:
    return tuple(row.required(column) for column in _KEY)


def _day(row: SeedRow, column: str, month: int, day: int) -> date | None:
    year = row.whole_number(column)
    return date(year, month, day) if year else None


def _money(row: SeedRow, note: SeedRow) -> dict[str, dict[str, Decimal]]:
    sums = {column: _eur(row, column) for column in ("public_eur", "total_eur") if row[column]}
    stage = note.choice("stage", {*FundingStage.values, ""})
    if bool(sums) != bool(stage):
        raise note.error("stage is needed where the project has a sum, and only there")
    return {stage: sums} if sums else {}


def _eur(row: SeedRow, column: str) -> Decimal:
    try:
        return Decimal(row[column])
    except InvalidOperation:
        raise row.error(f"{column} must be a sum like 1234.50, not {row[column]!r}") from None
