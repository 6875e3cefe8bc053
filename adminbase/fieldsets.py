"""How a form of the admin is laid out: languages side by side, the source of the facts at the end."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .translations import LANGUAGE_NAMES, FieldLine, group_translations

# Last in every form, under a heading of its own: where the facts come from.
PROVENANCE = ("source", "source_year", "confidence", "is_confirmed", "checked_on", "checked_by")


class PlainTextField(forms.CharField):
    """Text of several lines with the line ends that the loaders write.

    A browser sends carriage returns; stored, they would make every saved text look edited to the next load.
    """

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


FORM_FIELDS = {
    models.TextField: {"form_class": PlainTextField, "widget": admin.widgets.AdminTextareaWidget(attrs={"rows": 4})},
    models.URLField: {"assume_scheme": "https", "widget": admin.widgets.AdminURLFieldWidget},
}


class FieldsetLayoutMixin:
    """Mixin of a model admin or inline: translated columns on one line, the source of the facts at the end."""

    # What others link to or load by: set when the row is added, read-only afterwards.
    set_once_fields: tuple[str, ...] = ()
    formfield_overrides = FORM_FIELDS

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list[tuple[Any, dict[str, Any]]]:
        fieldsets = []
        order = [field.name for field in [*self.opts.fields, *self.opts.many_to_many]]
        for heading, options in super().get_fieldsets(request, obj):
            facts = [field for field in options["fields"] if field not in PROVENANCE]
            if not self.fields and not self.fieldsets:
                facts.sort(key=order.index)  # Django puts what is read-only last
            if facts:
                fieldsets.append((heading, {**options, "fields": group_translations(self.model, facts)}))
            if provenance := [field for field in PROVENANCE if field in options["fields"]]:
                fieldsets.append((_("How we know"), {"fields": self.provenance_lines(provenance)}))
        return fieldsets

    def provenance_lines(self, fields: Sequence[str]) -> list[FieldLine]:
        """Return the fields of the last heading with the short ones on one line."""
        short = tuple(field for field in fields if field != "source")
        return (["source"] if "source" in fields else []) + ([short] if short else [])

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[str]:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.set_once_fields] if obj else fields

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field and language in LANGUAGE_NAMES:
            field.label = f"{capfirst(db_field.translated_field.verbose_name)} ({LANGUAGE_NAMES[language]})"
            # The placeholder lets the stylesheet mark what is empty here but written in another language.
            field.widget.attrs |= {"lang": language, "placeholder": _("no text")}
            field.empty_value = ""  # as the loaders write it; the column could also hold NULL
        if field and isinstance(field.widget, admin.widgets.RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # a region is not deleted from the form of a group
        return field
