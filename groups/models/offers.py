"""Services, the duties they serve, and what each group says it offers."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from places.cached_reverse import cached_reverse

from .group import LeaderGroup
from .network import Strength
from .sourced import Confidence, Sourced


def keywords_field() -> models.TextField:
    """Return the column of words beyond the name that people search a thing by, separated by commas."""
    return models.TextField(
        _("other words it is searched by"),
        blank=True,
        help_text=_("Separated by commas. The search finds the page by them; they are not shown."),
    )


def all_keywords(searched: "Service | Duty") -> list[str]:
    """Return the keywords in all languages: who reads in Swedish may well know only the Finnish word."""
    texts = [getattr(searched, f"keywords_{language}") or "" for language, _name in settings.LANGUAGES]
    return [word.strip() for word in re.split("[,\n]", ",".join(texts)) if word.strip()]


class Service(models.Model):
    """One of the services that the network promises to regions and municipalities."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    slug = models.SlugField(_("address word"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("text"))
    keywords = keywords_field()
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("service", self.slug)


class DutyQuerySet(models.QuerySet["Duty"]):
    def with_services(self) -> "DutyQuerySet":
        """Return the duties that any service helps with, in the network's order; ordered_services costs no more."""
        links = DutyService.objects.select_related("service")
        return self.filter(links__isnull=False).distinct().prefetch_related(Prefetch("links", links))


class Duty(models.Model):
    """A task of a municipality or region that Leader services help with."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    slug = models.SlugField(_("address word"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=100)
    text = models.CharField(_("what it is about"), max_length=200, blank=True)
    keywords = keywords_field()
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    services = models.ManyToManyField(
        Service, through="DutyService", related_name="duties", verbose_name=_("services that help")
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("duty", self.slug)

    @property
    def ordered_services(self) -> list[Service]:
        """The services that help, in the order of this duty. Read the duty by with_services()."""
        return [link.service for link in self.links.all()]


class DutyService(models.Model):
    """That a service helps with a duty, and in which order the services are named."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="links", verbose_name=_("duty"))
    service = models.ForeignKey(Service, models.CASCADE, related_name="links", verbose_name=_("service"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("service of a duty")
        verbose_name_plural = _("services of duties")
        constraints = [models.UniqueConstraint(fields=["duty", "service"], name="service_once_in_a_duty")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.service}"


class ServiceOffer(Sourced):
    """What a group offers of one service, and how we know: see groups.evidence."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="offers", verbose_name=_("Leader group"))
    service = models.ForeignKey(Service, models.PROTECT, related_name="offers", verbose_name=_("service"))
    text = models.TextField(_("what exactly"), blank=True)
    terms = models.CharField(_("terms"), max_length=300, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)
    is_confirmed = models.BooleanField(
        _("confirmed by the group"), default=False, help_text=_("The group itself has said that it does this.")
    )
    checked_by = models.CharField(_("checked by"), max_length=100, blank=True)

    class Meta:
        ordering = ["service__order", "pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [models.UniqueConstraint(fields=["group", "service"], name="one_offer_a_service")]

    def __str__(self) -> str:
        return f"{self.group}: {self.service}"

    @property
    def is_unsure(self) -> bool:
        return self.confidence == Confidence.LOW and not self.is_confirmed


class GroupStrength(Sourced):
    """A group's own words for one of the network's strengths, with dated evidence."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="strengths", verbose_name=_("Leader group"))
    strength = models.ForeignKey(Strength, models.PROTECT, related_name="group_texts", verbose_name=_("strength"))
    text = models.TextField(_("in the group's own words"))

    class Meta:
        ordering = ["strength__order", "pk"]
        verbose_name = _("strength of the group")
        verbose_name_plural = _("strengths of the group")
        constraints = [models.UniqueConstraint(fields=["group", "strength"], name="one_text_a_strength")]

    def __str__(self) -> str:
        return f"{self.group}: {self.strength}"
