"""What staff sees of enquiries and mails. What a sender has written can be read, never changed."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import services
from .models import Enquiry, EnquiryRecipient, Event, OutboxMail
from .states import IllegalMove


class ReadOnly:
    """Mixin: rows are written by the portal; a person looks and acts by the actions."""

    def has_add_permission(self, request, *args):
        return False

    def get_readonly_fields(self, request, obj=None):
        # The keys that make an enquiry one tell a person nothing.
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [field.name for field in fields if field.editable and not field.primary_key]


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    extra = 0
    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False


class RecipientInline(ReadOnlyInline):
    model = EnquiryRecipient
    fields = ["group", "state", "by_coordinator"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group")


class EventInline(ReadOnlyInline):
    model = Event
    fields = ["when", "what", "recipient", "who"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("recipient__group", "who")


class MailInline(ReadOnlyInline):
    model = OutboxMail
    fields = ["kind", "to", "state", "attempts", "next_try_at", "sent_at", "last_error"]
    show_change_link = True


@admin.action(description=_("Release: not spam, send the mails"), permissions=["change"])
def release(modeladmin, request, queryset):
    released = _each(queryset, lambda enquiry: services.release(enquiry, request.user))
    text = ngettext("%(count)d enquiry released.", "%(count)d enquiries released.", released) % {"count": released}
    _tell(modeladmin, request, text, queryset.count() - released)


@admin.action(description=_("Try again"), permissions=["change"])
def try_again(modeladmin, request, queryset):
    queued = _each(queryset, lambda mail: services.try_again(mail, request.user))
    text = ngettext("%(count)d mail queued.", "%(count)d mails queued.", queued) % {"count": queued}
    _tell(modeladmin, request, text, queryset.count() - queued)


def _each(queryset, deed):
    """Do the deed on each row and return how many were in a state that allowed it."""
    done = 0
    for row in queryset:
        try:
            deed(row)
        except IllegalMove:
            continue
        done += 1
    return done


def _tell(modeladmin, request, text, passed_over):
    if passed_over:
        more = ngettext("%(count)d was not in that state.", "%(count)d were not in that state.", passed_over)
        text = f"{text} {more % {'count': passed_over}}"
    modeladmin.message_user(request, text, messages.WARNING if passed_over else messages.SUCCESS)


@admin.register(Enquiry)
class EnquiryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["reference", "place", "state", "to_whom", "created_at", "age", "organisation"]
    list_filter = ["state", "held_because", "created_at", "region", "language"]
    list_select_related = ["municipality", "region", "area_of"]
    search_fields = ["reference", "sender_name", "organisation", "email"]
    date_hierarchy = "created_at"
    actions = [release]
    inlines = [RecipientInline, MailInline, EventInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("recipients__group")

    @admin.display(description=_("place"))
    def place(self, enquiry):
        return enquiry.place

    @admin.display(description=_("to"))
    def to_whom(self, enquiry):
        return ", ".join(str(recipient) for recipient in enquiry.recipients.all())

    @admin.display(description=_("age"), ordering="-created_at")
    def age(self, enquiry):
        return timesince(enquiry.created_at, timezone.now(), depth=1)


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["created_at", "kind", "to", "enquiry", "state", "attempts", "next_try_at", "last_error", "sent_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["enquiry"]
    search_fields = ["to", "enquiry__reference", "message_id"]
    actions = [try_again]
