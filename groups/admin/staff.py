"""Users of the admin: invite them, change their details, reset their sign-in, deactivate them.

Nobody sets another user's password or sees it, and a user is deactivated, not deleted: what they did keeps their name.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import services
from adminbase.model_admin import BaseAdmin
from adminbase.translations import in_every_language
from groups import permissions
from groups.models import Membership
from history.admin_mixins import GuardedHistoryMixin
from text.forms import EmailField

User = get_user_model()


class StaffForm(forms.ModelForm):
    """Details of a user; the address is the user name, too."""

    email = EmailField(label=_("E-mail"), max_length=150, help_text=_("Signs in with it, and gets mail there."))

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(username__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is already a user with this address."))
        return email


class InvitationForm(StaffForm):
    """Details of a new user, and the language of the mail that invites them."""

    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def save(self, commit: bool = True) -> AbstractUser:
        user = self.instance
        user.username, user.is_staff = self.cleaned_data["email"], True
        user.set_unusable_password()
        return super().save(commit)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["group", "region"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return permissions.is_network_coordinator(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.action(description=_("Send a new link to choose a password"), permissions=["change"])
def invite_again(model_admin: "StaffAdmin", request: HttpRequest, queryset: QuerySet[AbstractUser]) -> None:
    users = model_admin.changeable(request, queryset)
    invited = [user for user in users if user.is_active and user.email]
    for user in invited:
        services.invite(user, get_language())
    text = ngettext("%(count)d link is on its way.", "%(count)d links are on their way.", len(invited))
    messages.success(request, text % {"count": len(invited)})


@admin.action(description=_("Phone and recovery codes lost: set up again"), permissions=["change"])
def reset_second_factor(model_admin: "StaffAdmin", request: HttpRequest, queryset: QuerySet[AbstractUser]) -> None:
    users = model_admin.changeable(request, queryset)
    for user in users:
        services.reset_second_factor(user, get_language())
        model_admin.log_change(request, user, "second factor removed")
    text = ngettext("%(count)d user sets up a new phone.", "%(count)d users set up a new phone.", len(users))
    messages.success(request, text % {"count": len(users)})


class StaffAdmin(GuardedHistoryMixin, admin.ModelAdmin):
    """Users. For superusers, and for the coordinator of the network, who cannot change superusers."""

    list_display = ["username", "first_name", "last_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    search_fields = ["username", "first_name", "last_name"]
    ordering = ["username"]
    inlines = [MembershipInline]
    actions = [invite_again, reset_second_factor]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        # As in Django's own users admin: hashes of passwords must not be guessed letter by letter.
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_form(
        self, request: HttpRequest, obj: AbstractUser | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        return super().get_form(request, obj, change, form=StaffForm if obj else InvitationForm, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: AbstractUser | None = None) -> list[tuple]:
        details = ["email", "first_name", "last_name"]
        fields = [*details, "is_active", "is_superuser", "username", "last_login"] if obj else [*details, "language"]
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: AbstractUser | None = None) -> list[str]:
        if obj is None:
            return []
        fixed = ["username", "last_login"]
        if obj == request.user:  # nobody locks themselves out by mistake
            return [*fixed, "is_active", "is_superuser"]
        return fixed if request.user.is_superuser else [*fixed, "is_superuser"]

    def save_model(self, request: HttpRequest, obj: AbstractUser, form: forms.ModelForm, change: bool) -> None:
        before = User.objects.get(pk=obj.pk).email if change else ""
        if "email" in form.changed_data:
            obj.username = obj.email
        super().save_model(request, obj, form, change)
        if before and before != obj.email:
            services.notify_of_change(obj, "email", get_language(), address=before)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[forms.BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            services.invite(form.instance, form.cleaned_data["language"])

    def changeable(self, request: HttpRequest, queryset: QuerySet[AbstractUser]) -> list[AbstractUser]:
        """Return the users among the rows that the user of the request may change."""
        return [user for user in queryset if self.has_change_permission(request, user)]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return permissions.is_network_coordinator(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.is_network_coordinator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: AbstractUser | None = None) -> bool:
        is_allowed = request.user.is_superuser or obj is None or not obj.is_superuser
        return permissions.is_network_coordinator(request.user) and is_allowed

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.is_network_coordinator(request.user)


@admin.register(Membership)
class MembershipAdmin(BaseAdmin):
    list_display = ["user", "role", "group", "region"]
    list_select_related = ["user", "group", "region"]
    list_filter = ["role", "region"]
    search_fields = [
        "user__username",
        "user__first_name",
        "user__last_name",
        *in_every_language("group__name", "region__name"),
    ]
    autocomplete_fields = ["group", "region"]


admin.site.unregister(User)
admin.site.register(User, StaffAdmin)
admin.site.unregister(Group)  # permissions given to it would have no effect: see groups.permissions
# Who could read these could sign in as anybody.
for device in (TOTPDevice, StaticDevice):
    admin.site.unregister(device)
