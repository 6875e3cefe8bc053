"""The projects of one municipality, region, group or service, as its page tells them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from projects.cards import cards_of
from projects.search.facet_labels import FacetLabels
from projects.search.index.features import FUNDED
from projects.search.query import ProjectQuery
from projects.summary import Summary, facet_bars, summarise

NEWEST = 3


@dataclass(frozen=True)
class ProjectsHere:
    """What a page shows: all figures are of `address`, the search that lists exactly these projects."""

    figures: Summary
    themes: list
    newest: list
    search: str  # address of the search, to which the queries of the themes belong
    address: str
    funded_address: str
    feed_query: str


def projects_here(index, facet, value, newest=NEWEST):
    """Return the ProjectsHere of the projects with one value of a facet, None when there are none.

    index: of current_index(). newest: how many cards. One SQL statement.
    """
    labels = FacetLabels(get_language(), index)
    today = timezone.localdate()
    everything = ProjectQuery(language=labels.language, chosen={facet: (value,)})
    selection = everything.selection(index, today)
    if not selection.pks:
        return None
    funded = ProjectQuery(language=labels.language, chosen={facet: (value,), "record": (FUNDED,)})
    shown = funded.selection(index, today)
    search = reverse("projects:search")
    return ProjectsHere(
        figures=summarise(selection),
        themes=facet_bars(funded, shown, labels, "theme"),
        newest=cards_of(
            (shown if shown.pks else selection).ordered_pks("newest", 0, newest), labels, today, is_brief=True
        ),
        search=search,
        address=f"{search}?{everything.urlencode()}",
        funded_address=f"{search}?{funded.urlencode()}",
        feed_query=everything.urlencode(),
    )
