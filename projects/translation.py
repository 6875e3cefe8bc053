"""Which columns of projects exist once per language."""

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
