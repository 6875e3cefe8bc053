"""The history of a row in the admin: its versions and those of its parts, what each has changed, a way to restore them.

Why not simple_history.admin.SimpleHistoryAdmin: docs/adr/0009.
"""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .access import HistoryAccess
from .diff import Version
from .versions import CannotRestore, history_manager, is_versioned, record_current, restore

PER_PAGE = 50


class GuardedHistoryMixin:
    """Mixin of a model admin: a user who may view no row is refused before one is looked for.

    Django looks first, and so reveals by its answer which keys there are.
    """

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self.check_view_permission(request)
        return super().history_view(request, object_id, extra_context)

    def check_view_permission(self, request: HttpRequest) -> None:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied


class VersionedAdminMixin(GuardedHistoryMixin):
    """Mixin of a model admin: nothing that it overwrites is lost. Does nothing to models without versions."""

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        if change and is_versioned(self.model):
            record_current(self.model, [obj.pk])
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: forms.BaseModelFormSet, change: bool
    ) -> None:
        if is_versioned(formset.model):
            changed = [inline_form.instance.pk for inline_form in formset.initial_forms if inline_form.has_changed()]
            record_current(formset.model, changed)
        super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        if is_versioned(self.model):
            record_current(self.model, [obj.pk])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        if is_versioned(self.model):
            record_current(self.model, list(queryset.values_list("pk", flat=True)))
        super().delete_queryset(request, queryset)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the versions of a row and its parts; on POST restore one."""
        if not is_versioned(self.model):
            return super().history_view(request, object_id, extra_context)
        self.check_view_permission(request)
        key = unquote(object_id)
        obj = self.get_object(request, key) or self._deleted_object(request, key)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        access = HistoryAccess(request, obj, self)
        versions = access.versions()
        restorable = access.restorable_fields(versions)
        if request.method == "POST":
            version = next((version for version in versions if version.key == request.POST.get("version")), None)
            if version is None or version.key not in restorable:
                raise PermissionDenied
            return self._restore(request, version, restorable[version.key])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % obj,
            "page": Paginator(versions, PER_PAGE).get_page(request.GET.get("p")),
            "restorable": restorable,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "history/versions.html", context)

    def _deleted_object(self, request: HttpRequest, key: str) -> Model | None:
        """Return a deleted row as it last was. For superusers only: no queryset says whose it was."""
        if not request.user.is_superuser or not key.isdigit():
            return None
        last = history_manager(self.model).filter(**{self.opts.pk.attname: key}).first()
        return last.instance if last else None

    def _restore(self, request: HttpRequest, version: Version, fields: Collection[str]) -> HttpResponse:
        try:
            with transaction.atomic():
                row = restore(version.record, request.user, fields)
                self.refresh_derived()
                self.log_change(request, row, _("Restored an earlier version."))
        except CannotRestore:
            text = _("This version cannot be restored: what it refers to is gone, or something new is in its place.")
            self.message_user(request, text, messages.ERROR)
        else:
            self.message_user(request, _("The earlier version has been restored."), messages.SUCCESS)
        return HttpResponseRedirect(request.path)
