"""The network's own words: vision, mission, strengths, wishes, example activities and the information pages."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """The vision, the mission or the tagline of the network."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return self.code


class Strength(models.Model):
    """One of the strengths that the network says every Leader group has."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("strength")
        verbose_name_plural = _("strengths")

    def __str__(self) -> str:
        return self.name


class NetworkActivity(models.Model):
    """An example of what Leader groups do within a service, as the network describes it, of no group in particular."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    service = models.ForeignKey("groups.Service", models.CASCADE, related_name="activities", verbose_name=_("service"))
    text = models.CharField(_("text"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("example of what groups do")
        verbose_name_plural = _("examples of what groups do")

    def __str__(self) -> str:
        return self.text


class Wish(models.Model):
    """What the network asks of regions or municipalities."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=150)
    text = models.TextField(_("text"))
    to_regions = models.BooleanField(_("to regions"), default=True)
    to_municipalities = models.BooleanField(_("to municipalities"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")

    def __str__(self) -> str:
        return self.name


class InformationPage(models.Model):
    """A page of text in Markdown: about, data and sources, accessibility, privacy."""

    class Code(models.TextChoices):
        ABOUT = "about", _("About the portal")
        DATA = "data", _("Data and sources")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        PRIVACY = "privacy", _("Privacy notice")

    code = models.CharField(_("code"), max_length=20, choices=Code.choices, unique=True)
    title = models.CharField(_("title"), max_length=100)
    body = models.TextField(
        _("text"), help_text=_("Markdown; {operator} and {email} stand for who runs the portal and their address.")
    )
    version = models.DateField(_("version of"), help_text=_("The date that a consent to this text refers to."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"page-{self.code}")


def fill_placeholders(text: str) -> str:
    """Return the text of an information page with the settings in place of {operator}, {email}, {case_months} …"""
    values = {
        "operator": settings.OPERATOR_NAME,
        "email": settings.OPERATOR_EMAIL,
        "case_months": settings.KEEP_CASE_MONTHS,
        "open_case_months": settings.KEEP_OPEN_CASE_MONTHS,
        "spam_days": settings.KEEP_SPAM_DAYS,
        "staff_traces_days": settings.KEEP_STAFF_TRACES_DAYS,
        "contact_versions_months": settings.KEEP_CONTACT_VERSIONS_MONTHS,
    }
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
