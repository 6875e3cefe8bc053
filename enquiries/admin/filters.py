"""Filters of the list of cases."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enquiries.models import EnquiryRecipient
from enquiries.sla.pending import UNREAD, awaiting_answer, overdue_cutoff
from enquiries.states import OPEN
from groups import permissions
from groups.models import LeaderGroup
from places.models import Region


class StateFilter(admin.SimpleListFilter):
    """By state, in the words of the staff."""

    title = _("state")
    parameter_name = "is"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [
            ("unread", _("unread")),
            ("unanswered", _("no answer yet")),
            ("open", _("open")),
            ("answered", _("answered")),
            ("failed", _("mail could not be delivered")),
            ("closed", _("closed")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> QuerySet[EnquiryRecipient]:
        match self.value():
            case "unread":
                return queryset.filter(state__in=UNREAD)
            case "unanswered":
                return queryset.filter(pk__in=awaiting_answer())
            case "open":
                return queryset.filter(state__in=OPEN)
            case "answered" | "failed" | "closed" as state:
                return queryset.filter(state=state)
        return queryset


class AgeFilter(admin.SimpleListFilter):
    """By the number of working days that the sender has waited for an answer."""

    title = _("waiting for an answer")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [("5", _("over 5 working days")), ("10", _("over 10 working days: overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> QuerySet[EnquiryRecipient]:
        if self.value() not in {"5", "10"}:
            return queryset
        before = overdue_cutoff(timezone.localdate(), int(self.value()))
        return queryset.filter(pk__in=awaiting_answer().filter(sent_on__lte=before))


class AssigneeFilter(admin.SimpleListFilter):
    """By the member of staff that a case is assigned to."""

    title = _("assigned to")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [("me", _("me")), ("nobody", _("nobody"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> QuerySet[EnquiryRecipient]:
        if self.value() == "me":
            return queryset.filter(assignee=request.user)
        return queryset.filter(assignee=None) if self.value() == "nobody" else queryset


def has_one_group(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Return whether all cases that a user can view are those of one group, so that its name need not be shown."""
    granted = permissions.permissions_of(user)
    return not granted.is_network_coordinator and len(granted.visible_groups) == 1


class GroupFilter(admin.SimpleListFilter):
    """By group; not offered to users who can view the cases of one group only."""

    title = _("Leader group")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        if has_one_group(request.user):
            return []
        with_cases = LeaderGroup.objects.filter(pk__in=model_admin.get_queryset(request).values("group"))
        return [(group.slug, str(group)) for group in with_cases.alphabetical()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> QuerySet[EnquiryRecipient]:
        return queryset.filter(group__slug=self.value()) if self.value() else queryset


class PlaceFilter(admin.SimpleListFilter):
    """By the region that an enquiry is about or that its municipality lies in; only regions with enquiries."""

    title = _("region")
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        listed = model_admin.get_queryset(request)
        paths = ["enquiry__region", "enquiry__municipality__region", "enquiry__area_of__home_region"]
        in_list = reduce(or_, (Q(pk__in=listed.values(path)) for path in paths))
        return [(region.code, str(region)) for region in Region.objects.filter(in_list).order_by("code")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> QuerySet[EnquiryRecipient]:
        if not self.value():
            return queryset
        in_region = Q(enquiry__region=self.value()) | Q(enquiry__municipality__region=self.value())
        return queryset.filter(in_region | Q(enquiry__area_of__home_region=self.value()))
