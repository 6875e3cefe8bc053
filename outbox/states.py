"""The states of a mail and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("given up")


MAIL_MOVES: dict[MailState, set[MailState]] = {
    MailState.QUEUED: {MailState.SENT, MailState.FAILED},
    MailState.FAILED: {MailState.QUEUED},
    MailState.SENT: {MailState.FAILED},  # it came back
}
