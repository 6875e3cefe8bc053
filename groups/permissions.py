"""Who may do what in the admin: the one place that answers. Rights come from Membership rows, and from nothing else.

Two questions make up all rights, both answered by groups: which ones somebody sees (their profile, enquiries, exports),
and which ones she speaks for (edits their profile, answers their enquiries). docs/adr/0007 tells why.

- superuser, coordinator of the network: sees and speaks for all, and keeps what belongs to no group;
- coordinator of a region: sees the groups that work in the region;
- editor: sees her groups and speaks for them;
- anybody else of the staff, and whoever is not active: nothing.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.db.models import Q

from .models import AreaMembership, LeaderGroup, Membership, Role

# What an editor and a coordinator of a region may do with a model at all, by (role, "app.model"); with which rows is
# for the functions below to say. What is not named here is for the coordinator of the network.
_ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {}
_APPS = {"places", "search", "seeding", "outbox"}


def allow(role, model, *deeds):
    """Let a role do deeds ("view", "add", "change", "delete") with a model, named "app.model" in small letters.

    Called at start by each app for its own models. All of an app that calls is open to the coordinator of the network.
    """
    _ALLOWED[role, model] = deeds
    _APPS.add(model.partition(".")[0])


for _model in ("leadergroup", "areamembership"):
    allow(Role.REGION, f"groups.{_model}", "view")
allow(Role.EDITOR, "groups.leadergroup", "view", "change")
allow(Role.EDITOR, "groups.areamembership", "view")
for (
    _model
) in "serviceoffer exampleactivity localdevelopmentstrategy contact groupstrength boardcomposition office".split():
    allow(Role.REGION, f"groups.{_model}", "view")
    allow(Role.EDITOR, f"groups.{_model}", "view", "add", "change", "delete")


@dataclass(frozen=True)
class Permissions:
    """What the memberships of one user come to; groups by primary key."""

    roles: frozenset
    own: frozenset = frozenset()
    of_regions: frozenset = frozenset()

    @property
    def runs_network(self):
        return Role.NETWORK in self.roles

    @property
    def seen(self):
        return self.own | self.of_regions


NO_PERMISSIONS = Permissions(roles=frozenset())


def permissions_of(user):
    """Return the Rights of a user; read once for each user object, so once a request."""
    if not (user.is_active and user.is_staff):
        return NO_PERMISSIONS
    if user.is_superuser:
        return Permissions(frozenset({Role.NETWORK}))
    # On the user itself, behind the lazy object of a request: Django keeps its permissions there, too.
    if not hasattr(user, "_rights"):
        user._rights = _read(user)
    return user._rights


def _read(user):
    rows = list(Membership.objects.filter(user=user).values_list("role", "group_id", "region_id"))
    regions = [region for _role, _group, region in rows if region]
    return Permissions(
        roles=frozenset(Role(role) for role, _group, _region in rows),
        own=frozenset(group for _role, group, _region in rows if group),
        of_regions=frozenset(_working_in(regions).values_list("pk", flat=True)) if regions else frozenset(),
    )


def _working_in(regions):
    """Return the groups, former ones too, whose main region or a municipality lies in the regions (codes)."""
    in_area = Q(areas__municipality__region__in=regions, areas__valid_to=None)
    return LeaderGroup.objects.filter(Q(home_region__in=regions) | in_area).distinct()


def is_network_coordinator(user):
    """Return whether a user keeps what belongs to no group: places, services, pages, imports, mails, memberships."""
    return permissions_of(user).runs_network


def can_read_enquiries(user):
    """Return whether a user can read any enquiry at all: everybody with a membership."""
    return bool(permissions_of(user).roles)


def can_view(user, group_pk):
    """Return whether a user may look at a group's rows. group_pk: None for a row that belongs to no group."""
    rights = permissions_of(user)
    return rights.runs_network or group_pk in rights.seen


def can_act_for(user, group_pk):
    """Return whether a user may edit a group's rows and answer for it. group_pk: as in sees()."""
    rights = permissions_of(user)
    return rights.runs_network or group_pk in rights.own


def visible_to(queryset, user, path="group"):
    """Return the rows of a queryset that belong to groups whose rows the user may look at.

    path: from the rows to the group's key, "pk" for groups themselves.
    """
    rights = permissions_of(user)
    return queryset if rights.runs_network else queryset.filter(**{f"{path}__in": rights.seen})


def managed_by(queryset, user, path="group"):
    """Return the rows of a queryset that belong to groups that the user speaks for. path: as in seen()."""
    rights = permissions_of(user)
    return queryset if rights.runs_network else queryset.filter(**{f"{path}__in": rights.own})


def staff_of(group):
    """Return the active users whom an enquiry to a group can be given to, by name.

    group: LeaderGroup, or None for what goes to the network: its coordinators and superusers, who are there for every
    group, too.
    """
    everywhere = Q(is_superuser=True) | Q(memberships__role=Role.NETWORK)
    if group:
        regions = AreaMembership.objects.filter(group=group, valid_to=None).values("municipality__region")
        near = Q(memberships__region__in=regions) | Q(memberships__region=group.home_region_id)
        everywhere |= Q(memberships__group=group) | near & Q(memberships__role=Role.REGION)
    users = get_user_model().objects.filter(everywhere, is_active=True, is_staff=True)
    return users.distinct().order_by("last_name", "first_name", "username")


class MembershipBackend(BaseBackend):
    """Django's own question, "app.deed_model", answered by memberships: what every ModelAdmin asks."""

    def has_perm(self, user, perm, obj=None):
        """Return whether the user may do a deed with some rows of a model."""
        app, _dot, codename = perm.partition(".")
        deed, _line, model = codename.partition("_")
        rights = permissions_of(user)
        if rights.runs_network:
            return app in _APPS
        return any(deed in _ALLOWED.get((role, f"{app}.{model}"), ()) for role in rights.roles)

    def has_module_perms(self, user, app_label):
        """Return whether the user may do anything with an app."""
        rights = permissions_of(user)
        if rights.runs_network:
            return app_label in _APPS
        return any(role in rights.roles and model.startswith(f"{app_label}.") for role, model in _ALLOWED)
