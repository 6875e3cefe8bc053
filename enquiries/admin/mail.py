"""Which enquiry a mail is about, in the list and on the page of the mails."""

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from enquiries.models import EnquiryMail
from outbox.admin import OutboxMailAdmin
from outbox.models import OutboxMail

admin.site.unregister(OutboxMail)


@admin.register(OutboxMail)
class EnquiryMailAdmin(OutboxMailAdmin):
    list_display = ["created_at", "kind", "to", "enquiry", *OutboxMailAdmin.list_display[3:]]
    list_select_related = ["enquiry_mail__enquiry"]
    search_fields = [*OutboxMailAdmin.search_fields, "enquiry_mail__enquiry__reference"]
    readonly_fields = ["enquiry", "recipient", "message"]

    @admin.display(description=_("enquiry"), ordering="enquiry_mail__enquiry")
    def enquiry(self, mail: OutboxMail) -> str | None:
        link = _link_of(mail)
        return _as_link(link.enquiry) if link else None

    @admin.display(description=_("recipient"))
    def recipient(self, mail: OutboxMail) -> str | None:
        link = _link_of(mail)
        return _as_link(link.recipient) if link and link.recipient else None

    @admin.display(description=_("message"))
    def message(self, mail: OutboxMail) -> str | None:
        link = _link_of(mail)
        return str(link.message) if link and link.message else None


def _link_of(mail: OutboxMail) -> EnquiryMail | None:
    return getattr(mail, "enquiry_mail", None)


def _as_link(row: Model) -> str:
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, row)
