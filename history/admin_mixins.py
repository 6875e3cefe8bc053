"""The history of a row in the admin: its versions and those of its parts, what each has changed, the way back."""

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import CASCADE
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .diff import versions_with_changes
from .versions import CannotRestore, is_versioned, original_pk, record_current, restore

PER_PAGE = 50


class GuardedHistoryMixin:
    """Mixin of a model admin: who may look at no row is refused before one is looked for.

    Django looks first, and so tells by its answer which keys there are.
    """

    def history_view(self, request, object_id, extra_context=None):
        self.check_view_permission(request)
        return super().history_view(request, object_id, extra_context)

    def check_view_permission(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied


class VersionedAdminMixin(GuardedHistoryMixin):
    """Mixin of a model admin: nothing that it overwrites is lost. Does nothing to models without versions."""

    def save_model(self, request, obj, form, change):
        if change and is_versioned(self.model):
            record_current(self.model, [obj.pk])
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        if is_versioned(formset.model):
            record_current(formset.model, [one.instance.pk for one in formset.initial_forms if one.has_changed()])
        super().save_formset(request, form, formset, change)

    def delete_model(self, request, obj):
        if is_versioned(self.model):
            record_current(self.model, [obj.pk])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        if is_versioned(self.model):
            record_current(self.model, list(queryset.values_list("pk", flat=True)))
        super().delete_queryset(request, queryset)

    def history_view(self, request, object_id, extra_context=None):
        if not is_versioned(self.model):
            return super().history_view(request, object_id, extra_context)
        self.check_view_permission(request)
        obj = self.get_object(request, unquote(object_id)) or self._deleted(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        editors = self._editors(request, obj)
        chosen = {
            model: {self.opts.pk.attname: obj.pk} if model is self.model else {f"{name}_id": obj.pk}
            for model, (name, _editor) in editors.items()
        }
        versions = [one for one in versions_with_changes(chosen) if self._may_see(request, one, editors)]
        restorable = self._restorable(request, obj, versions, editors)
        if request.method == "POST":
            version = next((one for one in versions if one.key == request.POST.get("version")), None)
            if version is None or version.key not in restorable:
                raise PermissionDenied
            return self._bring_back(request, version, restorable[version.key])
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get("p"))
        for version in page:
            version.may_restore = version.key in restorable
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % obj,
            "page": page,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "history/versions.html", context)

    def _deleted(self, request, key):
        """Return a deleted row as it last was. Only to who may see everything: no queryset says whose it was."""
        if not request.user.is_superuser or not key.isdigit():
            return None
        last = self.model.history.filter(**{self.opts.pk.attname: key}).first()
        return last.instance if last else None

    def _editors(self, request, obj):
        """Return {model: (its relation to obj, who edits it)} of the row and the parts that the user may see."""
        editors = {self.model: ("", self)}
        inlines = {inline.model: inline for inline in self.get_inline_instances(request, obj)}
        for relation in self.opts.related_objects:
            model = relation.related_model
            if relation.on_delete is CASCADE and is_versioned(model):
                editor = inlines.get(model) or self.admin_site._registry.get(model)
                if editor and editor.has_view_or_change_permission(request):
                    editors[model] = relation.field.name, editor
        return editors

    def _may_see(self, request, version, editors):
        """Return whether the user may see a row as it was then: it may have been another group's."""
        _relation, editor = editors[version.model]
        return _is_inline(editor) or editor.has_view_or_change_permission(request, version.record.instance)

    def _restorable(self, request, obj, versions, editors):
        """Return {key of a version: names of the fields that the user may set back to it}, not of what stands today."""
        if not self.has_change_permission(request, obj):
            return {}
        columns = {model: self._editable(request, obj, editor) for model, (_relation, editor) in editors.items()}
        standing = {
            model: model._base_manager.in_bulk([original_pk(one.record) for one in versions if one.model is model])
            for model in editors
        }
        return {
            one.key: columns[one.model]
            for one in versions
            if not one.is_latest
            and self._may_change(
                request, obj, one, editors[one.model], standing[one.model].get(original_pk(one.record))
            )
        }

    def _editable(self, request, obj, editor):
        subject = obj if _is_inline(editor) else editor.model()
        fields = flatten_fieldsets(editor.get_fieldsets(request, subject))
        return set(fields) - set(editor.get_readonly_fields(request, subject))

    def _may_change(self, request, obj, version, relation_and_editor, row):
        """Return whether the user may change a row (None: it was deleted) both as it stands and as it was."""
        relation, editor = relation_and_editor
        if _is_inline(editor):
            is_its_part = row is None or getattr(row, f"{relation}_id") == obj.pk
            may = editor.has_change_permission if row else editor.has_add_permission
            return is_its_part and may(request, obj)
        may_add = row is not None or editor.has_add_permission(request)
        subjects = [version.record.instance, *([row] if row else [])]
        return may_add and all(editor.has_change_permission(request, one) for one in subjects)

    def _bring_back(self, request, version, columns):
        try:
            with transaction.atomic():
                row = restore(version.record, request.user, columns)
                self.refresh_derived()
                self.log_change(request, row, _("Brought an earlier version back."))
        except CannotRestore:
            said = _(
                "This version cannot be brought back: what it refers to is gone, or something new is in its place."
            )
            self.message_user(request, said, messages.ERROR)
        else:
            self.message_user(request, _("The earlier version is back."), messages.SUCCESS)
        return HttpResponseRedirect(request.path)


def _is_inline(editor):
    return hasattr(editor, "parent_model")
