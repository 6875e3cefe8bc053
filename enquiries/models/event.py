"""The audit trail of an enquiry."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enquiry import Enquiry
from .recipient import EnquiryRecipient


class Event(models.Model):
    """What happened to an enquiry, when and by whom. Never what anybody wrote."""

    class What(models.TextChoices):
        RECEIVED = "received", _("received")
        HELD = "held", _("held as suspected spam")
        RELEASED = "released", _("released by a person")
        DELIVERED = "delivered", _("mail delivered to the recipient")
        RECEIPT_SENT = "receipt_sent", _("receipt delivered to the sender")
        MAIL_FAILED = "mail_failed", _("mail given up")
        TRIED_AGAIN = "tried_again", _("mail queued again by a person")
        BOUNCED = "bounced", _("mail came back")
        CONFIRMED = "confirmed", _("the sender confirmed the address")
        SEEN = "seen", _("seen by the group")
        ANSWERED = "answered", _("answered")
        REPLIED = "replied", _("the sender replied")
        NOTED = "noted", _("internal note written")
        ASSIGNED = "assigned", _("assigned")
        LEAD_TAKEN = "lead_taken", _("took the lead")
        HANDED_OVER = "handed_over", _("handed over to another group")
        GROUP_ADDED = "group_added", _("another group was asked to join")
        REMINDED = "reminded", _("the group was reminded")
        OVERDUE = "overdue", _("the coordinator was told that no answer came")
        SENDER_REMINDED = "sender_reminded", _("the sender asked to remind")
        SENDER_ASKED = "sender_asked", _("the sender was asked for the outcome")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        ERASED = "erased", _("personal data erased")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="events", verbose_name=_("enquiry"))
    recipient = models.ForeignKey(
        EnquiryRecipient, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("recipient")
    )
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    when = models.DateTimeField(_("when"), default=timezone.now)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty: the sender or the portal itself."),
    )

    class Meta:
        ordering = ["when", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_what_display()
