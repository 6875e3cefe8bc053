"""Sub-projects put under their theme project, once every row is in: the theme project may stand further down."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.batches import batched
from projects.imports.source_files.rows import Where
from projects.models import Project

from .repository import BATCH_SIZE


@dataclass(frozen=True, slots=True)
class ParentRequest:
    """A row says that a project belongs to the theme project with this number.

    may_replace: also if it has another. is_edited: staff has chosen its theme project.
    """

    pk: int
    parent_number: str
    where: Where
    title: str
    may_replace: bool
    is_new: bool
    is_edited: bool


class ParentChange(NamedTuple):
    """A theme project that was given to a project: the pk of the one before and after."""

    request: ParentRequest
    before: int | None
    after: int


class _ThemeProject(NamedTuple):
    pk: int
    parent: int | None


def link_parents(
    requests: Iterable[ParentRequest], now: datetime, refuse: Callable[[ParentRequest, str], None]
) -> Iterator[ParentChange]:
    """Write which project belongs to which theme project; yield each change.

    now: time of the change. refuse: called with a request and a sentence that says why it is not followed. There are
    two levels only: a theme project has none itself. Three SQL statements a batch, and one for each theme project.
    """
    for batch in batched(requests, BATCH_SIZE):
        changes = list(_resolve(batch, refuse))
        for parent in {change.after for change in changes}:
            pks = [change.request.pk for change in changes if change.after == parent]
            Project.objects.filter(pk__in=pks).update(parent=parent, changed_at=now)
        yield from changes


def _resolve(batch: list[ParentRequest], refuse: Callable[[ParentRequest, str], None]) -> Iterator[ParentChange]:
    named = Project.objects.filter(number__in={request.parent_number for request in batch})
    theme_projects = {
        number: _ThemeProject(pk, parent) for number, pk, parent in named.values_list("number", "pk", "parent")
    }
    pks = [request.pk for request in batch]
    parents = dict(Project.objects.filter(pk__in=pks).values_list("pk", "parent"))
    parents.update(theme_projects.values())
    with_children = set(Project.objects.filter(parent__in=pks).values_list("parent", flat=True))
    for request in batch:
        number = {"number": request.parent_number}
        theme_project, before = theme_projects.get(request.parent_number), parents[request.pk]
        if theme_project is None:
            refuse(request, _("The theme project %(number)s is not known.") % number)
        elif theme_project.pk == before:
            continue
        elif request.is_edited or (before and not request.may_replace):
            refuse(request, _("The theme project stays; the file says %(number)s.") % number)
        elif theme_project.pk == request.pk or parents[theme_project.pk] or request.pk in with_children:
            refuse(request, _("Project %(number)s cannot be its theme project.") % number)
        else:
            parents[request.pk] = theme_project.pk
            with_children.add(theme_project.pk)
            yield ParentChange(request, before, theme_project.pk)
