"""All that the page of one project shows."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.db.models import Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import LeaderGroup
from places.maps.drawing import Map, MapArea, draw_map
from places.models import Municipality, Shape
from text.localized import localized

from .cards import cards_of
from .display import caveat, project_dates, state_name
from .models import Project, ProjectPlace
from .money_table import money_table
from .related_projects import related_pks
from .search.facets import FacetLabels
from .search.index import current_index
from .search.index.features import UNKNOWN
from .search.index.store import ProjectIndex
from .search.query import ProjectQuery

MAX_RELATED = 4
_RELATIONS = ["group", "theme", "programme", "period", "source", "parent", "region", "applicant_municipality"]


class SearchLink(NamedTuple):
    """A search that a project is one of."""

    name: str
    querystring: str


def published_project(pk: int) -> Project | None:
    """Return the published Project with what it refers to, its places and money; None when there is none."""
    places = Prefetch("places", ProjectPlace.objects.select_related("municipality__region"))
    rows = Project.objects.filter(pk=pk, is_published=True).select_related(*_RELATIONS)
    return rows.prefetch_related(places, "fundings").first()


def project_context(project: Project, today: date) -> dict[str, Any]:
    """Return the context of a project's page. At most eight SQL statements.

    project: of published_project(). today: the day that decides its state.
    """
    index = current_index()
    labels = FacetLabels(get_language(), index)
    municipalities = [place.municipality for place in project.places.all()]
    regions = {municipality.region_id for municipality in municipalities} or set(filter(None, [project.region_id]))
    sub_projects = []
    if project.kind == Project.Kind.THEME:
        sub_projects = list(project.sub_projects.filter(is_published=True).order_by("title_key", "pk"))
    summary, summary_language = localized(project, "summary")
    source_link = project.source_url if project.source_url.startswith(("https://", "http://")) else ""
    return {
        "project": project,
        "caveat": caveat(project),
        "summary": summary,
        "summary_language": summary_language,
        "groups": [*filter(None, [project.group]), *_partners(project, index)],
        "places": list(project.places.all()),
        "when": project_dates(project),
        "state": state_name(project, today),
        "money": money_table(project.fundings.all()),
        "parent": project.parent if project.parent and project.parent.is_published else None,
        "sub_projects": sub_projects,
        "source_link": source_link,
        "source_host": _host(source_link),
        "map": _map_of(municipalities),
        "more": _searches(project, municipalities),
        "related": cards_of(related_pks(index, project, regions, MAX_RELATED), labels, today),
    }


def _partners(project: Project, index: ProjectIndex) -> list[LeaderGroup]:
    """Return the other groups that take part. The index knows whether there are any: most projects have none."""
    groups = [
        slug for slug, members in index.facets.get("group", {}).items() if slug != UNKNOWN and project.pk in members
    ]
    return list(project.partners.all()) if len(groups) > bool(project.group) else []


def _host(address: str) -> str:
    """Return the name of the site of an address, "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _map_of(municipalities: list[Municipality]) -> Map | None:
    """Return the Map of the municipalities of a project among their neighbours, None without any. Two statements."""
    if not municipalities:
        return None
    codes = [municipality.pk for municipality in municipalities]
    around = Municipality.objects.current().filter(Q(neighbours__in=codes) | Q(pk__in=codes)).distinct()
    wanted = [
        MapArea(
            "municipality", place.pk, place.name, place.get_absolute_url(), "here" if place.pk in codes else "outside"
        )
        for place in around
    ]
    return draw_map(Shape.Scale.DETAIL, wanted, _("Where the project takes place"))


def _searches(project: Project, municipalities: list[Municipality]) -> list[SearchLink]:
    found = [(municipality.name, "municipality", municipality.pk) for municipality in municipalities[:3]]
    if project.group:
        found.append((project.group.name, "group", project.group.slug))
    if project.theme:
        found.append((project.theme.name, "theme", project.theme.pk))
    return [SearchLink(name, ProjectQuery(chosen={facet: (value,)}).urlencode()) for name, facet, value in found]
