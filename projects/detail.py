"""All that the page of one project tells."""

from urllib.parse import urlsplit

from django.db.models import Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from places.maps.drawing import MapArea, draw_map
from places.models import Municipality, Shape
from text.localized import localized

from .cards import cards_of
from .display import caveat, state_name, when
from .models import Project, ProjectPlace
from .money_table import money_table
from .related import related_pks
from .search.facet_labels import Labels
from .search.index import current_index, index_version
from .search.index.features import UNKNOWN
from .search.query import ProjectQuery

RELATED = 4
_RELATIONS = ["group", "theme", "programme", "period", "source", "parent", "region", "applicant_municipality"]


def published_project(pk):
    """Return the published Project with what it refers to, its places and money; None when there is none."""
    places = Prefetch("places", ProjectPlace.objects.select_related("municipality__region"))
    rows = Project.objects.filter(pk=pk, is_published=True).select_related(*_RELATIONS)
    return rows.annotate(index_version=index_version()).prefetch_related(places, "fundings").first()


def project_context(project, today):
    """Return the context of a project's page. At most seven SQL statements.

    project: of published_project(). today: the day that decides its state.
    """
    index = current_index(project.index_version)
    labels = Labels(get_language(), index)
    places = [place.municipality for place in project.places.all()]
    regions = list(dict.fromkeys(place.region_id for place in places)) or list(filter(None, [project.region_id]))
    # Whether other groups take part is known without asking: most projects have none.
    groups = [
        slug for slug, members in index.facets.get("group", {}).items() if slug != UNKNOWN and project.pk in members
    ]
    partners = list(project.partners.all()) if len(groups) > bool(project.group) else []
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
        "groups": [*filter(None, [project.group]), *partners],
        "places": list(project.places.all()),
        "when": when(project),
        "state": state_name(project, today),
        "money": money_table(project.fundings.all()),
        "parent": project.parent if project.parent and project.parent.is_published else None,
        "sub_projects": sub_projects,
        "source_link": source_link,
        "source_host": _host(source_link),
        "map": _map_of(places),
        "more": _more(project, places),
        "related": cards_of(related_pks(index, project, regions, RELATED), labels, today),
    }


def _host(address):
    """Return the name of the site of an address, "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _map_of(places):
    """Return the Map of the municipalities of a project among their neighbours, None without any. Two statements."""
    if not places:
        return None
    codes = [place.pk for place in places]
    around = Municipality.objects.current().filter(Q(neighbours__in=codes) | Q(pk__in=codes)).distinct()
    wanted = [
        MapArea(
            "municipality", place.pk, place.name, place.get_absolute_url(), "here" if place.pk in codes else "outside"
        )
        for place in around
    ]
    return draw_map(Shape.Scale.DETAIL, wanted, _("Where the project takes place"))


def _more(project, places):
    """Return [(name, query string)] of the searches that this project is one of."""
    found = [(place.name, "municipality", place.pk) for place in places[:3]]
    if project.group:
        found.append((project.group.name, "group", project.group.slug))
    if project.theme:
        found.append((project.theme.name, "theme", project.theme.pk))
    return [(name, ProjectQuery(chosen={facet: (value,)}).query()) for name, facet, value in found]
