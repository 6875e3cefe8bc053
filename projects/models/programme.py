"""What projects are sorted by and where they come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import ProgrammingPeriod, Service


class Theme(models.Model):
    """What a project is about: the portal's own sorting, one theme a project."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    services = models.ManyToManyField(
        Service,
        blank=True,
        related_name="themes",
        verbose_name=_("services that it shows"),
        help_text=_("A funded project of this theme shows that its group can offer these services."),
    )

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A funding programme within an EU period, such as the Rural Development Programme for Mainland Finland."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    period = models.ForeignKey(
        ProgrammingPeriod, models.PROTECT, related_name="programmes", verbose_name=_("programming period")
    )

    class Meta:
        ordering = ["-period", "code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name


class ProjectSource(models.Model):
    """A register, list or page collection that projects are loaded from; its own ids are unique within it."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    licence = models.CharField(_("licence or terms of use"), max_length=200, blank=True)
    collected_on = models.DateField(
        _("collected on"), null=True, blank=True, help_text=_("The day on which its projects were read from it.")
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    is_demo = models.BooleanField(
        _("made up"), default=False, help_text=_("Scale data with invented names; never beside real projects.")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("source of projects")
        verbose_name_plural = _("sources of projects")

    def __str__(self) -> str:
        return self.name
