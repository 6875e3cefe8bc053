"""The mails that an enquiry causes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outbox.models import OutboxMail

from .enquiry import Enquiry
from .message import Message
from .recipient import EnquiryRecipient


class EnquiryMail(models.Model):
    """What a mail of the outbox is about: which enquiry, and if so which of its recipients and messages.

    The mail goes with the enquiry's personal data: delete the mail, and this row goes with it.
    """

    class Kind(models.TextChoices):
        TO_GROUP = "to_group", _("to the group")
        RECEIPT = "receipt", _("receipt to the sender")
        FAILURE = "failure", _("failure, to the coordinator")
        ANSWER = "answer", _("answer to the sender")
        REPLY = "reply", _("the sender's reply, to the group")
        REMINDER = "reminder", _("reminder to the group")
        OVERDUE = "overdue", _("overdue, to the coordinator")
        FOLLOW_UP = "follow_up", _("question to the sender about the outcome")

    mail = models.OneToOneField(
        OutboxMail, models.CASCADE, primary_key=True, related_name="enquiry_mail", verbose_name=_("mail")
    )
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="mail_links", verbose_name=_("enquiry"))
    recipient = models.ForeignKey(
        EnquiryRecipient,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mail_links",
        verbose_name=_("recipient"),
    )
    message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="mail_links", verbose_name=_("message")
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail of an enquiry")
        verbose_name_plural = _("mails of enquiries")

    def __str__(self) -> str:
        return str(self.mail)
