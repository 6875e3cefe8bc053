"""Record what becomes of mails. Each function is one transaction, in which the owner of the mail follows (handlers.py).

The owner locks what the mail is about before the mail changes: everybody locks in this order.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from transitions.moves import move

from .handlers import handler_of
from .models import TRIED_FOR, OutboxMail
from .states import MAIL_MOVES, MailState


def queue_once(mail: OutboxMail) -> bool:
    """Save a mail unless there is one with its dedup_key; return whether it was saved."""
    columns = [field.attname for field in mail._meta.concrete_fields if not field.primary_key]
    defaults = {column: getattr(mail, column) for column in columns}
    _saved, is_new = OutboxMail.objects.get_or_create(dedup_key=mail.dedup_key, defaults=defaults)
    return is_new


@transaction.atomic
def record_sent(mail: OutboxMail, now: datetime) -> None:
    """Record that the mail server has taken a mail, and what that means for what it is about.

    Raises IllegalMove when the mail is no longer queued (another worker was quicker).
    """
    handler = handler_of(mail)
    handler.lock()
    move(mail, MailState.SENT, MAIL_MOVES, sent_at=now, lease_until=None, last_error="")
    handler.on_sent(now)


@transaction.atomic
def record_failed(mail: OutboxMail, error: str) -> None:
    """Record that a mail was given up. error: what the mail server said. Raises IllegalMove like record_sent."""
    handler = handler_of(mail)
    handler.lock()
    move(mail, MailState.FAILED, MAIL_MOVES, lease_until=None, last_error=error, sent_at=None)
    handler.on_failed()


@transaction.atomic
def record_bounced(mail: OutboxMail, error: str, now: datetime) -> None:
    """Record that a mail came back undelivered: as if it had been refused at once.

    error: what the reporting server said. Raises IllegalMove when the mail has failed before, so that a bounce that
    comes twice is reported once.
    """
    handler = handler_of(mail)
    handler.lock()
    # One that still counts as queued has left all the same: its worker died before it could say so.
    move(mail, MailState.FAILED, MAIL_MOVES, lease_until=None, last_error=error, sent_at=None, bounced_at=now)
    handler.on_bounced()


@transaction.atomic
def try_again(mail: OutboxMail, who: User) -> None:
    """Queue a mail that was given up once more. Raises IllegalMove for others."""
    handler = handler_of(mail)
    handler.lock()
    now = timezone.now()
    move(
        mail,
        MailState.QUEUED,
        MAIL_MOVES,
        next_try_at=now,
        give_up_at=now + TRIED_FOR,
        attempts=0,
        bounced_at=None,
        **handler.renewed_columns(),
    )
    handler.on_tried_again(who)
