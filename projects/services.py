"""Operations on projects that touch more than one table."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from text.localized import localized
from text.normalise import ordering_key

from .models import Funding, FundingStage, Project
from .search.index import reindex

# Whose figure stands for a project in lists and sums: what was granted before what may have been.
HEADLINE_STAGES = [FundingStage.GRANTED, FundingStage.ANNOUNCED, FundingStage.PLANNED]


def title_key(project: Project) -> str:
    """Return the key that the project is sorted by, cut to its column; the same in every language."""
    return ordering_key(localized(project, "title", "fi")[0])[:80]


def set_headline_funding(project: Project, fundings: Iterable[Funding]) -> None:
    """Set the project's public_funding_eur, total_eur and funding_stage from its Fundings, without saving it.

    The surest stage with a public funding counts; else the surest with a total. Payments never do.
    """
    by_stage = {funding.stage: funding for funding in fundings}
    ordered = [by_stage[stage] for stage in HEADLINE_STAGES if stage in by_stage]
    chosen = next((funding for funding in ordered if funding.public_eur is not None), None)
    chosen = chosen or next((funding for funding in ordered if funding.total_eur is not None), None)
    project.public_funding_eur = chosen.public_eur if chosen else None
    project.total_eur = chosen.total_eur if chosen else None
    project.funding_stage = chosen.stage if chosen else ""


@transaction.atomic
def refresh_project(project: Project) -> None:
    """Update what is derived from a project after an edit: its figures, its place in the index."""
    set_headline_funding(project, project.fundings.all())
    project.title_key = title_key(project)
    project.changed_at = timezone.now()
    project.save(update_fields=["public_funding_eur", "total_eur", "funding_stage", "title_key", "changed_at"])
    reindex([project.pk])
