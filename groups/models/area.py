"""Which municipalities make up the area of a group."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Municipality

from .group import LeaderGroup
from .sourced import Confidence, Sourced


class AreaMembership(Sourced):
    """That a municipality belongs to a group's area, wholly or in part, and which part that is."""

    class Coverage(models.TextChoices):
        FULL = "full", _("the whole municipality")
        PART = "part", _("a part of the municipality")

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="areas", verbose_name=_("Leader group"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="areas", verbose_name=_("municipality"))
    coverage = models.CharField(_("coverage"), max_length=4, choices=Coverage.choices)
    part = models.CharField(_("which part"), max_length=300, blank=True)
    former_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the part is this former municipality"),
    )
    postal_codes = models.CharField(
        _("postal codes of the part"), max_length=500, blank=True, help_text=_("Separated by spaces.")
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["municipality__slug", "group__slug"]
        verbose_name = _("municipality of the area")
        verbose_name_plural = _("municipalities of the area")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "municipality"],
                condition=Q(valid_to=None),
                name="municipality_once_in_an_area",
                violation_error_message=_(
                    "This municipality is in the group's area already. Correct that row, or end it."
                ),
            ),
            models.CheckConstraint(
                name="only_a_part_is_described",
                condition=Q(coverage="part") | Q(former_municipality=None),
                violation_error_message=_("Name a former municipality only when a part of the municipality belongs."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.municipality}"

    @property
    def is_part(self) -> bool:
        return self.coverage == self.Coverage.PART
