"""Which columns of groups exist once per language."""

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
