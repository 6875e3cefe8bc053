"""Projects as lists and tables show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from groups.models import LeaderGroup
from places.models import Municipality
from text.localized import localized

from .display import caveat, project_dates, state_name
from .models import FundingStage, Project, ProjectPlace
from .search.facets import FacetLabels
from .search.index.features import UNKNOWN
from .search.index.store import ProjectIndex

# Shorter than the stage's own name: it stands beside the funding.
STAGES: dict[str, Promise] = {
    FundingStage.GRANTED: pgettext_lazy("of funding", "granted"),
    FundingStage.ANNOUNCED: pgettext_lazy("of funding", "planned or granted"),
    FundingStage.PLANNED: pgettext_lazy("of funding", "planned"),
}


@dataclass(frozen=True)
class Amount:
    """A sum of one project as its source states it; None when it does not."""

    eur: Decimal | None
    is_approximate: bool


@dataclass(frozen=True)
class Card:
    """One project of a list. groups: the leading one first; texts are in words or "".

    stage: what its public funding means.
    """

    project: Project
    summary: tuple[str, str]  # text, its language
    theme: str
    groups: list[LeaderGroup]
    municipalities: list[Municipality]
    dates: str
    state: str | Promise
    caveat: str | Promise
    stage: str | Promise
    public: Amount
    total: Amount


def cards_of(pks: list[int], labels: FacetLabels, today: date, *, is_brief: bool = False) -> list[Card]:
    """Return the Cards of published projects in the order of `pks`; those deleted meanwhile are left out.

    labels: of the reader's language. is_brief: without places and partner groups. Two SQL statements, three when
    groups work together in one of the projects; one when brief.
    """
    if not pks:
        return []
    rows = Project.objects.filter(pk__in=pks, is_published=True).select_related("group").order_by()
    if not is_brief:
        rows = rows.prefetch_related(Prefetch("places", ProjectPlace.objects.select_related("municipality")))
    if not is_brief and _has_partners(pks, labels.index):
        rows = rows.prefetch_related("partners")
    found = {project.pk: _card(project, labels, today) for project in rows}
    return [found[pk] for pk in pks if pk in found]


def _has_partners(pks: list[int], index: ProjectIndex) -> bool:
    groups = [members for slug, members in index.facets.get("group", {}).items() if slug != UNKNOWN]
    return any(sum(pk in members for members in groups) > 1 for pk in pks)


def _card(project: Project, labels: FacetLabels, today: date) -> Card:
    partners: Iterable[LeaderGroup] = project.partners.all() if _is_prefetched(project, "partners") else []
    places: Iterable[ProjectPlace] = project.places.all() if _is_prefetched(project, "places") else []
    groups = [project.group] if project.group else []
    is_approximate = project.pk in labels.index.members("rounded", "yes")
    return Card(
        project=project,
        summary=localized(project, "summary"),
        theme=labels.value("theme", project.theme_id) if project.theme_id else "",
        groups=[*groups, *(partner for partner in partners if partner.pk != project.group_id)],
        municipalities=[place.municipality for place in places],
        dates=project_dates(project),
        state=state_name(project, today),
        caveat=caveat(project),
        stage=STAGES.get(project.funding_stage, ""),
        public=Amount(project.public_funding_eur, is_approximate),
        total=Amount(project.total_eur, is_approximate),
    )


def _is_prefetched(project: Project, relation: str) -> bool:
    return relation in getattr(project, "_prefetched_objects_cache", {})
