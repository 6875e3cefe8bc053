"""Projects as lists and tables show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from text.localized import localized

from .display import caveat, state_name, when
from .models import Funding, FundingStage, Project, ProjectPlace
from .search.index.features import UNKNOWN

# Shorter than the stage's own name, and said of the funding beside it.
STAGES = {
    FundingStage.GRANTED: pgettext_lazy("of funding", "granted"),
    FundingStage.ANNOUNCED: pgettext_lazy("of funding", "planned or granted"),
    FundingStage.PLANNED: pgettext_lazy("of funding", "planned"),
}


@dataclass(frozen=True)
class Amount:
    """A sum of one project as its source tells it. eur: Decimal or None."""

    eur: Decimal | None
    is_approximate: bool


@dataclass(frozen=True)
class Card:
    """One project of a list. groups and places are objects, the leading group first; texts are in words or "".

    stage: what its public funding means.
    """

    project: Project
    summary: tuple[str, str]  # text, its language
    theme: str
    groups: list
    places: list
    when: str
    state: str
    caveat: str | Promise
    stage: str | Promise
    public: Amount
    total: Amount


def cards_of(pks, labels, today: date, *, is_brief=False):
    """Return the Cards of published projects in the order of `pks` (list); who is gone meanwhile is left out.

    labels: Labels of the reader's language. is_brief: without places and partner groups. Two SQL statements, three
    when groups work together in one of them; one when brief.
    """
    if not pks:
        return []
    is_approximate = Exists(
        Funding.objects.filter(project=OuterRef("pk"), stage=OuterRef("funding_stage"), is_approximate=True)
    )
    rows = Project.objects.filter(pk__in=pks, is_published=True).select_related("group").order_by()
    rows = rows.annotate(is_approximate=is_approximate)
    if not is_brief:
        rows = rows.prefetch_related(Prefetch("places", ProjectPlace.objects.select_related("municipality")))
    if not is_brief and _has_partners(pks, labels.index):
        rows = rows.prefetch_related("partners")
    found = {project.pk: _card(project, labels, today) for project in rows}
    return [found[pk] for pk in pks if pk in found]


def _has_partners(pks, index):
    groups = [members for slug, members in index.facets.get("group", {}).items() if slug != UNKNOWN]
    return any(sum(pk in members for members in groups) > 1 for pk in pks)


def _card(project, labels, today):
    partners, places = _read(project, "partners"), _read(project, "places")
    groups = [project.group] if project.group else []
    return Card(
        project=project,
        summary=localized(project, "summary"),
        theme=labels.value("theme", project.theme_id) if project.theme_id else "",
        groups=[*groups, *(partner for partner in partners if partner.pk != project.group_id)],
        places=[place.municipality for place in places],
        when=when(project),
        state=state_name(project, today),
        caveat=caveat(project),
        stage=STAGES.get(project.funding_stage, ""),
        public=Amount(project.public_funding_eur, project.is_approximate),
        total=Amount(project.total_eur, project.is_approximate),
    )


def _read(project, relation):
    """Return what was prefetched over a relation, [] when it was not asked for."""
    return getattr(project, relation).all() if relation in getattr(project, "_prefetched_objects_cache", {}) else []
