"""The mails of the portal: what waits, what was given up, and how healthy the way out is."""

from django.contrib import admin
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enquiries import services
from enquiries.models import OutboxMail
from history.admin_mixins import GuardedHistoryMixin
from outbox.states import MailState

from .base import ReadOnly, each, tell


@admin.action(description=_("Try again"), permissions=["change"])
def try_again(model_admin, request, queryset):
    """Queue the chosen mails that were given up once more."""
    queued = each(queryset, lambda mail: services.try_again(mail, request.user))
    text = ngettext("%(count)d mail queued.", "%(count)d mails queued.", queued) % {"count": queued}
    tell(model_admin, request, text, queryset.count() - queued)


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnly, GuardedHistoryMixin, admin.ModelAdmin):
    list_display = ["created_at", "kind", "to", "enquiry", "state", "attempts", "next_try_at", "last_error", "sent_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["enquiry"]
    search_fields = ["to", "enquiry__reference", "message_id"]
    actions = [try_again]

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        # A mail to staff holds a link to choose a password: whoever reads it here could sign in as somebody else.
        is_to_staff = obj and obj.kind == OutboxMail.Kind.STAFF
        return [field for field in fields if field != "body"] if is_to_staff else fields

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"subtitle": health(timezone.now()), **(extra_context or {})})


def health(now):
    """Return in words how old the oldest unsent mail is and how many were given up. now: aware datetime."""
    oldest = OutboxMail.objects.filter(state=MailState.QUEUED).order_by("created_at").first()
    failed = OutboxMail.objects.filter(state=MailState.FAILED).count()
    waits = (
        gettext("The oldest unsent mail is %(age)s old.") % {"age": timesince(oldest.created_at, now, depth=1)}
        if oldest
        else gettext("No mail is waiting.")
    )
    given_up = (
        ngettext("%(count)d mail was given up.", "%(count)d mails were given up.", failed) % {"count": failed}
        if failed
        else gettext("No mail was given up.")
    )
    return f"{waits} {given_up}"
