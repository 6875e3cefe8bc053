"""Which columns of projects exist once per language, and which models keep their versions."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from . import models


@register(models.Theme)
class ThemeTranslation(TranslationOptions):
    fields = ["name"]


@register(models.Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ["name"]


@register(models.ProjectSource)
class ProjectSourceTranslation(TranslationOptions):
    fields = ["name", "licence"]


@register(models.Project)
class ProjectTranslation(TranslationOptions):
    fields = ["title", "summary"]


# Here and not in the models: only now do they have the columns of each language. Without what is derived or counts the
# imports, so that a version is what a person wrote.
simple_history.register(
    models.Project,
    app="projects",
    m2m_fields=["partners"],
    excluded_fields=[
        "title_key",
        "public_funding_eur",
        "total_eur",
        "funding_stage",
        "changed_at",
        "edited_fields",
        "last_seen_run",
    ],
)
simple_history.register(models.ProjectPlace, app="projects")
simple_history.register(models.Funding, app="projects")
