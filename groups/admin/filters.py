"""Filters of the lists of groups and their facts."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class WorkingFilter(admin.SimpleListFilter):
    """Groups that work today, or former ones."""

    title = _("state")
    parameter_name = "works"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("works today")), ("no", _("former"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        is_working = {"yes": True, "no": False}.get(self.value())
        return queryset if is_working is None else queryset.filter(valid_to__isnull=is_working)


class EmailFilter(admin.SimpleListFilter):
    """Groups whose enquiries have no address of their own and go to the coordinator."""

    title = _("e-mail for enquiries")
    parameter_name = "email"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("known")), ("no", _("missing: enquiries go to the coordinator"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        has_email = Q(enquiry_email__gt="") | Q(office__email__gt="")
        if self.value() == "yes":
            return queryset.filter(has_email)
        if self.value() == "no":
            # Not exclude(has_email): a group without an office has no row to compare with.
            return queryset.filter(Q(enquiry_email="") & (Q(office=None) | Q(office__email="")))
        return queryset


class UncheckedFilter(admin.SimpleListFilter):
    """Facts that nobody has compared with their source."""

    title = _("checked")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("checked")), ("no", _("never checked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        is_unchecked = {"yes": False, "no": True}.get(self.value())
        return queryset if is_unchecked is None else queryset.filter(checked_on__isnull=is_unchecked)
