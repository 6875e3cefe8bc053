"""Projects read from the database for a piece of a file, and written back: a bounded number of statements a piece."""

from projects.models import Funding, Project, ProjectPlace

from .diff import ExistingProject, is_empty_funding

_Partner = Project.partners.through
# Everything but the key: the upsert writes whole rows, which is many times faster than a CASE per row and column.
_PROJECT_COLUMNS = [field.name for field in Project._meta.concrete_fields if not field.primary_key]
_FUNDING_COLUMNS = [*Funding.MONEY, "is_approximate"]


def read(**which):
    """Return the Known projects that meet the conditions: a list. Four SQL statements."""
    known = {project.pk: ExistingProject(project) for project in Project.objects.filter(**which)}
    if not known:
        return []
    for place in ProjectPlace.objects.filter(project__in=list(known)):
        known[place.project_id].places[place.municipality_id] = place.name_in_source
    for project, group in (
        _Partner.objects.filter(project__in=list(known)).order_by("pk").values_list("project", "leadergroup")
    ):
        known[project].partners.append(group)
    for funding in Funding.objects.filter(project__in=list(known)):
        known[funding.project_id].fundings[funding.stage, funding.financial_year] = funding
    return list(known.values())


def write(known):
    """Write Known projects, new and changed ones. known: list; what needs no writing costs nothing."""
    new = [one for one in known if one.is_new]
    Project.objects.bulk_create([one.project for one in new])
    changed = [one for one in known if one.changed and not one.is_new]
    _upsert(Project, [one.project for one in changed], _PROJECT_COLUMNS)
    _write_places([one for one in changed if "places" in one.changed], new)
    _write_partners([one for one in changed if "partners" in one.changed], new)
    _write_fundings([one for one in changed if "money" in one.changed] + new)


def _upsert(model, rows, columns):
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=columns)


def _write_places(changed, new):
    ProjectPlace.objects.filter(project__in=[one.project.pk for one in changed]).delete()
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project_id=one.project.pk, municipality_id=code, name_in_source=name_in_source)
        for one in [*changed, *new]
        for code, name_in_source in one.places.items()
    )


def _write_partners(changed, new):
    _Partner.objects.filter(project__in=[one.project.pk for one in changed]).delete()
    _Partner.objects.bulk_create(
        _Partner(project_id=one.project.pk, leadergroup_id=group) for one in [*changed, *new] for group in one.partners
    )


def _write_fundings(known):
    to_make, to_change, to_delete = [], [], []
    for one in known:
        for funding in one.fundings.values():
            funding.project_id = one.project.pk
            if is_empty_funding(funding):
                to_delete += [funding.pk] if funding.pk else []
            else:
                (to_change if funding.pk else to_make).append(funding)
    Funding.objects.bulk_create(to_make)
    _upsert(Funding, to_change, _FUNDING_COLUMNS)
    Funding.objects.filter(pk__in=to_delete).delete()


def by_key(known):
    """Return Known projects as two dicts: by their number, and by (pk of the source, id in the source)."""
    numbers, keys = {}, {}
    for one in known:
        if one.project.number:
            numbers[one.project.number] = one
        if one.project.source_key:
            keys[one.project.source_id, one.project.source_key] = one
    return numbers, keys
