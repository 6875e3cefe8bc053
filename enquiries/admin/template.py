"""Templates of answers: a group keeps its own, the coordinator those of the network."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from adminbase.model_admin import BaseAdmin
from adminbase.translations import in_every_language
from enquiries.models import AnswerTemplate
from groups import permissions
from groups.admin.base import GroupScopedMixin


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(GroupScopedMixin, BaseAdmin):
    list_display = ["name", "language", "group"]
    list_select_related = ["group"]
    list_filter = ["language"]
    search_fields = ["name", "text", *in_every_language("group__name")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnswerTemplate]:
        # The network's own are for everybody to read.
        templates = super(GroupScopedMixin, self).get_queryset(request)
        own = permissions.visible_to(templates, request.user)
        return templates.filter(Q(pk__in=own) | Q(group=None)) if permissions.can_read_enquiries(request.user) else own

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_shared = isinstance(obj, AnswerTemplate) and obj.group_id is None
        return super().has_view_permission(request, None if is_shared else obj)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest | None, **kwargs: Any
    ) -> ModelChoiceField | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "group" and not permissions.is_network_coordinator(request.user):
            field.required = True
            field.empty_label = None
        return field
