"""Who gets an enquiry: follows from the place; where a place leaves it open, the sender chooses."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.models import AreaMembership, LeaderGroup
from text.normalise import ordering_key

from .emails import email_for

ALL = "all"
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Choice:
    """One answer to "who gets it": the groups; none means the coordinator of the network."""

    value: str
    label: str
    groups: tuple[LeaderGroup, ...] = ()

    @property
    def by_coordinator(self):
        """The groups whose own address the portal does not know: the coordinator passes the enquiry on."""
        return [group for group in self.groups if email_for(group)[1]]


@dataclass(frozen=True)
class Routing:
    """The choices that a place leaves (at least one), and the one that holds when the sender makes none."""

    choices: list[Choice] = field(default_factory=list)
    default: str = ""
    is_outside: bool = False

    @property
    def is_question(self):
        return len(self.choices) > 1

    @property
    def only_group(self):
        """The group that gets it when there is nothing to choose and it is one; else None."""
        groups = () if self.is_question else self.choices[0].groups
        return groups[0] if len(groups) == 1 else None

    @property
    def may_go_by_coordinator(self):
        return any(choice.by_coordinator for choice in self.choices)

    def choice(self, value):
        """Return the Choice of a value, None for an unknown one; the only choice needs no value."""
        if not self.is_question:
            return self.choices[0]
        return next((choice for choice in self.choices if choice.value == value), None)


def routing_of(place, asked_group=None):
    """Return the Routing of a Place.

    asked_group: the LeaderGroup whose page the sender comes from. It is always among the choices: who starts from
    a group's page can write to that group, whatever the place.
    One statement.
    """
    if place.area_of:
        return Routing([_to(place.area_of)])
    if place.region:
        choices, is_outside = _of_region(place.region)
    else:
        choices, is_outside = _of_municipality(place.municipality)
    if asked_group and asked_group.slug not in {choice.value for choice in choices}:
        choices = [_to(asked_group), *choices]
        default = ""
    else:
        default = asked_group.slug if asked_group else ""
    return Routing(choices, default, is_outside)


def _of_region(region):
    groups = _working_in(areas__municipality__region=region)
    if not groups:
        return [_to_coordinator()], True
    return [_to_all(groups) if len(groups) > 1 else _to(groups[0])], False


def _of_municipality(municipality):
    areas = AreaMembership.objects.filter(municipality=municipality, valid_to=None, group__valid_to=None)
    parts = {area.group: area.part for area in areas.select_related("group__office")}
    if parts:
        groups = _ordered(parts)
        single = [_to(group, parts[group]) for group in groups]
        return (single if len(groups) == 1 else [*single, _to_all(groups)]), False
    neighbours = _working_in(areas__municipality__neighbours=municipality)
    return [*(_to(group) for group in neighbours), _to_coordinator()], True


def _working_in(**places):
    # The office has the address that mail goes to when the group itself has given none.
    groups = LeaderGroup.objects.current().select_related("office")
    return _ordered(groups.filter(areas__valid_to=None, **places).distinct())


def _ordered(groups):
    return sorted(groups, key=lambda group: ordering_key(group.short_name))


def _to(group, part=""):
    label = _("%(group)s: %(part)s") % {"group": _told(group), "part": part} if part else _told(group)
    return Choice(group.slug, label, (group,))


def _told(group):
    """Return the name of a group, and the way an enquiry takes when the portal does not know the group's address."""
    way = _("through the coordinator")  # not inside the f-string, where makemessages does not find it
    return f"{group} ({way})" if email_for(group)[1] else str(group)


def _to_all(groups):
    label = _("All of them: %(groups)s") % {"groups": ", ".join(map(_told, groups))}
    return Choice(ALL, label, tuple(groups))


def _to_coordinator():
    return Choice(COORDINATOR, _("The coordinator of the Leader network"))
