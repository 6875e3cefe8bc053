"""What has been done in municipalities like one: those nearest to it in population, in language or in the same region.

How dense the settlement is would be a fourth dimension, but the portal knows no class of density and guesses none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import log
from typing import NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from places.models import Municipality
from text.localized import localized

from .cards import Card, cards_of
from .search.facets import FacetLabels
from .search.index import Selection
from .search.index.features import FUNDED
from .search.index.store import ProjectIndex
from .search.query import ProjectQuery

DIMENSIONS = {
    "population": _("of about the same size"),
    "language": _("of the same language"),
    "region": _("of the same region"),
}
METHODS = {
    "population": _(
        "The 20 municipalities nearest in population, as a share: one twice as large is as far as one half as large."
    ),
    "language": _("Up to 20 municipalities with the same official languages, those nearest in population."),
    "region": _("Up to 20 municipalities of the same region, those nearest in population."),
}
MAX_MUNICIPALITIES = 20
MAX_PROJECTS = 3
_COLUMNS = ["code", "name_fi", "name_sv", "name_en", "population", "languages", "region"]


class Comparable(Protocol):
    """What municipalities are compared by. population: residents, None when unknown."""

    code: str
    population: int | None
    languages: str
    region_id: str


class Dimension(NamedTuple):
    """What municipalities may be alike in."""

    code: str
    name: str | Promise
    is_current: bool


@dataclass(frozen=True)
class SimilarMunicipality:
    """A municipality like the one in question, its funded projects and the query string that lists them."""

    name: str
    population: int | None
    count: int
    querystring: str


@dataclass(frozen=True)
class ProjectsInSimilar:
    """Projects in the municipalities that are like one in one dimension. querystring: of the search that lists them."""

    dimension: str
    method: str | Promise
    dimensions: list[Dimension]
    municipalities: list[SimilarMunicipality]
    count: int
    querystring: str
    newest: list[Card]


def similar_codes(place: Comparable, others: Iterable[Comparable], dimension: str) -> list[str]:
    """Return the codes of the MAX_MUNICIPALITIES `others` most like `place`, nearest first; [] if its size is unknown.

    dimension: of DIMENSIONS.
    """
    if not place.population:
        return []
    attribute = {"population": None, "language": "languages", "region": "region_id"}[dimension]
    distances = [
        (abs(log(other.population / place.population)), other.code)
        for other in others
        if other.code != place.code
        and other.population
        and (attribute is None or getattr(other, attribute) == getattr(place, attribute))
    ]
    return [code for _distance, code in sorted(distances)[:MAX_MUNICIPALITIES]]


def projects_in_similar(
    place: Municipality, dimension: str, labels: FacetLabels, today: date
) -> ProjectsInSimilar | None:
    """Return the ProjectsInSimilar of a municipality, None when its size is unknown. At most four SQL statements.

    dimension: as the reader chose it, of any content; what is none means population. labels: of the reader's language.
    today: for the states of the projects.
    """
    if dimension not in DIMENSIONS:
        dimension = "population"
    others = {other.code: other for other in Municipality.objects.current().only(*_COLUMNS).order_by()}
    codes = similar_codes(place, others.values(), dimension)
    if not codes:
        return None
    query = ProjectQuery(language=labels.language, chosen={"municipality": tuple(codes), "record": (FUNDED,)})
    selection = Selection(labels.index, query.chosen, today)
    return ProjectsInSimilar(
        dimension=dimension,
        method=METHODS[dimension],
        dimensions=[Dimension(code, name, code == dimension) for code, name in DIMENSIONS.items()],
        municipalities=[_similar_municipality(others[code], labels.index) for code in codes],
        count=len(selection),
        querystring=query.urlencode(),
        newest=cards_of(selection.ordered_pks("newest", 0, MAX_PROJECTS), labels, today),
    )


def _similar_municipality(municipality: Municipality, index: ProjectIndex) -> SimilarMunicipality:
    query = ProjectQuery(chosen={"municipality": (municipality.code,), "record": (FUNDED,)})
    funded = index.members("municipality", municipality.code) & index.members("record", FUNDED)
    return SimilarMunicipality(
        name=localized(municipality, "name")[0],
        population=municipality.population,
        count=len(funded),
        querystring=query.urlencode(),
    )
