"""Who gets an enquiry: follows from the place; where a place leaves it open, the sender chooses."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.models import AreaMembership, LeaderGroup

ALL = "all"
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Choice:
    """One answer to "who gets it": the groups; none means the coordinator of the network."""

    value: str
    label: str
    groups: tuple[LeaderGroup, ...] = ()


@dataclass(frozen=True)
class Routing:
    """The choices that a place leaves (at least one), and the one that holds when the sender makes none."""

    choices: list[Choice] = field(default_factory=list)
    default: str = ""
    is_outside: bool = False

    @property
    def is_question(self):
        return len(self.choices) > 1

    def choice(self, value):
        """Return the Choice of a value, None for an unknown one; the only choice needs no value."""
        if not self.is_question:
            return self.choices[0]
        return next((choice for choice in self.choices if choice.value == value), None)


def routing_of(place, asked_group=None):
    """Return the Routing of a Place.

    asked_group: the LeaderGroup whose page the sender comes from. It is always among the choices: who starts from
    a group's page can write to that group, whatever the place.
    At most two statements.
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
    municipalities = {"areas__municipality__region": region, "areas__valid_to": None}
    groups = _ordered(_working_groups().filter(**municipalities).distinct())
    if not groups:
        return [_to_coordinator()], True
    return [_to_all(groups) if len(groups) > 1 else _to(groups[0])], False


def _of_municipality(municipality):
    areas = AreaMembership.objects.filter(municipality=municipality, valid_to=None, group__valid_to=None)
    parts = {area.group_id: area.part for area in areas.order_by("pk")}
    if parts:
        groups = _ordered(_working_groups().filter(pk__in=parts))
        single = [_to(group, parts[group.pk]) for group in groups]
        return (single if len(groups) == 1 else [*single, _to_all(groups)]), False
    near = {"areas__municipality__neighbours": municipality, "areas__valid_to": None}
    neighbours = _ordered(_working_groups().filter(**near).distinct())
    return [*(_to(group) for group in neighbours), _to_coordinator()], True


def _working_groups():
    # The office has the address that mail goes to when the group itself has given none.
    return LeaderGroup.objects.current().select_related("office")


def _ordered(groups):
    return groups.alphabetical()


def _to(group, part=""):
    label = _("%(group)s: %(part)s") % {"group": group, "part": part} if part else str(group)
    return Choice(group.slug, label, (group,))


def _to_all(groups):
    label = _("All of them: %(groups)s") % {"groups": ", ".join(map(str, groups))}
    return Choice(ALL, label, tuple(groups))


def _to_coordinator():
    return Choice(COORDINATOR, _("The coordinator of the Leader network"))
