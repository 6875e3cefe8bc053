"""What goes with an export: the query, the terms of use of the data, how new it is and where it was found."""

from typing import TypedDict

from django.utils import timezone

from projects.models import ProjectSource
from projects.search.facets import FacetLabels
from projects.search.index import Selection
from projects.search.query import ProjectQuery
from text.localized import localized

from .citation import describe_query, last_changed_at

# In English in every file, like the names of its columns.
LICENCE = "Facts compiled from public sources, no licence is attached to them; each row names its own source."


class Metadata(TypedDict):
    """What an export says about itself. address: of the search that lists the same projects; days and times as ISO."""

    question: str
    count: int
    address: str
    licence: str
    sources: list[str]
    updated: str | None
    downloaded: str


def export_metadata(query: ProjectQuery, labels: FacetLabels, selection: Selection, address: str) -> Metadata:
    """Return the Metadata of an export of a query's Selection. Two SQL statements."""
    changed = last_changed_at(selection)
    sources = ProjectSource.objects.filter(code__in=selection.facet_counts("source")).order_by("code")
    return Metadata(
        question=describe_query(query, labels),
        count=len(selection),
        address=address,
        licence=LICENCE,
        sources=[_describe(source) for source in sources],
        updated=timezone.localtime(changed).isoformat(timespec="seconds") if changed else None,
        downloaded=timezone.localdate().isoformat(),
    )


def _describe(source: ProjectSource) -> str:
    collected = f"collected on {source.collected_on.isoformat()}" if source.collected_on else ""
    parts = [source.code, localized(source, "name")[0], source.owner, collected, source.licence, source.url]
    return " · ".join(filter(None, parts))
