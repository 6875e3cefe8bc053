"""Parts of the admin that every app uses: three languages side by side, safe search, deeds after an edit."""

from functools import reduce
from operator import or_

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst, smart_split
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.translator import NotRegistered, translator

from history.admin_mixins import VersionedAdminMixin
from text.normalise import clean

LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish"), "en": _("English")}

# Said last in every form, under a heading of its own: not what is told, but how we know.
PROVENANCE = ("source", "source_year", "confidence", "is_confirmed", "checked_on", "checked_by")


class PlainTextField(forms.CharField):
    """Text of several lines with the line ends that the loaders write.

    A browser sends carriage returns; kept, they would make every saved text look edited to the next load.
    """

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


FORM_FIELDS = {
    models.TextField: {"form_class": PlainTextField, "widget": admin.widgets.AdminTextareaWidget(attrs={"rows": 4})},
    models.URLField: {"assume_scheme": "https", "widget": admin.widgets.AdminURLFieldWidget},
}


def translated_columns(model):
    """Return {"name": ["name_fi", "name_sv", "name_en"], …}; {} for a model without translated fields."""
    try:
        fields = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return {}
    return {name: [f"{name}_{language}" for language in LANGUAGES] for name in fields}


def in_every_language(*paths):
    """Return the columns of translated fields reached over a relation: "group__name" → group__name_fi, …"""
    return [f"{path}_{language}" for path in paths for language in LANGUAGES]


def missing_in(model, language):
    """Return the Q of rows that lack a text in one language though another language has it."""
    missing = Q(pk__in=[])
    for name, columns in translated_columns(model).items():
        own = f"{name}_{language}"
        told = Q(pk__in=[])
        for column in columns:
            if column != own:
                told |= Q(**{f"{column}__gt": ""})
        missing |= (Q(**{own: ""}) | Q(**{own: None})) & told
    return missing


class MissingTranslationFilter(admin.SimpleListFilter):
    """Rows whose text somebody should still translate."""

    title = _("text missing in")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return LANGUAGES.items()

    def queryset(self, request, queryset):
        return queryset.filter(missing_in(queryset.model, self.value())) if self.value() in LANGUAGES else queryset


