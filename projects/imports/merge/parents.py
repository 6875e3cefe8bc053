"""Sub-projects put under their theme project, once every row is in: the theme project may stand further down."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.imports.source_files.rows import Where
from projects.models import Project
from projects.search.index.records import pieces


class Ask(NamedTuple):
    """A row says that project `pk` belongs to the theme project with this number. may_replace: also if it has one."""

    pk: int
    number: str
    where: Where
    title: str
    may_replace: bool
    is_new: bool
    is_edited: bool


class Link(NamedTuple):
    """What link() did: the Ask, and the pk of the theme project before and after."""

    ask: Ask
    before: int | None
    after: int


def link(asks, now, refuse):
    """Write who belongs to which theme project; yields a Link for each project whose theme project changes.

    asks: list of Ask. now: time of the change. refuse: called with an Ask and a sentence that says why it is left
    undone. There are two levels only: a theme project has none itself. Three SQL statements a thousand or two.
    """
    for piece in pieces(asks):
        wanted = Project.objects.filter(number__in={ask.number for ask in piece})
        theme_projects = {number: (pk, parent) for number, pk, parent in wanted.values_list("number", "pk", "parent")}
        pks = [ask.pk for ask in piece]
        parents = dict(Project.objects.filter(pk__in=pks).values_list("pk", "parent"))
        parents.update(theme_projects.values())
        with_children = set(Project.objects.filter(parent__in=pks).values_list("parent", flat=True))
        changed = []
        for ask in piece:
            pk, _parent = theme_projects.get(ask.number, (None, None))
            before = parents[ask.pk]
            if pk is None:
                refuse(ask, _("The theme project %(number)s is not known.") % {"number": ask.number})
            elif pk == before:
                continue
            elif ask.is_edited or (before and not ask.may_replace):
                refuse(ask, _("The theme project stays; the file says %(number)s.") % {"number": ask.number})
            elif pk == ask.pk or parents[pk] or ask.pk in with_children:
                refuse(ask, _("Project %(number)s cannot be its theme project.") % {"number": ask.number})
            else:
                parents[ask.pk] = pk
                with_children.add(pk)
                changed.append(Link(ask, before, pk))
        for parent in {one.after for one in changed}:
            own = [one.ask.pk for one in changed if one.after == parent]
            Project.objects.filter(pk__in=own).update(parent=parent, changed_at=now)
        yield from changed
