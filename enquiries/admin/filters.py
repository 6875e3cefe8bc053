"""Questions that staff asks of the list of cases."""

from functools import reduce
from operator import or_

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enquiries.sla.pending import UNREAD, counted_before, owing
from enquiries.states import OPEN
from groups import permissions
from groups.models import LeaderGroup
from places.models import Region


class StateFilter(admin.SimpleListFilter):
    """How far a case has come, in the words of who works on it."""

    title = _("state")
    parameter_name = "is"

    def lookups(self, request, model_admin):
        return [
            ("unread", _("unread")),
            ("unanswered", _("no answer yet")),
            ("open", _("open")),
            ("answered", _("answered")),
            ("failed", _("mail could not be delivered")),
            ("closed", _("closed")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "unread":
                return queryset.filter(state__in=UNREAD)
            case "unanswered":
                return queryset.filter(pk__in=owing())
            case "open":
                return queryset.filter(state__in=OPEN)
            case "answered" | "failed" | "closed" as state:
                return queryset.filter(state=state)
        return queryset


class AgeFilter(admin.SimpleListFilter):
    """How many working days an answer has been waited for."""

    title = _("waiting for an answer")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [("5", _("over 5 working days")), ("10", _("over 10 working days: overdue"))]

    def queryset(self, request, queryset):
        if self.value() not in {"5", "10"}:
            return queryset
        before = counted_before(timezone.localdate(), int(self.value()))
        return queryset.filter(pk__in=owing().filter(sent_on__lte=before))


class AssigneeFilter(admin.SimpleListFilter):
    """Whose a case is."""

    title = _("assigned to")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("me", _("me")), ("nobody", _("nobody"))]

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(assignee=request.user)
        return queryset.filter(assignee=None) if self.value() == "nobody" else queryset


def sees_one_group(user):
    """Return whether all cases that a user sees are those of one group, so that its name tells her nothing."""
    rights_here = permissions.permissions_of(user)
    return not rights_here.runs_network and len(rights_here.seen) == 1


class OwnGroupFilter(admin.SimpleListFilter):
    """One of the groups whose cases the user sees; no question for who sees one only."""

    title = _("Leader group")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        if sees_one_group(request.user):
            return []
        with_cases = LeaderGroup.objects.filter(pk__in=model_admin.get_queryset(request).values("group"))
        return [(group.slug, str(group)) for group in with_cases.alphabetical()]

    def queryset(self, request, queryset):
        return queryset.filter(group__slug=self.value()) if self.value() else queryset


class PlaceFilter(admin.SimpleListFilter):
    """The region that an enquiry is about, or that its municipality lies in; only those of which there is one."""

    title = _("region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        listed = model_admin.get_queryset(request)
        paths = ["enquiry__region", "enquiry__municipality__region", "enquiry__area_of__home_region"]
        in_list = reduce(or_, (Q(pk__in=listed.values(path)) for path in paths))
        return [(region.code, str(region)) for region in Region.objects.filter(in_list).order_by("code")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        in_region = Q(enquiry__region=self.value()) | Q(enquiry__municipality__region=self.value())
        return queryset.filter(in_region | Q(enquiry__area_of__home_region=self.value()))
