"""The count behind the rate limit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One attempt from a network address, stored as a keyed hash for a day (see limits.py)."""

    address_hash = models.CharField(_("hash of the network address"), max_length=64)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [
            models.Index(fields=["address_hash", "at"], name="attempts_of_address"),
            models.Index(fields=["at"], name="attempts_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
