"""What a loader last wrote, so that a later run knows what staff has edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRow(models.Model):
    """What a loader last wrote into one row: it shows whether staff has edited it since (three_way_merge.py)."""

    model = models.CharField(_("model"), max_length=60)
    key = models.CharField(_("key"), max_length=300)
    values = models.JSONField(_("loaded values"))
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
