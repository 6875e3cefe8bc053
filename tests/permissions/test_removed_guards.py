"""The matrix sees it when a guard is gone: each of these is taken out, one at a time."""

import pytest
from django.contrib import admin

from accounts import middleware
from groups import permissions
from groups.admin.base import GroupScopedMixin
from history.admin_mixins import GuardedHistoryMixin

from . import matrix, table

pytestmark = pytest.mark.django_db


def _unfiltered(queryset, user, path="group"):
    return queryset


# What takes a guard out, who gets too much then, and below which address.
REMOVED = {
    "rows of one's groups": ((permissions, "visible_to", _unfiltered), "editor_a", "admin/groups/contact/"),
    "rows of a region": ((permissions, "visible_to", _unfiltered), "region_1", "admin/enquiries/enquiryrecipient/"),
    "queryset by group": (
        (GroupScopedMixin, "get_queryset", lambda self, request: super(GroupScopedMixin, self).get_queryset(request)),
        "editor_b",
        "admin/groups/serviceoffer/",
    ),
    "speaking for a group": ((permissions, "can_act_for", lambda user, key: True), "region_2", "admin/enquiries/"),
    "deeds by membership": (
        (permissions.MembershipBackend, "has_perm", lambda *args: True),
        "nobody",
        "admin/places/region/",
    ),
    "door of the administration": (
        (middleware.StaffGateMiddleware, "__call__", lambda self, request: self.get_response(request)),
        "password_only",
        "admin/groups/contact/",
    ),
    "second factor": (
        (middleware, "is_verified_staff", lambda user: user.is_active and user.is_staff),
        "password_only",
        "en/sign-in/",
    ),
    "quiet history": (
        (GuardedHistoryMixin, "check_view_permission", lambda self, request: None),
        "editor_a",
        "admin/outbox/outboxmail/",
    ),
}


@pytest.mark.parametrize("removed", REMOVED)
def test_a_guard_that_is_gone_is_seen(scene, monkeypatch, removed):
    where, name, below = REMOVED[removed]
    asked = {"names": [name], "methods": ("GET", "POST"), "only": lambda route: route.startswith(below)}
    scene.missing.clear()
    assert matrix.differences(scene, **asked) == []
    monkeypatch.setattr(*where)
    scene.missing.clear()
    assert matrix.differences(scene, **asked)


def test_a_new_address_is_seen(scene, monkeypatch):
    [*_others, model] = admin.site._registry
    monkeypatch.delitem(table.MODELS, model._meta.label_lower)
    assert matrix.unlisted()
