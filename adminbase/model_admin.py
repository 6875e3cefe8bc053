"""The classes that every model admin and inline of the portal is made of."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from history.admin_mixins import VersionedAdminMixin
from text.normalise import clean

from .fieldsets import PROVENANCE, FieldsetLayoutMixin
from .translations import LANGUAGE_NAMES, translated_columns


def is_autocomplete_of_editable_form(request: HttpRequest) -> bool:
    """Return whether the request asks for the choices of a field in a form that the user may save.

    An editor of an example chooses its municipalities without permission to view the lists of places.
    """
    if not request.resolver_match or request.resolver_match.view_name != "admin:autocomplete":
        return False
    app, model = request.GET.get("app_label"), request.GET.get("model_name")
    return any(request.user.has_perm(f"{app}.{action}_{model}") for action in ("add", "change"))


class BaseAdmin(VersionedAdminMixin, FieldsetLayoutMixin, admin.ModelAdmin):
    """A model admin whose search knows every language and letter, and that brings derived data up to date."""

    save_on_top = True
    list_per_page = 50
    # Fields that nothing is computed from: after an edit of only these, nothing needs to be brought up to date.
    non_derived_fields: tuple[str, ...] = PROVENANCE

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_view_permission(request, obj) or is_autocomplete_of_editable_form(request)

    def refresh_derived(self) -> None:
        """Bring up to date what is computed from these rows. Called in the transaction of each edit or deletion."""

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Sequence[forms.BaseModelFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        sent_forms = [form, *(inline_form for formset in formsets for inline_form in formset.forms)]
        edited = {name for sent_form in sent_forms for name in sent_form.changed_data}
        if not change or edited - set(self.non_derived_fields):
            self.refresh_derived()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            self.refresh_derived()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self.refresh_derived()

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        columns = translated_columns(self.model)
        return [column for name in self.search_fields for column in columns.get(name, [name])]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        """Find as Django does, but forgive the case of å, ä and ö, which SQLite compares as they are.

        Word by word, as Django does: a word may be stored with a capital letter, and the next one without.
        """
        term = clean(search_term)
        if term.isascii():
            return super().get_search_results(request, queryset, term)
        found, may_repeat = queryset, False
        for word in smart_split(term):
            spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
            answers = [super(BaseAdmin, self).get_search_results(request, queryset, text) for text in spellings]
            found = found & reduce(or_, [answer for answer, _repeats in answers])
            may_repeat = may_repeat or any(repeats for _answer, repeats in answers)
        return found, may_repeat

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Refuse a NUL in the address or the ticked rows: PostgreSQL raises on it, far from Django's own checks."""
        typed = [*request.GET.lists(), *request.POST.lists()]
        if any("\0" in value for name, values in typed if name != "q" for value in [name, *values]):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)


class TranslatedAdmin(BaseAdmin, TranslationAdmin):
    """A model admin with three languages side by side and a column of the languages that are missing."""

    @admin.display(description=_("missing languages"))
    def missing_languages(self, obj: Model) -> str:
        """Return "sv, en": the languages in which a text is missing that another language has."""
        missing = {
            column[-2:]
            for columns in translated_columns(self.model).values()
            for column in columns
            if not getattr(obj, column) and any(getattr(obj, other) for other in columns)
        }
        return ", ".join(language for language in LANGUAGE_NAMES if language in missing)


class TranslatedInline(FieldsetLayoutMixin, TranslationStackedInline):
    """Rows of another model inside a form, with three languages side by side."""

    extra = 0


class BaseInline(FieldsetLayoutMixin, admin.StackedInline):
    """Rows of another model inside a form, without translated texts."""

    extra = 0


class DerivedAdmin(BaseAdmin):
    """Rows that the portal computes: displayed for inspection, changed only by what they are computed from."""

    hidden_fields: tuple[str, ...] = ()  # too large to read, to fetch or to display

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).defer(*self.hidden_fields)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.hidden_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
