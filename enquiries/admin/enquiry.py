"""Whole enquiries, for the coordinator of the network: also those that are held as suspected spam."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.utils import display_for_field
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from adminbase.read_only import ReadOnlyInline, ReadOnlyMixin, apply_to_each, report_result
from enquiries import services, workflow
from enquiries.models import Enquiry, EnquiryMail, EnquiryRecipient, Event
from enquiries.states import CaseState
from history.admin_mixins import GuardedHistoryMixin
from outbox.models import OutboxMail


class RecipientInline(ReadOnlyInline):
    model = EnquiryRecipient
    fields = ["group", "state", "by_coordinator"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnquiryRecipient]:
        return super().get_queryset(request).select_related("group")


class EventInline(ReadOnlyInline):
    model = Event
    fields = ["when", "what", "recipient", "who"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("recipient__group", "who")


def _mail_column(name: str) -> Callable[[EnquiryMail], str]:
    """Return a column that shows a field of the mail."""
    field = OutboxMail._meta.get_field(name)

    @admin.display(description=field.verbose_name)
    def column(link: EnquiryMail) -> str:
        return display_for_field(getattr(link.mail, name), field, "-")

    column.__name__ = name
    return column


@admin.display(description=_("mail"))
def _page_of_mail(link: EnquiryMail) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:outbox_outboxmail_change", args=[link.pk]), link.mail)


class MailInline(ReadOnlyInline):
    model = EnquiryMail
    fields = [
        _page_of_mail,
        *map(_mail_column, ["kind", "to", "state", "attempts", "next_try_at", "sent_at", "last_error"]),
    ]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnquiryMail]:
        return super().get_queryset(request).select_related("mail")


@admin.action(description=_("Release: not spam, send the mails"), permissions=["change"])
def release(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Enquiry]) -> None:
    """Send the chosen held enquiries on their way."""
    released = apply_to_each(queryset, lambda enquiry: services.release(enquiry, request.user))
    text = ngettext("%(count)d enquiry released.", "%(count)d enquiries released.", released) % {"count": released}
    report_result(model_admin, request, text, queryset.count() - released)


@admin.action(description=_("Erase: it is spam"), permissions=["change"])
def erase_spam(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Enquiry]) -> None:
    """Erase the chosen enquiries that are held, and no others: the coordinator has decided that they are spam."""
    held = queryset.filter(state=CaseState.HELD)
    skipped = queryset.count() - held.count()
    erased = apply_to_each(held, lambda enquiry: workflow.erase(enquiry, request.user))
    text = ngettext("%(count)d enquiry erased.", "%(count)d enquiries erased.", erased) % {"count": erased}
    report_result(model_admin, request, text, skipped)


@admin.register(Enquiry)
class EnquiryAdmin(ReadOnlyMixin, GuardedHistoryMixin, admin.ModelAdmin):
    list_display = ["reference", "place", "state", "recipients", "created_at", "age", "organisation"]
    list_filter = ["state", "held_because", "created_at", ("region", admin.RelatedOnlyFieldListFilter), "language"]
    list_select_related = ["municipality", "region", "area_of"]
    search_fields = ["reference", "sender_name", "organisation", "email"]
    date_hierarchy = "created_at"
    actions = [release, erase_spam]
    inlines = [RecipientInline, MailInline, EventInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enquiry]:
        return super().get_queryset(request).prefetch_related("recipients__group")

    @admin.display(description=_("place"))
    def place(self, enquiry: Enquiry) -> Model | None:
        return enquiry.place

    @admin.display(description=_("to"))
    def recipients(self, enquiry: Enquiry) -> str:
        return ", ".join(str(recipient) for recipient in enquiry.recipients.all())

    @admin.display(description=_("age"), ordering="-created_at")
    def age(self, enquiry: Enquiry) -> str:
        return timesince(enquiry.created_at, timezone.now(), depth=1)
