"""Questions that staff asks of the list of groups."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorkingFilter(admin.SimpleListFilter):
    """Groups that work today, or former ones."""

    title = _("state")
    parameter_name = "works"

    def lookups(self, request, model_admin):
        return [("yes", _("works today")), ("no", _("former"))]

    def queryset(self, request, queryset):
        chosen = {"yes": True, "no": False}.get(self.value())
        return queryset if chosen is None else queryset.filter(valid_to__isnull=chosen)


class EmailFilter(admin.SimpleListFilter):
    """Groups whose enquiries have no address of their own and go to the coordinator."""

    title = _("e-mail for enquiries")
    parameter_name = "email"

    def lookups(self, request, model_admin):
        return [("yes", _("known")), ("no", _("missing: enquiries go to the coordinator"))]

    def queryset(self, request, queryset):
        known = Q(enquiry_email__gt="") | Q(office__email__gt="")
        if self.value() == "yes":
            return queryset.filter(known)
        if self.value() == "no":
            # Not exclude(known): a group without an office has no row to compare with.
            return queryset.filter(Q(enquiry_email="") & (Q(office=None) | Q(office__email="")))
        return queryset


class UncheckedFilter(admin.SimpleListFilter):
    """Facts that nobody has compared with their source."""

    title = _("checked")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("yes", _("checked")), ("no", _("never checked"))]

    def queryset(self, request, queryset):
        chosen = {"yes": False, "no": True}.get(self.value())
        return queryset if chosen is None else queryset.filter(checked_on__isnull=chosen)
