"""Translated columns in the admin: which a model has, laid side by side, and which texts are still missing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator

LANGUAGE_NAMES = dict(settings.LANGUAGES)  # code → name, in the language of the page

FieldLine = str | Sequence[str]  # of a fieldset: a field, or several that stand on one line


def translated_columns(model: type[Model]) -> dict[str, list[str]]:
    """Return {"name": ["name_fi", "name_sv", "name_en"], …}; {} for a model without translated fields."""
    try:
        fields = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return {}
    return {name: [f"{name}_{language}" for language in LANGUAGE_NAMES] for name in fields}


def in_every_language(*paths: str) -> list[str]:
    """Return the columns of translated fields reached over a relation: "group__name" → group__name_fi, …"""
    return [f"{path}_{language}" for path in paths for language in LANGUAGE_NAMES]


def group_translations(model: type[Model], fields: Iterable[FieldLine]) -> list[FieldLine]:
    """Return the field names with the language columns of each translated field gathered into one tuple."""
    line_of = {column: tuple(columns) for columns in translated_columns(model).values() for column in columns}
    lines = [line_of.get(field, field) if isinstance(field, str) else tuple(field) for field in fields]
    return list(dict.fromkeys(lines))


def lacks_translation(model: type[Model], language: str) -> Q:
    """Return the condition of rows that lack a text in one language though another language has it."""
    missing = Q(pk__in=[])
    for name, columns in translated_columns(model).items():
        own = f"{name}_{language}"
        in_another = Q(pk__in=[])
        for column in columns:
            if column != own:
                in_another |= Q(**{f"{column}__gt": ""})
        missing |= (Q(**{own: ""}) | Q(**{own: None})) & in_another
    return missing


class MissingTranslationFilter(admin.SimpleListFilter):
    """Rows whose text somebody should still translate."""

    title = _("text missing in")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        return LANGUAGE_NAMES.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        language = self.value()
        return queryset.filter(lacks_translation(queryset.model, language)) if language in LANGUAGE_NAMES else queryset
