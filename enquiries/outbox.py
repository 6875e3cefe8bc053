"""Send what waits in the outbox. Any number of workers may run at once, and any of them may die at any moment."""

import logging
from datetime import timedelta
from time import sleep

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.models import Min, Q
from django.utils import timezone

from outbox import transport
from outbox.states import MailState
from text.normalise import clean
from transitions.moves import IllegalMove

from . import emails, services
from .models import OutboxMail

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
# After the first try, the second, …; the last one again and again until the mail's give_up_at.
# The first is short: most often a server has just started anew.
GAPS = [
    *(timedelta(minutes=minutes) for minutes in (0.25, 1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
]
MOST_TRIES = 20  # the gaps leave room for 13; more are only counted when the mail ends its workers
ERROR_LENGTH = OutboxMail._meta.get_field("last_error").max_length
# No mail is to blame for a server that is away, and each waits a tenth of the time it has waited so far.
AWAY_GAPS = timedelta(seconds=5), timedelta(hours=1)  # at least, at most
AWAY = "server away"
DATABASE_PAUSE_SECONDS = 0.5
_CANDIDATES = 20  # looked at together, so that workers who want the same mail find another one


def deliver_due(limit=1000, is_stopping=lambda: False):
    """Try every mail that is due, at most `limit`; return (sent, put off, given up) as numbers.

    is_stopping: called before each mail; True ends the round, the rest waits. So does a mail server that is away.
    """
    counts = {"sent": 0, "put off": 0, "given up": 0}
    for _number in range(limit):
        mail = None if is_stopping() else claim(timezone.now())
        if mail is None:
            break
        outcome = deliver(mail)
        counts["put off" if outcome == AWAY else outcome] += 1
        if outcome == AWAY:
            break
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
    return now - (give_up_at - emails.TRIED_FOR) if give_up_at else None


def is_late(age):
    """Return whether somebody should look after the mail. age: what oldest_unsent returns."""
    return age is not None and age >= timedelta(minutes=settings.MAIL_STALE_MINUTES)


def _free(now):
    return Q(lease_until=None) | Q(lease_until__lte=now)


def deliver(mail):
    """Try to send a claimed mail and note the result; return "sent", "put off", "given up" or AWAY."""
    if mail.attempts > MOST_TRIES:
        return _give_up(mail, "every worker that tried to send it has died")
    try:
        transport.send(mail)
    except transport.PermanentFailure as error:
        return _give_up(mail, str(error))
    except transport.ServerAway as error:
        return _wait_for_server(mail, str(error))
    except transport.TemporaryFailure as error:
        return _put_off(mail, str(error), _gap(mail))
    except Exception as error:
        # A mail that breaks the code must not hold up the others. The traceback may quote it: only its type is logged.
        return _put_off(mail, type(error).__name__, _gap(mail))
    try:
        _note_sent(mail, timezone.now())
    except IllegalMove:
        logger.warning("Mail %s was noted before: the lease ran out, or the database stopped while it noted", mail.pk)
    return "sent"


def _note_sent(mail, sent_at):
    # The mail server has it. What is not noted is sent again, so a database that restarts is waited for.
    lease_until = mail.lease_until  # record_sent empties it
    while True:
        try:
            return services.record_sent(mail, sent_at)
        except (OperationalError, InterfaceError):
            if timezone.now() >= lease_until:
                raise
        sleep(DATABASE_PAUSE_SECONDS)
        close_old_connections()


def _gap(mail):
    return GAPS[min(mail.attempts, len(GAPS)) - 1]


def _wait_for_server(mail, error):
    waited = timezone.now() - (mail.give_up_at - emails.TRIED_FOR)
    shortest, longest = AWAY_GAPS
    mail.attempts -= 1  # counted are tries that a mail can have failed by its own fault
    outcome = _put_off(mail, error, min(max(waited / 10, shortest), longest))
    return AWAY if outcome == "put off" else outcome


def _put_off(mail, error, gap):
    next_try_at = timezone.now() + gap
    if next_try_at >= mail.give_up_at:
        return _give_up(mail, error)
    # Only while the lease is ours: a worker that overslept must not undo what the next one has done.
    mine = OutboxMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, lease_until=mail.lease_until)
    mine.update(next_try_at=next_try_at, lease_until=None, attempts=mail.attempts, last_error=_short(error))
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
