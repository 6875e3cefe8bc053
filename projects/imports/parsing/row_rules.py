"""What only a whole row shows: the language of its texts, its days, what its money means."""

from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from projects.models import Project
from text.normalise import fold

from .dates import read_day
from .vocabulary import language_of, period_of


def settle(draft, told, layout):
    """Finish a Draft with what only the whole row shows. told: {field: value} of the cells that needed others."""
    _settle_texts(draft, told)
    _settle_days(draft, told)
    _settle_money(draft, told, layout)
    draft.measure = draft.measure or told.get("section", "")
    draft.period = draft.period or period_of(draft.programme)
    if told.get("is_theme") and not draft.kind:
        draft.kind = Project.Kind.THEME
    if told.get("is_leader") is False:
        draft.problems.append(_("Not a Leader project."))
    if told.get("is_refused"):
        draft.problems.append(_("The application was turned down or withdrawn: there is no project."))
    if draft.parent_number and draft.parent_number == draft.number:
        draft.problems.append(_("The project is told to be its own theme project."))


def _settle_texts(draft, told):
    """Put title and summary under the language that they are in: what they show, else what the heading is in."""
    title, title_heading = told.get("title", ("", "fi"))
    summary, summary_heading = told.get("summary", ("", "fi"))
    of_summary = language_of(summary) if summary else ""
    of_title = (language_of(title) or of_summary) if title else ""
    for texts, text, guess, heading in (
        (draft.titles, title, of_title, title_heading),
        (draft.summaries, summary, of_summary, summary_heading),
    ):
        if text:
            texts.setdefault(guess or heading, text)
    if title and of_title and of_title != title_heading:
        language = get_language_info(of_title)["name_translated"]
        draft.remarks.append(_("The language of the title was guessed: %(language)s.") % {"language": language})


def _settle_days(draft, told):
    if "year" in told and "starts" not in told:
        told["starts"] = read_day(told["year"])
        draft.remarks.append(_("Only a year is told, %(year)s; it is taken as the start.") % {"year": told["year"]})
    starts, ends = told.get("starts"), told.get("ends")
    if starts:
        draft.starts, draft.starts_precision = starts.day, told.get("starts_precision", starts.precision)
    if ends:
        draft.ends, draft.ends_precision = ends.day, told.get("ends_precision", ends.precision)
    if draft.starts and draft.ends and draft.ends < draft.starts:
        draft.problems.append(
            _("The project ends (%(ends)s) before it starts (%(starts)s).")
            % {name: date_format(getattr(draft, name), "SHORT_DATE_FORMAT") for name in ("ends", "starts")}
        )


def _settle_money(draft, told, layout):
    if told.get("sums"):
        stage = draft.money.setdefault(told.get("stage") or layout.stage, {})
        for name, eur in told["sums"].items():
            stage.setdefault(name, eur)
    currency = told.get("currency")
    if draft.money and currency and fold(currency) not in ("eur", "euro", "euroa"):
        draft.problems.append(_("The money is not in euros but “%(currency)s”.") % {"currency": currency[:20]})
    for sums in draft.money.values():
        public, total = sums.get("public_eur"), sums.get("total_eur")
        if public is not None and total is not None and public > total:
            draft.remarks.append(_("The public funding is more than the total cost."))
        if public == 0:
            draft.remarks.append(_("The file tells 0 € of public funding; leave the cell empty when it is not known."))
