"""Who may do what in the admin: the only module that decides. Permissions come from Membership rows alone.

Two questions decide everything, both answered by groups: which groups a user may view (their profile, enquiries,
exports), and which ones they may act for (edit the profile, answer enquiries). docs/adr/0007 says why.

- superuser, coordinator of the network: views and acts for all groups, and manages what belongs to no group;
- coordinator of a region: views the groups that work in the region;
- editor: views their groups and acts for them;
- any other member of staff, and users who are not active: nothing.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Model, Q, QuerySet

from .models import (
    AreaMembership,
    BoardComposition,
    Contact,
    ExampleActivity,
    GroupStrength,
    LeaderGroup,
    LocalDevelopmentStrategy,
    Membership,
    Office,
    Role,
    ServiceOffer,
)

User = AbstractUser | AnonymousUser
Row = TypeVar("Row", bound=Model)
_CACHE = "_membership_permissions"  # an attribute of the user object

# What an editor and a coordinator of a region may do with a model at all, by role and "app.model"; with which rows is
# for the functions below to decide. What is not named here is for the coordinator of the network.
_allowed: dict[tuple[str, str], tuple[str, ...]] = {}
_apps = {"places", "search", "seeding", "outbox"}


def allow(role: Role, model: type[Model], *actions: str) -> None:
    """Let a role do actions ("view", "add", "change", "delete") with a model.

    Each app calls it at start for its own models. Everything in an app that calls is open to the coordinator of the
    network.
    """
    _allowed[role, model._meta.label_lower] = actions
    _apps.add(model._meta.app_label)


# What belongs to a group and its editors write.
FACT_MODELS = (
    ServiceOffer,
    ExampleActivity,
    LocalDevelopmentStrategy,
    Contact,
    GroupStrength,
    BoardComposition,
    Office,
)
for _model in (LeaderGroup, AreaMembership, *FACT_MODELS):
    allow(Role.REGION, _model, "view")
allow(Role.EDITOR, LeaderGroup, "view", "change")
allow(Role.EDITOR, AreaMembership, "view")
for _model in FACT_MODELS:
    allow(Role.EDITOR, _model, "view", "add", "change", "delete")


@dataclass(frozen=True)
class Permissions:
    """What the memberships of one user add up to; groups by primary key."""

    roles: frozenset[Role]
    managed_groups: frozenset[int] = frozenset()
    regional_groups: frozenset[int] = frozenset()

    @property
    def is_network_coordinator(self) -> bool:
        return Role.NETWORK in self.roles

    @property
    def visible_groups(self) -> frozenset[int]:
        return self.managed_groups | self.regional_groups


NO_PERMISSIONS = Permissions(roles=frozenset())


def permissions_of(user: User) -> Permissions:
    """Return the permissions of a user; read once for each user object, so once a request."""
    if not (user.is_active and user.is_staff):
        return NO_PERMISSIONS
    if user.is_superuser:
        return Permissions(frozenset({Role.NETWORK}))
    # On the user itself, behind the lazy object of a request: Django keeps its permissions there, too.
    permissions = getattr(user, _CACHE, None)
    if permissions is None:
        permissions = _read(user)
        setattr(user, _CACHE, permissions)
    return permissions


def _read(user: User) -> Permissions:
    memberships = list(Membership.objects.filter(user=user.pk))
    regions = [membership.region_id for membership in memberships if membership.region_id]
    return Permissions(
        roles=frozenset(Role(membership.role) for membership in memberships),
        managed_groups=frozenset(membership.group_id for membership in memberships if membership.group_id),
        regional_groups=frozenset(_groups_of(regions).values_list("pk", flat=True)) if regions else frozenset(),
    )


def _groups_of(regions: list[str]) -> QuerySet[LeaderGroup]:
    """Return the groups, former ones too, whose main region or a municipality lies in the regions (codes)."""
    in_area = Q(areas__municipality__region__in=regions, areas__valid_to=None)
    return LeaderGroup.objects.filter(Q(home_region__in=regions) | in_area).distinct()


def is_network_coordinator(user: User) -> bool:
    """Return whether a user manages what belongs to no group: places, services, pages, imports, mails, memberships."""
    return permissions_of(user).is_network_coordinator


def can_read_enquiries(user: User) -> bool:
    """Return whether a user can read any enquiry at all: everybody with a membership."""
    return bool(permissions_of(user).roles)


def can_view(user: User, group_pk: int | None) -> bool:
    """Return whether a user may view a group's rows. group_pk: None for a row that belongs to no group."""
    permissions = permissions_of(user)
    return permissions.is_network_coordinator or group_pk in permissions.visible_groups


def can_act_for(user: User, group_pk: int | None) -> bool:
    """Return whether a user may edit a group's rows and answer for it. group_pk: as in can_view()."""
    permissions = permissions_of(user)
    return permissions.is_network_coordinator or group_pk in permissions.managed_groups


def visible_to(queryset: QuerySet[Row], user: User, path: str = "group") -> QuerySet[Row]:
    """Return the rows that belong to groups the user may view.

    path: from the rows to the group's key, "pk" for groups themselves.
    """
    permissions = permissions_of(user)
    if permissions.is_network_coordinator:
        return queryset
    return queryset.filter(**{f"{path}__in": permissions.visible_groups})


def managed_by(queryset: QuerySet[Row], user: User, path: str = "group") -> QuerySet[Row]:
    """Return the rows that belong to groups the user may act for. path: as in visible_to()."""
    permissions = permissions_of(user)
    if permissions.is_network_coordinator:
        return queryset
    return queryset.filter(**{f"{path}__in": permissions.managed_groups})


def staff_of(group: LeaderGroup | None) -> QuerySet:
    """Return the active users to whom an enquiry to a group can be assigned, by name.

    group: None for what goes to the network. Coordinators of the network and superusers are there for every group.
    """
    eligible = Q(is_superuser=True) | Q(memberships__role=Role.NETWORK)
    if group:
        regions = AreaMembership.objects.filter(group=group, valid_to=None).values("municipality__region")
        of_its_region = Q(memberships__region__in=regions) | Q(memberships__region=group.home_region_id)
        eligible |= Q(memberships__group=group) | of_its_region & Q(memberships__role=Role.REGION)
    users = get_user_model().objects.filter(eligible, is_active=True, is_staff=True)
    return users.distinct().order_by("last_name", "first_name", "username")


class MembershipBackend(BaseBackend):
    """Answers Django's "app.action_model", which every ModelAdmin asks, from memberships."""

    def has_perm(self, user: User, perm: str, obj: Model | None = None) -> bool:
        """Return whether the user may do the action with some rows of the model."""
        app, _dot, codename = perm.partition(".")
        action, _underscore, model = codename.partition("_")
        permissions = permissions_of(user)
        if permissions.is_network_coordinator:
            return app in _apps
        return any(action in _allowed.get((role, f"{app}.{model}"), ()) for role in permissions.roles)

    def has_module_perms(self, user: User, app_label: str) -> bool:
        """Return whether the user may do anything with an app."""
        permissions = permissions_of(user)
        if permissions.is_network_coordinator:
            return app_label in _apps
        return any(role in permissions.roles and model.startswith(f"{app_label}.") for role, model in _allowed)
