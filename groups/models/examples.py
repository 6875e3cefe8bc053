"""What groups have done, with a source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Municipality

from .group import LeaderGroup
from .offers import Service
from .sourced import Confidence, Sourced


class ExampleActivity(Sourced):
    """Something a group has done or funded: evidence of its services, an example to follow."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="examples", verbose_name=_("Leader group"))
    title = models.CharField(_("title"), max_length=200)
    title_language = models.CharField(
        _("language of the title"),
        max_length=2,
        choices=[("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))],
        default="fi",
    )
    text = models.TextField(_("what was done"), blank=True)
    services = models.ManyToManyField(Service, blank=True, related_name="examples", verbose_name=_("services"))
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="examples", verbose_name=_("municipalities")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    picture = models.ImageField(_("picture"), upload_to="examples/", blank=True)
    picture_text = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    is_decided = models.BooleanField(
        _("funding decided"),
        default=True,
        help_text=_("Off: the group has endorsed it, but the final decision was not seen."),
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)

    class Meta:
        ordering = ["-year", "title", "pk"]
        verbose_name = _("example activity")
        verbose_name_plural = _("example activities")
        constraints = [
            models.UniqueConstraint(fields=["group", "title"], name="example_once_a_group"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sure(self) -> bool:
        """Whether it is evidence of a service: the source names the group, and the funding was decided."""
        return self.is_decided and self.confidence != Confidence.LOW
