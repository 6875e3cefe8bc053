"""Projects with all that belongs to them, loaded and saved a batch at a time, in a bounded number of statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from projects.models import Funding, Project, ProjectPlace

from .aggregate import ProjectAggregate

_Partner = Project.partners.through
# Everything but the key: the upsert writes whole rows, which is many times faster than a CASE per row and column.
_PROJECT_COLUMNS = [field.name for field in Project._meta.concrete_fields if not field.primary_key]
BATCH_SIZE = 2000  # projects at a time, rows of a file or projects of the database
_FUNDING_COLUMNS = [*Funding.MONEY, "is_approximate"]


def load(**conditions: Any) -> list[ProjectAggregate]:
    """Return the projects that meet the conditions (as of QuerySet.filter). Four SQL statements."""
    aggregates = {project.pk: ProjectAggregate(project) for project in Project.objects.filter(**conditions)}
    if not aggregates:
        return []
    pks = list(aggregates)
    for place in ProjectPlace.objects.filter(project__in=pks):
        aggregates[place.project_id].places[place.municipality_id] = place.name_in_source
    partners = _Partner.objects.filter(project__in=pks).order_by("pk").values_list("project", "leadergroup")
    for project, group in partners:
        aggregates[project].partners.append(group)
    for funding in Funding.objects.filter(project__in=pks):
        aggregates[funding.project_id].fundings[funding.stage, funding.financial_year] = funding
    return list(aggregates.values())


def save(aggregates: Iterable[ProjectAggregate]) -> None:
    """Write new and changed projects; what has not changed costs nothing."""
    new, changed = [], []
    for aggregate in aggregates:
        if aggregate.is_new:
            new.append(aggregate)
        elif aggregate.changed:
            changed.append(aggregate)
    Project.objects.bulk_create([aggregate.project for aggregate in new])
    _upsert(Project, [aggregate.project for aggregate in changed], _PROJECT_COLUMNS)
    _save_places([aggregate for aggregate in changed if "places" in aggregate.changed], new)
    _save_partners([aggregate for aggregate in changed if "partners" in aggregate.changed], new)
    _save_fundings([aggregate for aggregate in changed if "money" in aggregate.changed] + new)


def _upsert(model: type[Model], rows: Sequence[Model], columns: list[str]) -> None:
    if rows:
        model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=columns)


def _save_places(changed: list[ProjectAggregate], new: list[ProjectAggregate]) -> None:
    ProjectPlace.objects.filter(project__in=[aggregate.project.pk for aggregate in changed]).delete()
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project_id=aggregate.project.pk, municipality_id=code, name_in_source=name)
        for aggregate in [*changed, *new]
        for code, name in aggregate.places.items()
    )


def _save_partners(changed: list[ProjectAggregate], new: list[ProjectAggregate]) -> None:
    _Partner.objects.filter(project__in=[aggregate.project.pk for aggregate in changed]).delete()
    _Partner.objects.bulk_create(
        _Partner(project_id=aggregate.project.pk, leadergroup_id=group)
        for aggregate in [*changed, *new]
        for group in aggregate.partners
    )


def _save_fundings(aggregates: list[ProjectAggregate]) -> None:
    to_create, to_update, to_delete = [], [], []
    for aggregate in aggregates:
        for funding in aggregate.fundings.values():
            funding.project_id = aggregate.project.pk
            if all(getattr(funding, column) is None for column in Funding.MONEY):  # no sum is left: not worth a row
                to_delete += [funding.pk] if funding.pk else []
            else:
                (to_update if funding.pk else to_create).append(funding)
    Funding.objects.bulk_create(to_create)
    _upsert(Funding, to_update, _FUNDING_COLUMNS)
    Funding.objects.filter(pk__in=to_delete).delete()


@dataclass
class ProjectIndex:
    """Projects by their number, and by (pk of the source, id in the source)."""

    by_number: dict[str, ProjectAggregate] = field(default_factory=dict)
    by_source_key: dict[tuple[int, str], ProjectAggregate] = field(default_factory=dict)

    def add(self, aggregate: ProjectAggregate) -> None:
        """Let a project be found by its number and its id."""
        project = aggregate.project
        if project.number:
            self.by_number[project.number] = aggregate
        if project.source_key:
            self.by_source_key[project.source_id, project.source_key] = aggregate
