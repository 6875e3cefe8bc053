"""A project for editing: with its money and places, and with the memory of what staff has edited.

Whatever is edited here stays when its source is loaded again, until the tick beside "edited by staff" is taken off.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import BaseInline, TranslatedAdmin
from adminbase.translations import MissingTranslationFilter, translated_columns
from groups.admin.base import GroupScopedMixin
from projects.imports.change_text import field_label
from projects.search.index import reindex

from ..models import Funding, Project, ProjectPlace
from ..services import refresh_project


class ProjectForm(forms.ModelForm):
    """A project, and which edits of staff are protected from the next import of its source."""

    protected_edits = forms.MultipleChoiceField(
        label=_("Edited by staff"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An import of the source leaves these as they are. Take the tick off to follow the source again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "protected_edits" in self.fields:  # a person who may only look has no such field
            edited = self.instance.edited_fields
            self.fields["protected_edits"].choices = [(name, _label(name)) for name in edited]
            self.fields["protected_edits"].initial = edited

    def clean_number(self) -> str | None:
        return self.cleaned_data["number"] or None  # unique where there is one


def _label(name: str) -> str:
    return str({"places": _("places"), "fundings": _("funding")}.get(name) or field_label(name))


class FundingInline(BaseInline):
    model = Funding
    fields = [
        ("stage", "financial_year", "is_approximate"),
        ("public_eur", "eu_eur", "state_eur", "municipal_eur"),
        ("private_eur", "total_eur"),
    ]


class PlaceInline(BaseInline):
    model = ProjectPlace
    fields = [("municipality", "name_in_source")]
    autocomplete_fields = ["municipality"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProjectPlace]:
        return super().get_queryset(request).select_related("municipality", "project")


class EditedFilter(admin.SimpleListFilter):
    """Projects that staff has edited, or that are as their source has them."""

    title = _("edited by staff")
    parameter_name = "edited"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Project]) -> QuerySet[Project]:
        if self.value() == "yes":
            return queryset.exclude(edited_fields=[])
        return queryset.filter(edited_fields=[]) if self.value() == "no" else queryset


@admin.register(Project)
class ProjectAdmin(GroupScopedMixin, TranslatedAdmin):
    list_display = [
        "title", "number", "group", "theme", "starts", "ends", "public_funding_eur", "source", "is_published",
    ]  # fmt: skip
    list_select_related = ["group", "theme", "source"]
    list_filter = [
        "is_published", EditedFilter, "kind", "decision", "period", "theme", "source", MissingTranslationFilter,
    ]  # fmt: skip
    search_fields = ["title", "number", "applicant", "source_key"]
    show_full_result_count = False
    date_hierarchy = None
    form = ProjectForm
    inlines = [FundingInline, PlaceInline]
    autocomplete_fields = [
        "group", "partners", "parent", "applicant_municipality", "region", "theme", "programme",
    ]  # fmt: skip
    network_only_fields = ("number", "source", "source_key", "group", "partners", "parent", "is_published")
    fieldsets = [
        (None, {"fields": ["title", "summary", ("theme", "keywords"), ("kind", "parent"), "is_published"]}),
        (_("Who"), {"fields": ["group", "partners", ("applicant", "applicant_kind"), "applicant_municipality"]}),
        (
            _("When and where"),
            {"fields": [("starts", "starts_precision"), ("ends", "ends_precision"), "region", "decision"]},
        ),
        (_("Programme"), {"fields": [("programme", "period"), "measure"]}),
        (
            _("Source"),
            {
                "fields": [
                    ("source", "source_key", "number"), "source_url", ("source_date", "source_state"), "checked_on",
                    "protected_edits",
                ]
            },
        ),
    ]  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.edited_fields:
            return fieldsets
        return [
            (heading, {**options, "fields": [name for name in options["fields"] if name != "protected_edits"]})
            for heading, options in fieldsets
        ]

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Sequence[forms.BaseModelFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        project = form.instance
        edited = [name for name in form.changed_data if name != "protected_edits"]
        inlines = {ProjectPlace: "places", Funding: "fundings"}
        edited += [inlines[formset.model] for formset in formsets if formset.has_changed()]
        protected = form.cleaned_data.get("protected_edits", project.edited_fields)
        _note_edits(project, [*protected, *edited])

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the versions; one that is restored is an edit by staff like any other."""
        if request.method != "POST":
            return super().history_view(request, object_id, extra_context)
        with transaction.atomic():
            before = _contents(object_id)
            response = super().history_view(request, object_id, extra_context)
            after = _contents(object_id)
            if after != before:
                project = Project.objects.get(pk=object_id)
                edited = [name for name in after if after[name] != before.get(name)]
                _note_edits(project, [*project.edited_fields, *edited])
        return response

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        pk = obj.pk
        with transaction.atomic():
            super().delete_model(request, obj)
            reindex([pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        pks = list(queryset.values_list("pk", flat=True))
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            reindex(pks)


def _note_edits(project: Project, edited: list[str]) -> None:
    """Note which fields staff has edited, and update what is computed from the project."""
    project.edited_fields = list(dict.fromkeys(edited))
    project.save(update_fields=["edited_fields"])
    refresh_project(project)


def _contents(pk: Any) -> dict[str, Any]:
    """Return {name of a field: what it holds} of a project, {} when there is none."""
    columns = Project.objects.filter(pk=pk).rewrite(False).values().first()
    if columns is None:
        return {}
    names = {field.attname: field.name for field in Project._meta.concrete_fields if field.editable}
    for translated in translated_columns(Project):
        del names[translated]  # what it holds is in the columns of the languages
    # A text that nobody has written is NULL or empty.
    contents = {
        names[attname]: "" if value is None else value for attname, value in columns.items() if attname in names
    }
    contents["places"] = list(ProjectPlace.objects.filter(project=pk).values_list("municipality", "name_in_source"))
    contents["fundings"] = list(Funding.objects.filter(project=pk).order_by("pk").values())
    contents["partners"] = list(
        Project.partners.through.objects.filter(project=pk).values_list("leadergroup", flat=True)
    )
    return contents
