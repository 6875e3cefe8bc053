"""The list of cases: one row for each group that got an enquiry, unread ones first."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Model, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from adminbase.model_admin import BaseAdmin
from adminbase.read_only import ReadOnlyMixin, apply_to_each, report_result
from enquiries import workflow
from enquiries.models import EnquiryRecipient
from enquiries.sla.pending import UNREAD, open_deadline
from enquiries.states import CaseState, Outcome
from groups import permissions
from groups.admin.base import GroupScopedMixin

from .case_page import show_case
from .export import csv_response
from .filters import AgeFilter, AssigneeFilter, GroupFilter, PlaceFilter, StateFilter, has_one_group

# Unread ones first, then open ones, then closed ones; in each the oldest first.
_URGENT_FIRST = Case(
    When(state__in=UNREAD, then=Value(0)),
    When(state=CaseState.SEEN, then=Value(1)),
    When(state=CaseState.ANSWERED, then=Value(2)),
    default=Value(3),
)


class OutcomeActionForm(ActionForm):
    """With the outcome of the cases that an action closes."""

    outcome = forms.ChoiceField(label=_("Outcome:"), choices=[("", "---------"), *Outcome.choices], required=False)


@admin.action(description=_("Close the chosen cases"), permissions=["change"])
def close(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[EnquiryRecipient]) -> None:
    """Close the chosen cases with the outcome that is chosen beside the action."""
    outcome = request.POST.get("outcome")
    if outcome not in Outcome.values:
        model_admin.message_user(request, _("Choose an outcome, then close the cases."), messages.ERROR)
        return
    closed = apply_to_each(queryset, lambda case: workflow.close(case, outcome, request.user))
    text = ngettext("%(count)d case closed.", "%(count)d cases closed.", closed) % {"count": closed}
    report_result(model_admin, request, text, queryset.count() - closed)


@admin.register(EnquiryRecipient)
class CaseAdmin(ReadOnlyMixin, GroupScopedMixin, BaseAdmin):
    list_display = ["reference", "sender", "place", "topics", "group_name", "status", "age", "due", "assignee"]
    list_select_related = [
        "enquiry__municipality",
        "enquiry__region",
        "enquiry__area_of",
        "group",
        "assignee",
    ]
    list_filter = [
        StateFilter,
        AgeFilter,
        AssigneeFilter,
        GroupFilter,
        PlaceFilter,
        ("enquiry__services", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["enquiry__reference", "enquiry__organisation", "enquiry__sender_name"]
    list_per_page = 50
    show_full_result_count = False
    actions = [close]
    action_form = OutcomeActionForm
    change_list_template = "admin/enquiries/cases.html"

    def get_urls(self) -> list[URLPattern]:
        return [
            path("csv/", self.admin_site.admin_view(self.csv_view), name="enquiries_enquiryrecipient_csv"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnquiryRecipient]:
        # A group is not shown what may be spam before the coordinator has released it.
        cases = super().get_queryset(request).select_related(*self.list_select_related)
        cases = cases.prefetch_related("enquiry__services", "enquiry__recipients")
        return cases if permissions.is_network_coordinator(request.user) else cases.exclude(state=CaseState.HELD)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        # Users with the cases of one group only need no column that repeats its name.
        hidden = {"group_name"} if has_one_group(request.user) else set()
        return [name for name in self.list_display if name not in hidden]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [_URGENT_FIRST, "enquiry__created_at", "pk"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Enquiries to your group"), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        case = self.get_object(request, unquote(object_id))
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return show_case(request, self.admin_site, case)

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """Download the list as it is filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            changelist = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect("admin:enquiries_enquiryrecipient_changelist")
        return csv_response(changelist.get_queryset(request))

    @admin.display(description=_("reference"))
    def reference(self, case: EnquiryRecipient) -> str:
        reference = case.enquiry.reference
        if case.state in UNREAD:
            return format_html('<strong class="unread">{} <small>{}</small></strong>', reference, _("unread"))
        return reference

    @admin.display(description=_("sender"))
    def sender(self, case: EnquiryRecipient) -> str:
        return case.enquiry.organisation or case.enquiry.sender_name

    @admin.display(description=_("place"))
    def place(self, case: EnquiryRecipient) -> Model | None:
        return case.enquiry.place

    @admin.display(description=_("services"))
    def topics(self, case: EnquiryRecipient) -> str:
        return ", ".join(str(service) for service in case.enquiry.services.all())

    @admin.display(description=_("Leader group"), ordering="group__slug")
    def group_name(self, case: EnquiryRecipient) -> str:
        return _("%(group)s, takes the lead") % {"group": case} if case.is_lead else str(case)

    @admin.display(description=_("state"), ordering="state")
    def status(self, case: EnquiryRecipient) -> str:
        return case.get_outcome_display() or case.get_state_display()

    @admin.display(description=_("age"), ordering="-enquiry__created_at")
    def age(self, case: EnquiryRecipient) -> str:
        return timesince(case.enquiry.created_at, timezone.now(), depth=1)

    @admin.display(description=_("answer promised by"), ordering="sent_on")
    def due(self, case: EnquiryRecipient) -> str:
        day = open_deadline(case, case.enquiry.recipients.all())
        if day is None:
            return ""
        date = date_format(day, "SHORT_DATE_FORMAT")
        is_overdue = day < timezone.localdate()
        return format_html('<strong class="overdue">{} {}</strong>', date, _("overdue")) if is_overdue else date
