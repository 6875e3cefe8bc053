"""What the admins of this app share: whose rows they show, the deeds after an edit, rows that are read once a form."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.translation import ngettext

from adminbase.fieldsets import FieldsetLayoutMixin
from adminbase.model_admin import BaseAdmin, BaseInline, TranslatedAdmin, TranslatedInline
from adminbase.translations import translated_columns
from groups import permissions, services
from groups.models import LeaderGroup


class GroupScopedMixin:
    """Mixin for an admin of rows that belong to a group: groups.permissions says which ones a user sees and may change.

    A row of another group does not exist here: the queryset lacks it, and all of the admin starts from the queryset.
    """

    to_group = "group"  # from a row to its group, "pk" for the groups themselves
    # What only the coordinator of the network changes; others read it.
    network_only: tuple[str, ...] = ()

    def group_of(self, obj):
        """Return the key of the group that a row belongs to."""
        return obj.pk if self.to_group == "pk" else getattr(obj, f"{self.to_group}_id")

    def get_queryset(self, request):
        return permissions.visible_to(super().get_queryset(request), request.user, self.to_group)

    def has_view_permission(self, request, obj=None):
        may = super().has_view_permission(request, obj)
        return may and (obj is None or permissions.can_view(request.user, self.group_of(obj)))

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or permissions.can_act_for(request.user, self.group_of(obj)))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or permissions.can_act_for(request.user, self.group_of(obj)))

    def response_action(self, request, queryset):
        # Who speaks for one group may see others: an action changes the rows of her own only.
        own = permissions.managed_by(queryset, request.user, self.to_group)
        ticked, own_ticked = (_ticked(request, rows).count() for rows in (queryset, own))
        response = super().response_action(request, own) if own_ticked or not ticked else None
        if own_ticked < ticked:
            self.message_user(request, _left_alone(ticked - own_ticked), messages.WARNING)
        return response

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if permissions.is_network_coordinator(request.user):
            return fields
        columns = translated_columns(self.model)
        return [*fields, *(column for name in self.network_only for column in columns.get(name, [name]))]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is LeaderGroup:
            kwargs["queryset"] = permissions.managed_by(LeaderGroup.objects.all(), request.user, "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _ticked(request, rows):
    """Return those of the rows that an action is meant for."""
    if request.POST.get("select_across") == "1":
        return rows
    return rows.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))


def _left_alone(count):
    text = ngettext(
        "%(count)d chosen row was left as it is: you do not speak for its group.",
        "%(count)d chosen rows were left as they are: you do not speak for their groups.",
        count,
    )
    return text % {"count": count}


class OfGroupAdmin(GroupScopedMixin, BaseAdmin):
    """A fact of a group: after an edit, what is derived from groups follows."""

    def refresh_derived(self):
        services.refresh_groups()


class NetworkAdmin(TranslatedAdmin):
    """Words of the network: after an edit its pages and those of the groups can be found by the new words."""

    def refresh_derived(self):
        services.refresh_network()


class ReadOnce(FieldsetLayoutMixin):
    """Folded rows inside a form. The choices of their foreign keys are read once a form, not once a row."""

    classes = ("collapse",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name not in self.autocomplete_fields and field.queryset.model is not self.parent_model:
            field.choices = list(
                iter(field.choices)
            )  # copied into the form of each row; iter: list() alone also counts
        return field


class TranslatedFacts(ReadOnce, TranslatedInline):
    """Facts of the group whose form this is, in three languages."""


class PlainFacts(ReadOnce, BaseInline):
    """Facts of the group whose form this is, without translated texts."""