class FieldsetLayoutMixin:
    """Lay out a form: translated columns on one line, the source of the facts under a heading at the end."""

    # What others link to or load by: set once, when the row is added.
    lasting: tuple[str, ...] = ()
    formfield_overrides = FORM_FIELDS

    def get_fieldsets(self, request, obj=None):
        arranged = []
        order = [field.name for field in [*self.opts.fields, *self.opts.many_to_many]]
        for heading, options in super().get_fieldsets(request, obj):
            told = [field for field in options["fields"] if field not in PROVENANCE]
            if not self.fields and not self.fieldsets:
                told.sort(key=order.index)  # Django puts what is read-only last
            if told:
                arranged.append((heading, {**options, "fields": side_by_side(self.model, told)}))
            if known_by := [field for field in PROVENANCE if field in options["fields"]]:
                arranged.append((_("How we know"), {"fields": self.in_lines(known_by)}))
        return arranged

    def in_lines(self, known_by):
        """Return the fields of the last heading with the short ones on one line."""
        short = tuple(field for field in known_by if field != "source")
        return (["source"] if "source" in known_by else []) + ([short] if short else [])

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.lasting] if obj else fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field and language in LANGUAGES:
            field.label = f"{capfirst(db_field.translated_field.verbose_name)} ({LANGUAGES[language]})"
            # The placeholder lets the stylesheet mark what is empty here but told in another language.
            field.widget.attrs |= {"lang": language, "placeholder": _("no text")}
            field.empty_value = ""  # as the loaders write it; the column could also hold NULL
        if field and isinstance(field.widget, admin.widgets.RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # a region is not deleted from the form of a group
        return field


def side_by_side(model, fields):
    """Return the field names with the language columns of each translated field gathered into one tuple."""
    line_of = {column: tuple(columns) for columns in translated_columns(model).values() for column in columns}
    lines = [line_of.get(field, field) for field in fields]
    return list(dict.fromkeys(tuple(line) if isinstance(line, list) else line for line in lines))


def is_asked_for_choices(request):
    """Return whether a form asks what may be chosen in one of its fields, and the user may save that form.

    Who edits an example chooses its municipalities without having the lists of places to look at.
    """
    if not request.resolver_match or request.resolver_match.view_name != "admin:autocomplete":
        return False
    app, model = request.GET.get("app_label"), request.GET.get("model_name")
    return any(request.user.has_perm(f"{app}.{deed}_{model}") for deed in ("add", "change"))


class BaseAdmin(VersionedAdminMixin, FieldsetLayoutMixin, admin.ModelAdmin):
    """A model admin whose search knows every language and letter, and that brings derived data up to date."""

    save_on_top = True
    list_per_page = 50
    # Fields that nothing is computed from: after an edit of only these, nothing needs to be brought up to date.
    non_derived_fields: tuple[str, ...] = PROVENANCE

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or is_asked_for_choices(request)

    def refresh_derived(self):
        """Bring up to date what is computed from these rows. Called in the transaction of each edit or deletion."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forms_sent = [form, *(one for formset in formsets for one in formset.forms)]
        edited = {name for one in forms_sent for name in one.changed_data}
        if not change or edited - set(self.non_derived_fields):
            self.refresh_derived()

    def delete_model(self, request, obj):
        with transaction.atomic():
            super().delete_model(request, obj)
            self.refresh_derived()

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self.refresh_derived()

    def get_search_fields(self, request):
        columns = translated_columns(self.model)
        return [column for name in self.search_fields for column in columns.get(name, [name])]

    def get_search_results(self, request, queryset, search_term):
        """Find as Django does, but forgive the case of å, ä and ö, which SQLite compares as they are.

        Word by word, as Django does: one may be a name that is stored with a capital and the next may not be.
        """
        term = clean(search_term)
        if term.isascii():
            return super().get_search_results(request, queryset, term)
        found, may_repeat = queryset, False
        for word in smart_split(term):
            spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
            answers = [super(BaseAdmin, self).get_search_results(request, queryset, one) for one in spellings]
            found = found & reduce(or_, [answer for answer, _repeats in answers])
            may_repeat = may_repeat or any(repeats for _answer, repeats in answers)
        return found, may_repeat

    def get_changelist_instance(self, request):
        """Refuse a NUL in the address or the ticked rows: PostgreSQL raises on it, far from Django's own checks."""
        typed = [*request.GET.lists(), *request.POST.lists()]
        if any("\0" in value for name, values in typed if name != "q" for value in [name, *values]):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)


class TranslatedAdmin(BaseAdmin, TranslationAdmin):
    """A model admin with three languages side by side and a column that tells which of them are missing."""

    @admin.display(description=_("missing languages"))
    def missing_languages(self, obj):
        """Return "sv, en": the languages in which a text is missing that another language has."""
        missing = {
            column[-2:]
            for columns in translated_columns(self.model).values()
            for column in columns
            if not getattr(obj, column) and any(getattr(obj, other) for other in columns)
        }
        return ", ".join(language for language in LANGUAGES if language in missing)


class TranslatedInline(FieldsetLayoutMixin, TranslationStackedInline):
    """Rows of another model inside a form, with three languages side by side."""

    extra = 0


class BaseInline(FieldsetLayoutMixin, admin.StackedInline):
    """Rows of another model inside a form, without translated texts."""

    extra = 0


class DerivedAdmin(BaseAdmin):
    """Rows that the portal computes: shown for inspection, changed only by what they are computed from."""

    hidden: tuple[str, ...] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*self.hidden)

    def get_exclude(self, request, obj=None):
        return self.hidden

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
