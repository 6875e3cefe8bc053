"""Where the sender comes from: what the address of the form says, ?group=…&municipality=…&service=…&project=… ."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import LeaderGroup
from projects.models import Project

from .emails import email_for
from .place_choices import Place, find_group, find_place

MAX_TOPICS = 30  # of a parameter that may be repeated
MAX_ID_DIGITS = 19  # what a database takes for a number


@dataclass(frozen=True)
class Prefill:
    """What a form is filled with at first. Unknown words are left out; has_unknown says that there were some."""

    group: LeaderGroup | None = None
    place: Place | None = None
    duties: tuple[str, ...] = ()  # slugs, not checked
    services: tuple[str, ...] = ()
    has_unknown: bool = False
    text: str = ""  # how the message begins

    @property
    def is_by_coordinator(self):
        """Whether what is written to the group goes through the coordinator: the portal knows no address of it."""
        return self.group is not None and email_for(self.group)[1]


def parse_prefill(query):
    """Return the Start of a QueryDict. A municipality counts before a region, the last of repeated values counts.

    Whoever reports an error in a project to its group need not choose a place: it is about the group's whole area.
    """
    group = find_group(query.get("group", ""))
    place = None
    for kind in ("municipality", "region"):
        if query.get(kind) and place is None:
            place = find_place(f"{kind}:{query[kind]}")
    asked = any(query.get(kind) for kind in ("municipality", "region"))
    project = _project(query.get("project", ""))
    if project and group and not asked:
        place = Place(area_of=group)
    return Prefill(
        group=group,
        place=place,
        duties=tuple(query.getlist("duty")[:MAX_TOPICS]),
        services=tuple(query.getlist("service")[:MAX_TOPICS]),
        has_unknown=bool((query.get("group") and not group) or (asked and not place)),
        text=about_project(project) if project else "",
    )


def _project(pk):
    """Return the published project with this id, None for an unknown one or another word."""
    is_id = pk.isascii() and pk.isdigit() and len(pk) < MAX_ID_DIGITS
    return Project.objects.filter(pk=pk, is_published=True).first() if is_id else None


def about_project(project):
    """Return the first lines of a message on an error in what the portal says of a project: its title and address."""
    named = {"title": project.title, "address": settings.PORTAL_URL + reverse("project-id", args=[project.pk])}
    return _("About the project “%(title)s” (%(address)s):") % named + "\n\n"
