"""The mails of the portal. What a mail is about is known to the app that wrote it (handlers.py), not here."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .handlers import kind_choices
from .states import MailState

TRIED_FOR = timedelta(hours=72)  # from writing a mail, or queueing it again, to giving it up


class OutboxMail(models.Model):
    """A mail to be sent, written in the transaction of its cause; outbox.delivery sends it."""

    kind = models.CharField(_("kind"), max_length=10, choices=kind_choices)
    # Of what is written once, however many processes write it: see services.queue_once.
    dedup_key = models.CharField(_("key"), max_length=60, unique=True, null=True, blank=True, editable=False)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    message_id = models.CharField(
        _("Message-ID"),
        max_length=300,
        unique=True,
        help_text=_("The same on every try: a second copy is known as one."),
    )
    state = models.CharField(_("state"), max_length=6, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    give_up_at = models.DateTimeField(_("last try before"))
    lease_until = models.DateTimeField(
        _("taken until"), null=True, blank=True, help_text=_("A worker is sending it; after this time another may.")
    )
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    bounced_at = models.DateTimeField(
        _("came back"), null=True, blank=True, help_text=_("A mail server on the way could not deliver it.")
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state="queued"), name="mail_due")]
        constraints = [
            models.CheckConstraint(name="mail_state_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(
                name="sent_mail_has_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
