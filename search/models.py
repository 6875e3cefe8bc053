"""The entries of the site search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .token_field import TokensField


class SearchEntry(models.Model):
    """One page as the site search sees it, in one language. Written by the app that owns the page (see entries.py)."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    language = models.CharField(_("language"), max_length=2)
    title = models.CharField(_("title"), max_length=300)
    title_language = models.CharField(_("language of the title"), max_length=2)
    title_folded = models.CharField(_("folded title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    text_language = models.CharField(_("language of the text"), max_length=2)
    url = models.CharField(_("address"), max_length=300)
    title_tokens = TokensField(_("tokens of the title"), blank=True)
    tokens = TokensField(
        _("all tokens"), blank=True, help_text=_("words and base forms, lower case, one space between")
    )
    order = models.CharField(_("ordering key"), max_length=300)
    analyser = models.CharField(_("what found the base forms"), max_length=60)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
