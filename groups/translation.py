"""Which columns of groups exist once per language, and which models keep their history."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from . import models


@register(models.LeaderGroup)
class LeaderGroupTranslation(TranslationOptions):
    fields = ["name", "legal_name", "summary"]


@register(models.AreaMembership)
class AreaMembershipTranslation(TranslationOptions):
    fields = ["part"]


@register(models.LocalDevelopmentStrategy)
class LocalDevelopmentStrategyTranslation(TranslationOptions):
    fields = ["title", "priorities"]


@register(models.Contact)
class ContactTranslation(TranslationOptions):
    fields = ["role"]


@register([models.Strength, models.Wish])
class NamedTextTranslation(TranslationOptions):
    fields = ["name", "text"]


@register([models.Service, models.Duty])
class SearchedTranslation(TranslationOptions):
    fields = ["name", "text", "keywords"]


@register(models.Office)
class OfficeTranslation(TranslationOptions):
    fields = ["town"]


@register(models.ServiceOffer)
class ServiceOfferTranslation(TranslationOptions):
    fields = ["text", "terms"]


@register([models.GroupStrength, models.Statement, models.NetworkActivity])
class TextTranslation(TranslationOptions):
    fields = ["text"]


@register(models.InformationPage)
class InformationPageTranslation(TranslationOptions):
    fields = ["title", "body"]


@register(models.ExampleActivity)
class ExampleActivityTranslation(TranslationOptions):
    fields = ["text", "picture_text"]


# Here and not in the models: only now do they have the columns of each language. See docs/adr/0006.
for _model in (
    models.LeaderGroup,
    models.AreaMembership,
    models.LocalDevelopmentStrategy,
    models.BoardComposition,
    models.Office,
    models.Strength,
    models.GroupStrength,
    models.Wish,
    models.Statement,
    models.NetworkActivity,
    models.InformationPage,
    models.Service,
    models.ServiceOffer,
    models.Duty,
    models.DutyService,
):
    simple_history.register(_model, app="groups")
simple_history.register(models.Contact, app="groups", m2m_fields=["topics"])
simple_history.register(models.ExampleActivity, app="groups", m2m_fields=["services", "municipalities"])
