"""Who gets an enquiry: it follows from the place; where the place leaves it open, the sender chooses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from groups.models import AreaMembership, LeaderGroup
from places.models import Municipality, Region
from text.normalise import ordering_key

from .emails import email_for
from .place_choices import EnquiryPlace

ALL = "all"
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class RecipientChoice:
    """One choice of who gets the enquiry; no groups means the coordinator of the network."""

    value: str
    label: str
    groups: tuple[LeaderGroup, ...] = ()

    @property
    def groups_via_coordinator(self) -> list[LeaderGroup]:
        """The groups whose own address the portal does not know: the coordinator passes the enquiry on."""
        return [group for group in self.groups if email_for(group).is_coordinators]


@dataclass(frozen=True)
class Routing:
    """The choices that a place leaves (at least one), and the value of the one preselected, "" for none."""

    choices: list[RecipientChoice] = field(default_factory=list)
    default: str = ""
    is_outside: bool = False

    @property
    def needs_choice(self) -> bool:
        return len(self.choices) > 1

    @property
    def only_group(self) -> LeaderGroup | None:
        """The one group that gets the enquiry, None when the sender chooses or several groups get it."""
        groups = () if self.needs_choice else self.choices[0].groups
        return groups[0] if len(groups) == 1 else None

    @property
    def can_go_via_coordinator(self) -> bool:
        return any(choice.groups_via_coordinator for choice in self.choices)

    def choice(self, value: str) -> RecipientChoice | None:
        """Return the choice with a value, None for an unknown one; the only choice needs no value."""
        if not self.needs_choice:
            return self.choices[0]
        return next((choice for choice in self.choices if choice.value == value), None)


def routing_of(place: EnquiryPlace, asked_group: LeaderGroup | None = None) -> Routing:
    """Return who can get an enquiry about a place. One statement.

    asked_group: the group whose page the sender comes from. It is always among the choices: from a group's page one
    can write to that group, whatever the place.
    """
    if place.area_of:
        return Routing([_to(place.area_of)])
    routing = _of_region(place.region) if place.region else _of_municipality(place.municipality)
    if asked_group and asked_group.slug not in {choice.value for choice in routing.choices}:
        return replace(routing, choices=[_to(asked_group), *routing.choices])
    return replace(routing, default=asked_group.slug if asked_group else "")


def _of_region(region: Region) -> Routing:
    groups = _groups_working_in(areas__municipality__region=region)
    if not groups:
        return Routing([_to_coordinator()], is_outside=True)
    return Routing([_to_all(groups) if len(groups) > 1 else _to(groups[0])])


def _of_municipality(municipality: Municipality | None) -> Routing:
    areas = AreaMembership.objects.filter(municipality=municipality, valid_to=None, group__valid_to=None)
    parts = {area.group: area.part for area in areas.select_related("group__office")}
    if parts:
        groups = _ordered(parts)
        single = [_to(group, parts[group]) for group in groups]
        return Routing(single if len(groups) == 1 else [*single, _to_all(groups)])
    neighbours = _groups_working_in(areas__municipality__neighbours=municipality)
    return Routing([*map(_to, neighbours), _to_coordinator()], is_outside=True)


def _groups_working_in(**places: Municipality | Region | None) -> list[LeaderGroup]:
    # The office has the address that mail goes to when the group itself has given none.
    groups = LeaderGroup.objects.current().select_related("office")
    return _ordered(groups.filter(areas__valid_to=None, **places).distinct())


def _ordered(groups: Iterable[LeaderGroup]) -> list[LeaderGroup]:
    return sorted(groups, key=lambda group: ordering_key(group.short_name))


def _to(group: LeaderGroup, part: str = "") -> RecipientChoice:
    label = (
        _("%(group)s: %(part)s") % {"group": _name_with_route(group), "part": part} if part else _name_with_route(group)
    )
    return RecipientChoice(group.slug, label, (group,))


def _name_with_route(group: LeaderGroup) -> str:
    """Return the name of a group, and "through the coordinator" when the portal does not know the group's address."""
    route = _("through the coordinator")  # not inside the f-string, where makemessages does not find it
    return f"{group} ({route})" if email_for(group).is_coordinators else str(group)


def _to_all(groups: Sequence[LeaderGroup]) -> RecipientChoice:
    label = _("All of them: %(groups)s") % {"groups": ", ".join(map(_name_with_route, groups))}
    return RecipientChoice(ALL, label, tuple(groups))


def _to_coordinator() -> RecipientChoice:
    return RecipientChoice(COORDINATOR, _("The coordinator of the Leader network"))
