"""Send what waits in the outbox. Any number of workers may run at once, and any of them may die at any moment."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Min, Q
from django.utils import timezone

from places.names import clean

from . import mails, services, transport
from .models import OutboxMail
from .states import IllegalMove, MailState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
# After the first try, the second, …; the last one again and again until the mail's give_up_at.
GAPS = [
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
]
MOST_TRIES = 20  # the gaps leave room for 12; more are only counted when the mail ends its workers
ERROR_LENGTH = OutboxMail._meta.get_field("last_error").max_length
_CANDIDATES = 20  # looked at together, so that workers who want the same mail find another one


def deliver_due(limit=1000, is_stopping=lambda: False):
    """Try every mail that is due, at most `limit`; return (sent, put off, given up) as numbers.

    is_stopping: called before each mail; True ends the round, the rest waits.
    """
    counts = {"sent": 0, "put off": 0, "given up": 0}
    for _number in range(limit):
        mail = None if is_stopping() else claim(timezone.now())
        if mail is None:
            break
        counts[deliver(mail)] += 1
    return tuple(counts.values())


def claim(now):
    """Take one due mail for this worker alone and return it, None when nothing is due.

    The lease is written before the try: when the worker dies, another takes the mail after it has run out. The try
    is counted then, too, so that a mail that kills its worker does not do so for ever.
    """
    due = OutboxMail.objects.filter(_free(now), state=MailState.QUEUED, next_try_at__lte=now)
    for mail in due.order_by("next_try_at", "pk")[:_CANDIDATES]:
        taken = OutboxMail.objects.filter(_free(now), pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts)
        if taken.update(lease_until=now + LEASE, attempts=mail.attempts + 1):
            mail.lease_until = now + LEASE
            mail.attempts += 1
            return mail
    return None


def oldest_unsent(now):
    """Return for how long the oldest mail has waited, as a timedelta; None when no mail waits.

    now: aware datetime. A mail that a person queued again has waited since then.
    """
    queued = OutboxMail.objects.filter(state=MailState.QUEUED)
    give_up_at = queued.aggregate(first=Min("give_up_at"))["first"]
    return now - (give_up_at - mails.TRIED_FOR) if give_up_at else None


def is_late(age):
    """Return whether somebody should look after the mail. age: what oldest_unsent returns."""
    return age is not None and age >= timedelta(minutes=settings.MAIL_STALE_MINUTES)


def _free(now):
    return Q(lease_until=None) | Q(lease_until__lte=now)


def deliver(mail):
    """Try to send a claimed mail and note the result; return "sent", "put off" or "given up"."""
    if mail.attempts > MOST_TRIES:
        return _give_up(mail, "every worker that tried to send it has died")
    try:
        transport.send(mail)
    except transport.PermanentFailure as error:
        return _give_up(mail, str(error))
    except transport.TemporaryFailure as error:
        return _put_off(mail, str(error))
    except Exception as error:
        # A mail that breaks the code must not hold up the others. The traceback may quote it: only its type is logged.
        return _put_off(mail, type(error).__name__)
    try:
        services.record_sent(mail, timezone.now())
    except IllegalMove:
        logger.warning("Mail %s was sent twice: the lease ran out", mail.pk)
    return "sent"


def _put_off(mail, error):
    next_try_at = timezone.now() + GAPS[min(mail.attempts, len(GAPS)) - 1]
    if next_try_at >= mail.give_up_at:
        return _give_up(mail, error)
    # Only while the lease is ours: a worker that overslept must not undo what the next one has done.
    mine = OutboxMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, lease_until=mail.lease_until)
    mine.update(next_try_at=next_try_at, lease_until=None, last_error=_short(error))
    logger.warning("Mail %s put off until %s", mail.pk, next_try_at.isoformat(timespec="seconds"))
    return "put off"


def _give_up(mail, error):
    try:
        services.record_failed(mail, _short(error))
    except IllegalMove:
        return "put off"  # another worker has it
    logger.error("Mail %s given up after %s tries", mail.pk, mail.attempts)
    return "given up"


def _short(error):
    return clean(error)[:ERROR_LENGTH]
