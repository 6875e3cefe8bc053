"""The mails of the portal: what waits, what was given up, and how healthy the way out is."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from adminbase.read_only import ReadOnlyMixin, apply_to_each, report_result
from history.admin_mixins import GuardedHistoryMixin

from . import health, services
from .handlers import handler_of
from .models import OutboxMail


@admin.action(description=_("Try again"), permissions=["change"])
def try_again(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[OutboxMail]) -> None:
    """Queue the chosen mails that were given up once more."""
    queued = apply_to_each(queryset, lambda mail: services.try_again(mail, request.user))
    text = ngettext("%(count)d mail queued.", "%(count)d mails queued.", queued) % {"count": queued}
    report_result(model_admin, request, text, queryset.count() - queued)


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyMixin, GuardedHistoryMixin, admin.ModelAdmin):
    list_display = ["created_at", "kind", "to", "state", "attempts", "next_try_at", "last_error", "sent_at"]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["to", "message_id"]
    actions = [try_again]

    def get_fields(self, request: HttpRequest, obj: OutboxMail | None = None) -> list | tuple:
        fields = super().get_fields(request, obj)
        is_confidential = obj and handler_of(obj).is_confidential
        return [field for field in fields if field != "body"] if is_confidential else fields

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        context = {"subtitle": health.summary(timezone.now()), **(extra_context or {})}
        return super().changelist_view(request, context)
