"""The matrix notices when a guard is gone: each of these is removed, one at a time."""

from typing import Any, NamedTuple

import pytest
from django.contrib import admin

from accounts import middleware
from groups import permissions
from groups.admin.base import GroupScopedMixin
from history.admin_mixins import GuardedHistoryMixin

from . import matrix, policy
from .addresses import routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Removal(NamedTuple):
    """A guard and what stands in its place; the user who gets too much then, below which address."""

    owner: Any
    name: str
    replacement: Any
    user: str
    below: str


def _unfiltered(queryset, user, path="group"):
    return queryset


REMOVALS = {
    "rows of one's groups": Removal(permissions, "visible_to", _unfiltered, "editor_a", "admin/groups/contact/"),
    "rows of a region": Removal(
        permissions, "visible_to", _unfiltered, "region_1", "admin/enquiries/enquiryrecipient/"
    ),
    "queryset by group": Removal(
        GroupScopedMixin,
        "get_queryset",
        lambda self, request: super(GroupScopedMixin, self).get_queryset(request),
        "editor_b",
        "admin/groups/serviceoffer/",
    ),
    "acting for a group": Removal(
        permissions, "can_act_for", lambda user, group_pk: True, "region_2", "admin/enquiries/"
    ),
    "permission by membership": Removal(
        permissions.MembershipBackend, "has_perm", lambda *args: True, "nobody", "admin/places/region/"
    ),
    "gate of the administration": Removal(
        middleware.StaffGateMiddleware,
        "__call__",
        lambda self, request: self.get_response(request),
        "password_only",
        "admin/groups/contact/",
    ),
    "second factor": Removal(
        middleware,
        "is_verified_staff",
        lambda user: user.is_active and user.is_staff,
        "password_only",
        "en/sign-in/",
    ),
    "history of rows one may view": Removal(
        GuardedHistoryMixin,
        "check_view_permission",
        lambda self, request: None,
        "editor_a",
        "admin/outbox/outboxmail/",
    ),
}


@pytest.mark.parametrize("removal", REMOVALS.values(), ids=REMOVALS)
def test_a_guard_that_is_gone_is_noticed(dataset, monkeypatch, removal):
    def differences():
        dataset.missing.clear()
        matching = [route for route in routes() if route.startswith(removal.below)]
        return matrix.differences(dataset, [removal.user], ("GET", "POST"), matching.__contains__)

    assert differences() == []
    monkeypatch.setattr(removal.owner, removal.name, removal.replacement)
    assert differences()


def test_a_new_address_is_noticed(monkeypatch):
    [*_others, model] = admin.site._registry
    monkeypatch.delitem(policy.MODELS, model._meta.label_lower)
    assert matrix.unlisted()
