"""What has been done in municipalities like one: those nearest to it in population, in language or in the same region.

How dense the settlement is would be a fourth way, but the portal knows no class of density, and does not guess one.
"""

from dataclasses import dataclass
from math import log

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from places.models import Municipality
from text.localized import localized

from .cards import Card, cards_of
from .search.index import Selection
from .search.index.features import FUNDED
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
NEAREST = 20
SHOWN = 3  # projects
_COLUMNS = ["code", "name_fi", "name_sv", "name_en", "population", "languages", "region"]


@dataclass(frozen=True)
class LikeOne:
    """A municipality like the one asked about, its funded projects and the query string that lists them."""

    name: str
    population: int
    count: int
    query: str


@dataclass(frozen=True)
class DoneInSimilar:
    """What was done in municipalities like one, by one dimension. dimensions: [(code, name, is it this one)]."""

    dimension: str
    method: str | Promise
    dimensions: list
    municipalities: list[LikeOne]
    count: int
    query: str
    newest: list[Card]


def similar_codes(place, others, dimension):
    """Return the codes of the NEAREST `others` that are like `place`, the nearest first; [] when its size is unknown.

    place, others: objects with code, population (residents or None), languages and region_id. dimension: of DIMENSIONS.
    """
    if not place.population:
        return []
    same = {"population": None, "language": "languages", "region": "region_id"}[dimension]
    alike = [
        other
        for other in others
        if other.code != place.code
        and other.population
        and (same is None or getattr(other, same) == getattr(place, same))
    ]
    alike.sort(key=lambda other: (abs(log(other.population / place.population)), other.code))
    return [other.code for other in alike[:NEAREST]]


def done_in_similar(place, asked, labels, today):
    """Return DoneInSimilar for a Municipality, None when it is not known how large it is. At most four SQL statements.

    asked: the dimension that the reader chose, of any content; another word means population. labels: Labels of the
    reader's language. today: for the states of the projects.
    """
    dimension = asked if asked in DIMENSIONS else "population"
    others = {other.code: other for other in Municipality.objects.current().only(*_COLUMNS).order_by()}
    codes = similar_codes(place, others.values(), dimension)
    if not codes:
        return None
    found = [_like_one(others[code], labels.index) for code in codes]
    question = ProjectQuery(language=labels.language, chosen={"municipality": tuple(codes), "record": (FUNDED,)})
    selection = Selection(labels.index, question.chosen, today)
    return DoneInSimilar(
        dimension=dimension,
        method=METHODS[dimension],
        dimensions=[(code, name, code == dimension) for code, name in DIMENSIONS.items()],
        municipalities=found,
        count=len(selection),
        query=question.query(),
        newest=cards_of(selection.page("newest", 0, SHOWN), labels, today),
    )


def _like_one(other, index):
    question = ProjectQuery(chosen={"municipality": (other.code,), "record": (FUNDED,)})
    funded = index.members("municipality", other.code) & index.members("record", FUNDED)
    return LikeOne(localized(other, "name")[0], other.population, len(funded), question.query())
