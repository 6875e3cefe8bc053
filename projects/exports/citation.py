"""How to quote what was found: the query, how many, how new the data is, when it was read, and its address."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Project
from projects.search.facets import FacetLabels
from projects.search.index import Selection
from projects.search.index.selection import FACETS
from projects.search.query import ProjectQuery
from text.localized import localized


class Citation(NamedTuple):
    """A text to quote, and the full lasting address that belongs after it."""

    text: str
    address: str


class DataDates(NamedTuple):
    """When data was collected and last changed in the portal.

    collected: None when the source does not say or there are several sources. Both are None without projects.
    """

    collected: date | None
    changed: date | None


def cite_result(query: ProjectQuery, labels: FacetLabels, selection: Selection, address: str, today: date) -> Citation:
    """Return the Citation of a query's Selection, in the active language. One SQL statement."""
    sentences = [_of_portal(describe_query(query, labels)), describe_count(selection), _dates(selection, today)]
    return Citation(". ".join(sentences), address)


def cite_project(project: Project, address: str, today: date) -> Citation:
    """Return the Citation of one project, in the active language."""
    title, _language = localized(project, "title")
    number = f" ({project.number})" if project.number else ""
    source = localized(project.source, "name")[0]
    if project.source_date:
        source += f" {_day(project.source_date)}"
    elif project.source.collected_on:
        source += f" ({_day(project.source.collected_on)})"
    sentences = [_of_portal(f"{title}{number}"), _("Source") + f": {source}", _read_on(today)]
    return Citation(". ".join(sentences), address)


def cite_statistics(selection: Selection, address: str, today: date) -> Citation:
    """Return the Citation of the statistics, in the active language. One SQL statement."""
    return Citation(". ".join([_of_portal(_("Statistics on projects")), _dates(selection, today)]), address)


def describe_query(query: ProjectQuery, labels: FacetLabels) -> str:
    """Return a query in words of the active language: "Theme: Youth; Region: Lapland"."""
    parts = [_("Words") + f": {query.words}"] if query.words else []
    for facet in FACETS:
        if values := query.chosen.get(facet):
            parts.append(f"{labels.facet(facet)}: {', '.join(labels.value(facet, value) for value in values)}")
    return "; ".join(parts) or _("All projects")


def describe_count(selection: Selection) -> str:
    """Return how many projects a Selection has, apart from other entries: only projects are what a group has funded."""
    funded = len(selection.funded)
    others = len(selection) - funded
    projects = ngettext("%(number)s funded project", "%(number)s funded projects", funded) % {
        "number": number_format(funded)
    }
    if not others:
        return projects
    more = ngettext("%(number)s other entry", "%(number)s other entries", others) % {"number": number_format(others)}
    return _("%(projects)s and %(others)s") % {"projects": projects, "others": more}


def last_changed_at(selection: Selection) -> datetime | None:
    """Return when the data of a Selection last changed, aware; None when it is empty. One SQL statement."""
    newest = selection.ordered_pks("changed", 0, 1)
    return Project.objects.filter(pk__in=newest).values_list("changed_at", flat=True).first()


def data_dates(selection: Selection) -> DataDates:
    """Return the DataDates of a Selection. One SQL statement."""
    newest = Project.objects.filter(pk__in=selection.ordered_pks("changed", 0, 1))
    row = newest.values_list("source__collected_on", "changed_at").first()
    if row is None:
        return DataDates(None, None)
    collected, changed = row
    sources = [members for members in selection.index.facets["source"].values() if members.intersect(selection.pks)]
    return DataDates(collected if len(sources) == 1 else None, timezone.localdate(changed))


def _dates(selection: Selection, today: date) -> str:
    collected, changed = data_dates(selection)
    if changed is None:
        return _read_on(today)
    days = {"changed": _day(changed), "day": _day(today)}
    if collected is None:
        return _("Data updated in the portal on %(changed)s, read on %(day)s") % days
    days["collected"] = _day(collected)
    return _("Data collected on %(collected)s, updated in the portal on %(changed)s, read on %(day)s") % days


def _read_on(today: date) -> str:
    return _("Read on %(day)s") % {"day": _day(today)}


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _of_portal(what: str) -> str:
    return _("Leader portal") + f": {what}"
