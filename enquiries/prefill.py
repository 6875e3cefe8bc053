"""What the address of the form fills in: ?group=…&municipality=…&service=…&project=… ."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import LeaderGroup
from projects.models import Project

from .emails import email_for
from .place_choices import EnquiryPlace, find_group, find_place

MAX_TOPICS = 30  # of a parameter that may be repeated
MAX_ID_DIGITS = 19  # of a bigint


@dataclass(frozen=True)
class Prefill:
    """What a fresh form holds. Unknown values are left out; has_unknown says that there were some."""

    group: LeaderGroup | None = None
    place: EnquiryPlace | None = None
    duties: tuple[str, ...] = ()  # slugs, not checked
    services: tuple[str, ...] = ()
    has_unknown: bool = False
    text: str = ""  # how the message begins

    @property
    def is_by_coordinator(self) -> bool:
        """Whether a message to the group goes through the coordinator: the portal knows no address of the group."""
        return self.group is not None and email_for(self.group).is_coordinators


def parse_prefill(query: QueryDict) -> Prefill:
    """Read the query string. A municipality counts before a region, the last of repeated values counts.

    A report of an error in a project needs no place: it is about the whole area of the project's group.
    """
    group = find_group(query.get("group", ""))
    place = None
    for kind in ("municipality", "region"):
        if query.get(kind) and place is None:
            place = find_place(f"{kind}:{query[kind]}")
    names_place = any(query.get(kind) for kind in ("municipality", "region"))
    project = _project(query.get("project", ""))
    if project and group and not names_place:
        place = EnquiryPlace(area_of=group)
    return Prefill(
        group=group,
        place=place,
        duties=tuple(query.getlist("duty")[:MAX_TOPICS]),
        services=tuple(query.getlist("service")[:MAX_TOPICS]),
        has_unknown=bool((query.get("group") and not group) or (names_place and not place)),
        text=message_about_project(project) if project else "",
    )


def _project(pk: str) -> Project | None:
    """Return the published project with this id, None for an unknown one or another text."""
    is_id = pk.isascii() and pk.isdigit() and len(pk) < MAX_ID_DIGITS
    return Project.objects.filter(pk=pk, is_published=True).first() if is_id else None


def message_about_project(project: Project) -> str:
    """Return how a message that reports an error in a project begins: with its title and address."""
    values = {"title": project.title, "address": settings.PORTAL_URL + reverse("project-id", args=[project.pk])}
    return _("About the project “%(title)s” (%(address)s):") % values + "\n\n"
