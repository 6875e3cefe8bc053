"""What every fact about a group carries: where it was read, from which year it is, and who checked it when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How sure the source makes a fact (docs/sources.md explains each level)."""

    HIGH = "high", _("sure: the group's own or an official page")
    MEDIUM = "medium", _("fairly sure: an aim, an older or an indirect source")
    LOW = "low", _("unsure: check with the group")


class Sourced(models.Model):
    """A fact with its source and date. `checked_on` stays empty until a person has compared it with the source."""

    source = models.CharField(
        _("source"), max_length=1000, blank=True, help_text=_("Web addresses, separated by a semicolon.")
    )
    source_year = models.PositiveSmallIntegerField(_("year of the source"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def source_url(self) -> str:
        """The first web address in the source, "" when it names none."""
        first = self.source.split(";")[0].split(" ")[0].strip()
        return first if first.startswith(("https://", "http://")) else ""
