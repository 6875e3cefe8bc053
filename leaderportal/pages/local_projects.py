"""The projects of one municipality, region, group or service, as its page presents them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from projects.cards import Card, cards_of
from projects.search.facets import FacetLabels
from projects.search.index.features import FUNDED
from projects.search.index.store import ProjectIndex
from projects.search.query import ProjectQuery
from projects.summary import Bar, Summary, facet_bars, summarise

NEWEST = 3


@dataclass(frozen=True)
class LocalProjects:
    """What a page shows of its projects: all figures are of `address`, the search that lists exactly these projects.

    search: the address of the search, to which the queries of the themes belong.
    """

    summary: Summary
    themes: list[Bar]
    newest: list[Card]
    search: str
    address: str
    funded_address: str
    feed_query: str


def local_projects(index: ProjectIndex, facet: str, value: str, newest: int = NEWEST) -> LocalProjects | None:
    """Return the projects with one value of a facet, None when there are none. newest: how many cards.

    One SQL statement.
    """
    labels = FacetLabels(get_language(), index)
    today = timezone.localdate()
    query = ProjectQuery(language=labels.language, chosen={facet: (value,)})
    selection = query.selection(index, today)
    if not selection.pks:
        return None
    funded_query = ProjectQuery(language=labels.language, chosen={facet: (value,), "record": (FUNDED,)})
    funded = funded_query.selection(index, today)
    search = reverse("projects:search")
    return LocalProjects(
        summary=summarise(selection),
        themes=facet_bars(funded_query, funded, labels, "theme"),
        newest=cards_of(
            (funded if funded.pks else selection).ordered_pks("newest", 0, newest), labels, today, is_brief=True
        ),
        search=search,
        address=f"{search}?{query.urlencode()}",
        funded_address=f"{search}?{funded_query.urlencode()}",
        feed_query=query.urlencode(),
    )
