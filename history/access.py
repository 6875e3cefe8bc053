"""What a member of staff may see and restore on the history page of a row: never more than its forms show and let edit.

A row and its parts (the contacts of a group …) are each edited by a model admin or an inline, the editor; its
permissions and read-only fields decide.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import CASCADE, Model
from django.http import HttpRequest

from .diff import Version, versions_with_changes
from .versions import is_versioned, original_pk


@dataclass(frozen=True)
class VersionedPart:
    """A model on the history page. relation: its field that leads to the row of the page, "" for that row itself."""

    relation: str
    editor: ModelAdmin | InlineModelAdmin

    @property
    def is_inline(self) -> bool:
        return isinstance(self.editor, InlineModelAdmin)


class HistoryAccess:
    """The permissions of one request on the history page of one row."""

    def __init__(self, request: HttpRequest, obj: Model, model_admin: ModelAdmin) -> None:
        self.request, self.obj, self.model_admin = request, obj, model_admin
        self.parts = self._visible_parts()

    def versions(self) -> list[Version]:
        """Return the versions of the row and its parts that the user may see, newest first."""
        lookups = {
            model: {f"{part.relation}_id" if part.relation else self.obj._meta.pk.attname: self.obj.pk}
            for model, part in self.parts.items()
        }
        return [version for version in versions_with_changes(lookups) if self._may_see(version)]

    def restorable_fields(self, versions: list[Version]) -> dict[str, set[str]]:
        """Return {key of a version: names of the fields that the user may restore}, not of the current versions."""
        if not self.model_admin.has_change_permission(self.request, self.obj):
            return {}
        fields = {model: self._editable_fields(part) for model, part in self.parts.items()}
        current = {
            model: model._base_manager.in_bulk([original_pk(v.record) for v in versions if v.model is model])
            for model in self.parts
        }
        return {
            version.key: fields[version.model]
            for version in versions
            if not version.is_latest
            and self._may_restore(version, current[version.model].get(original_pk(version.record)))
        }

    def _visible_parts(self) -> dict[type[Model], VersionedPart]:
        parts: dict[type[Model], VersionedPart] = {self.model_admin.model: VersionedPart("", self.model_admin)}
        inlines = {inline.model: inline for inline in self.model_admin.get_inline_instances(self.request, self.obj)}
        for relation in self.obj._meta.related_objects:
            model = relation.related_model
            if relation.on_delete is CASCADE and is_versioned(model):
                editor = inlines.get(model) or self.model_admin.admin_site._registry.get(model)
                if editor and editor.has_view_or_change_permission(self.request):
                    parts[model] = VersionedPart(relation.field.name, editor)
        return parts

    def _may_see(self, version: Version) -> bool:
        """Return whether the user may see a row as it was then: it may have been another group's."""
        part = self.parts[version.model]
        return part.is_inline or part.editor.has_view_or_change_permission(self.request, version.record.instance)

    def _editable_fields(self, part: VersionedPart) -> set[str]:
        subject = self.obj if part.is_inline else part.editor.model()
        fields = flatten_fieldsets(part.editor.get_fieldsets(self.request, subject))
        return set(fields) - set(part.editor.get_readonly_fields(self.request, subject))

    def _may_restore(self, version: Version, row: Any) -> bool:
        """Return whether the user may change a row (None: it was deleted) both as it is and as it was."""
        part = self.parts[version.model]
        editor = part.editor
        if isinstance(editor, InlineModelAdmin):
            is_still_part = row is None or getattr(row, f"{part.relation}_id") == self.obj.pk
            may = editor.has_change_permission if row else editor.has_add_permission
            return is_still_part and may(self.request, self.obj)
        may_add = row is not None or editor.has_add_permission(self.request)
        subjects = [version.record.instance, *([row] if row else [])]
        return may_add and all(editor.has_change_permission(self.request, subject) for subject in subjects)
