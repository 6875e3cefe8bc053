"""What only a whole row shows: the language of its texts, its days, what its money means."""

from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from projects.imports.layouts.layout import Layout
from projects.models import Project
from text.normalise import fold

from .dates import read_day
from .parsed_row import HeadedText, ParsedRow, RowHints
from .vocabulary import language_of, period_of


def apply_row_rules(row: ParsedRow, hints: RowHints, layout: Layout) -> None:
    """Complete a row with what its cells say only together."""
    _place_texts(row, hints)
    _set_days(row, hints)
    _add_money(row, hints, layout)
    row.measure = row.measure or hints.section
    row.period = row.period or period_of(row.programme)
    if hints.is_theme and not row.kind:
        row.kind = Project.Kind.THEME
    if hints.is_leader is False:
        row.problems.append(_("Not a Leader project."))
    if hints.is_refused:
        row.problems.append(_("The application was turned down or withdrawn: there is no project."))
    if row.parent_number and row.parent_number == row.number:
        row.problems.append(_("The project is named as its own theme project."))


def _place_texts(row: ParsedRow, hints: RowHints) -> None:
    """Put title and summary under the language that they are in: what they show, else what the heading is in."""
    title, title_language = hints.title or HeadedText("", "fi")
    summary, summary_language = hints.summary or HeadedText("", "fi")
    guess_of_summary = language_of(summary) if summary else ""
    guess_of_title = (language_of(title) or guess_of_summary) if title else ""
    if title:
        row.titles.setdefault(guess_of_title or title_language, title)
    if summary:
        row.summaries.setdefault(guess_of_summary or summary_language, summary)
    if title and guess_of_title and guess_of_title != title_language:
        language = get_language_info(guess_of_title)["name_translated"]
        row.warnings.append(_("The language of the title was guessed: %(language)s.") % {"language": language})


def _set_days(row: ParsedRow, hints: RowHints) -> None:
    starts, ends = hints.starts, hints.ends
    if hints.year and starts is None:
        starts = read_day(hints.year)
        row.warnings.append(_("Only a year is given, %(year)s; it is taken as the start.") % {"year": hints.year})
    if starts:
        row.starts, row.starts_precision = starts.day, hints.starts_precision or starts.precision
    if ends:
        row.ends, row.ends_precision = ends.day, hints.ends_precision or ends.precision
    if row.starts and row.ends and row.ends < row.starts:
        row.problems.append(
            _("The project ends (%(ends)s) before it starts (%(starts)s).")
            % {name: date_format(getattr(row, name), "SHORT_DATE_FORMAT") for name in ("ends", "starts")}
        )


def _add_money(row: ParsedRow, hints: RowHints, layout: Layout) -> None:
    if hints.sums:
        stage = row.money.setdefault(hints.stage or layout.stage, {})
        for name, eur in hints.sums.items():
            stage.setdefault(name, eur)
    if row.money and hints.currency and fold(hints.currency) not in ("eur", "euro", "euroa"):
        row.problems.append(_("The money is not in euros but “%(currency)s”.") % {"currency": hints.currency[:20]})
    for sums in row.money.values():
        public, total = sums.get("public_eur"), sums.get("total_eur")
        if public is not None and total is not None and public > total:
            row.warnings.append(_("The public funding is more than the total cost."))
        if public == 0:
            row.warnings.append(_("The file has 0 € as the public funding; leave the cell empty when it is not known."))
