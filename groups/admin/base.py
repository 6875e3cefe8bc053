"""Base classes of this app's admin: rows scoped to groups, derived data after an edit, choices read once a form."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import ngettext

from adminbase.fieldsets import FieldsetLayoutMixin
from adminbase.model_admin import BaseAdmin, BaseInline, TranslatedAdmin, TranslatedInline
from adminbase.translations import translated_columns
from groups import permissions, services
from groups.models import LeaderGroup


class GroupScopedMixin:
    """Mixin for an admin of rows that belong to a group: groups.permissions decides who may view and change which.

    A row of another group does not exist here: the queryset lacks it, and all of the admin starts from the queryset.
    """

    group_path = "group"  # from a row to its group, "pk" for the groups themselves
    # Fields that only the coordinator of the network changes; others may view them.
    network_only_fields: tuple[str, ...] = ()

    def group_pk_of(self, obj: Model) -> int:
        """Return the key of the group that a row belongs to."""
        return obj.pk if self.group_path == "pk" else getattr(obj, f"{self.group_path}_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return permissions.visible_to(super().get_queryset(request), request.user, self.group_path)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_allowed = super().has_view_permission(request, obj)
        return is_allowed and (obj is None or permissions.can_view(request.user, self.group_pk_of(obj)))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (obj is None or permissions.can_act_for(request.user, self.group_pk_of(obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or permissions.can_act_for(request.user, self.group_pk_of(obj)))

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseBase | None:
        # A user may view more groups than they may act for: an action changes only the rows of the latter.
        managed = permissions.managed_by(queryset, request.user, self.group_path)
        selected, managed_selected = (_selected(request, rows).count() for rows in (queryset, managed))
        response = super().response_action(request, managed) if managed_selected or not selected else None
        if managed_selected < selected:
            self.message_user(request, _skipped_message(selected - managed_selected), messages.WARNING)
        return response

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        if permissions.is_network_coordinator(request.user):
            return fields
        columns = translated_columns(self.model)
        return [*fields, *(column for name in self.network_only_fields for column in columns.get(name, [name]))]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.remote_field.model is LeaderGroup:
            kwargs["queryset"] = permissions.managed_by(LeaderGroup.objects.all(), request.user, "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _selected(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Return those of the rows that an action applies to."""
    if request.POST.get("select_across") == "1":
        return rows
    return rows.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))


def _skipped_message(count: int) -> str:
    text = ngettext(
        "%(count)d chosen row was left as it is: you cannot act for its group.",
        "%(count)d chosen rows were left as they are: you cannot act for their groups.",
        count,
    )
    return text % {"count": count}


class GroupFactAdmin(GroupScopedMixin, BaseAdmin):
    """A fact of a group: after an edit, what is derived from groups is refreshed."""

    def refresh_derived(self) -> None:
        services.refresh_groups()


class NetworkAdmin(TranslatedAdmin):
    """Texts of the network: after an edit, the site search finds its pages and those of the groups by the new text."""

    def refresh_derived(self) -> None:
        services.refresh_network()


class CachedChoicesMixin(FieldsetLayoutMixin):
    """Collapsed rows inside a form. The choices of their foreign keys are read once a form, not once a row."""

    classes = ("collapse",)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name not in self.autocomplete_fields and field.queryset.model is not self.parent_model:
            # Copied into the form of each row; iter(), because list() alone makes one more query for the length.
            field.choices = list(iter(field.choices))
        return field


class TranslatedFactInline(CachedChoicesMixin, TranslatedInline):
    """Facts of the group whose form this is, in three languages."""


class FactInline(CachedChoicesMixin, BaseInline):
    """Facts of the group whose form this is, without translated texts."""
