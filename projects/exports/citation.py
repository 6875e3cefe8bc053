"""How to quote what was found: what was asked, how many, how new the data is, when it was read, and where it stands."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Project
from projects.search.index.selection import FACETS
from text.localized import localized


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
    source = localized(project.source, "name")[0]
    if project.source_date:
        source += f" {_day(project.source_date)}"
    elif project.source.collected_on:
        source += f" ({_day(project.source.collected_on)})"
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


def days_of_data(selection):
    """Return (day on which it was collected, day on which it last changed in the portal) of a Selection's data.

    The first is None when the source does not tell it or the projects are of several sources; both when there are none.
    One SQL statement.
    """
    newest = Project.objects.filter(pk__in=selection.page("changed", 0, 1))
    collected, changed = newest.values_list("source__collected_on", "changed_at").first() or (None, None)
    sources = [members for members in selection.index.facets["source"].values() if members.intersect(selection.pks)]
    return collected if len(sources) == 1 else None, changed and timezone.localdate(changed)


def _days(selection, today):
    collected, changed = days_of_data(selection)
    if changed is None:
        return _read_on(today)
    days = {"changed": _day(changed), "day": _day(today)}
    if collected is None:
        return _("Data updated in the portal on %(changed)s, read on %(day)s") % days
    days["collected"] = _day(collected)
    return _("Data collected on %(collected)s, updated in the portal on %(changed)s, read on %(day)s") % days


def _read_on(today):
    return _("Read on %(day)s") % {"day": _day(today)}


def _day(day):
    return date_format(day, "SHORT_DATE_FORMAT")


def _told_by(what):
    return _("Leader portal") + f": {what}"
