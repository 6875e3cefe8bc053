"""What is said in a case after its first text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enquiry import Enquiry
from .recipient import EnquiryRecipient


class MessageQuerySet(models.QuerySet["Message"]):
    def read_by(self, recipient: EnquiryRecipient) -> "MessageQuerySet":
        """Return what a recipient may read: the sender's words to it or to all, all groups' answers, its own notes."""
        author = Message.Author
        to_it = Q(author=author.SENDER) & (Q(recipient=None) | Q(recipient=recipient))
        return self.filter(to_it | Q(author=author.GROUP) | Q(author=author.NOTE, recipient=recipient))


class Message(models.Model):
    """One turn of the conversation, or an internal note that the sender never sees.

    From a recipient to the sender, or from the sender to one recipient or (recipient empty) to all of them.
    """

    class Author(models.TextChoices):
        SENDER = "sender", _("the sender")
        GROUP = "group", _("the group")
        NOTE = "note", _("internal note")

    class Channel(models.TextChoices):
        WEB = "web", _("on the portal")
        MAIL = "mail", _("by e-mail")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages", verbose_name=_("enquiry"))
    recipient = models.ForeignKey(
        EnquiryRecipient, models.CASCADE, null=True, blank=True, related_name="messages", verbose_name=_("recipient")
    )
    author = models.CharField(_("from"), max_length=6, choices=Author.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    text = models.TextField(_("text"))
    channel = models.CharField(_("came"), max_length=4, choices=Channel.choices, default=Channel.WEB)
    # The mail or the form it came with: the same one twice is one message.
    origin = models.CharField(_("origin"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="message_once"),
            models.CheckConstraint(
                name="groups_and_notes_speak_for_a_recipient",
                condition=Q(author="sender") | Q(recipient__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry}: {self.get_author_display()}"
