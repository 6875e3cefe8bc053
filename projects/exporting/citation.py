"""How to quote what was found: what was asked, how many, how new the data is, when it was read, and where it stands."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.localized import localized

from ..index.selection import FACETS
from ..models import Project


class Citation(NamedTuple):
    """A text to quote, and the full lasting address that belongs after it."""

    text: str
    address: str


def cite_result(question, labels, selection, address, today):
    """Return the Citation of a Question's Selection, in the active language. One SQL statement."""
    sentences = [_told_by(in_words(question, labels)), how_many(selection), _days(selection, today)]
    return Citation(". ".join(sentences), address)


def cite_project(project, address, today):
    """Return the Citation of one project, in the active language."""
    title, _language = localized(project, "title")
    number = f" ({project.number})" if project.number else ""
    source = localized(project.source, "name")[0] + (f" {_day(project.source_date)}" if project.source_date else "")
    sentences = [_told_by(f"{title}{number}"), _("Source") + f": {source}", _read_on(today)]
    return Citation(". ".join(sentences), address)


def cite_statistics(selection, address, today):
    """Return the Citation of the statistics, in the active language. One SQL statement."""
    return Citation(". ".join([_told_by(_("Statistics on projects")), _days(selection, today)]), address)


def in_words(question, labels):
    """Return what a Question asks, in the active language: "Theme: Youth; Region: Lapland"."""
    asked = [_("Words") + f": {question.words}"] if question.words else []
    for facet in FACETS:
        if values := question.chosen.get(facet):
            asked.append(f"{labels.facet(facet)}: {', '.join(str(labels.value(facet, value)) for value in values)}")
    return "; ".join(asked) or _("All projects")


def how_many(selection):
    """Return how many a Selection has, the funded ones told from all others: only they are what a group has funded."""
    funded = len(selection.funded)
    others = len(selection) - funded
    told = ngettext("%(number)s funded project", "%(number)s funded projects", funded) % {
        "number": number_format(funded)
    }
    if not others:
        return told
    more = ngettext("%(number)s other entry", "%(number)s other entries", others) % {"number": number_format(others)}
    return _("%(projects)s and %(others)s") % {"projects": told, "others": more}


def data_changed(selection):
    """Return when the data of a Selection last changed, an aware datetime; None when it is empty. One SQL statement."""
    newest = selection.page("changed", 0, 1)
    return Project.objects.filter(pk__in=newest).values_list("changed_at", flat=True).first()


def _days(selection, today):
    changed = data_changed(selection)
    if changed is None:
        return _read_on(today)
    return _("Data of %(changed)s, read on %(day)s") % {
        "changed": _day(timezone.localdate(changed)),
        "day": _day(today),
    }


def _read_on(today):
    return _("Read on %(day)s") % {"day": _day(today)}


def _day(day):
    return date_format(day, "SHORT_DATE_FORMAT")


def _told_by(what):
    return _("Leader portal") + f": {what}"
