"""Texts that staff begin an answer with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import LeaderGroup

_TWICE = _("There is a template of this name in this language already.")


class AnswerTemplate(models.Model):
    """An answer that is often given, in one language: a group's own, or (group empty) one of the network for all."""

    group = models.ForeignKey(
        LeaderGroup,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Leader group"),
        help_text=_("Empty: for all groups."),
    )
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(
        _("text"),
        max_length=5000,
        help_text=_("{sender}, {group}, {place} and {reference} are filled in when it is used."),
    )

    class Meta:
        ordering = ["language", "name", "pk"]
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "language", "name"], name="template_name_once_a_group", violation_error_message=_TWICE
            ),
            models.UniqueConstraint(
                fields=["language", "name"],
                condition=Q(group=None),
                name="template_name_once_in_the_network",
                violation_error_message=_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return self.name
