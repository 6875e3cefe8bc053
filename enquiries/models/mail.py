"""The mails that an enquiry causes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox.states import MailState

from .enquiry import Enquiry
from .message import Message
from .recipient import EnquiryRecipient


class OutboxMail(models.Model):
    """A mail to be sent, written in the transaction of its cause; enquiries.outbox sends it."""

    class Kind(models.TextChoices):
        TO_GROUP = "to_group", _("to the group")
        RECEIPT = "receipt", _("receipt to the sender")
        FAILURE = "failure", _("failure, to the coordinator")
        ANSWER = "answer", _("answer to the sender")
        REPLY = "reply", _("the sender's reply, to the group")
        REMINDER = "reminder", _("reminder to the group")
        OVERDUE = "overdue", _("overdue, to the coordinator")
        FOLLOW_UP = "follow_up", _("question to the sender: what came of it")
        STAFF = "staff", _("to staff about their access")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=_("enquiry")
    )
    recipient = models.ForeignKey(
        EnquiryRecipient, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=_("recipient")
    )
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    of_message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=_("message")
    )
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
                name="mail_about_an_enquiry_or_to_staff",
                condition=Q(kind="staff", enquiry=None) | ~Q(kind="staff") & Q(enquiry__isnull=False),
            ),
            models.CheckConstraint(
                name="sent_mail_has_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]

    def __str__(self):
        return self.subject
