"""Send the mails of the outbox. Any number of workers may run at once, and any of them may die at any moment."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto
from time import sleep

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.models import Q
from django.utils import timezone

from text.normalise import clean
from transitions.moves import IllegalMove

from . import services, transport
from .models import TRIED_FOR, OutboxMail
from .states import MailState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
# After the first try, the second, …; the last one again and again until the mail's give_up_at.
# The first is short: most often a server has just restarted.
GAPS = [
    *(timedelta(minutes=minutes) for minutes in (0.25, 1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
]
MAX_TRIES = 20  # the gaps leave room for 13; it gets this far only when the mail kills its workers
ERROR_LENGTH = OutboxMail._meta.get_field("last_error").max_length
# No mail is to blame for a server that is away, and each waits a tenth of the time it has waited so far.
MIN_AWAY_GAP, MAX_AWAY_GAP = timedelta(seconds=5), timedelta(hours=1)
DATABASE_PAUSE_SECONDS = 0.5
_CANDIDATES = 20  # read together, so that workers who want the same mail find another one


class Delivery(Enum):
    """What came of one try to send a mail."""

    SENT = auto()
    DEFERRED = auto()  # to be tried again later
    FAILED = auto()  # given up
    SERVER_AWAY = auto()  # deferred, as any other mail would be now


def deliver_due(limit: int = 1000, is_stopping: Callable[[], bool] = lambda: False) -> Counter[Delivery]:
    """Try every mail that is due, at most `limit`; return how many ended how.

    is_stopping: called before each mail; True ends the round, the rest waits. So does a mail server that is away.
    """
    counts: Counter[Delivery] = Counter()
    while counts.total() < limit and not counts[Delivery.SERVER_AWAY] and not is_stopping():
        mail = claim(timezone.now())
        if mail is None:
            break
        counts[deliver(mail)] += 1
    return counts


def claim(now: datetime) -> OutboxMail | None:
    """Take one due mail for this worker alone and return it, None when nothing is due.

    The lease is written before the try: when the worker dies, another takes the mail after it has run out. The try
    is counted then, too, so that a mail that kills its worker does not do so for ever.
    """
    due = OutboxMail.objects.filter(_is_free(now), state=MailState.QUEUED, next_try_at__lte=now)
    for mail in due.order_by("next_try_at", "pk")[:_CANDIDATES]:
        # The same number of tries: since the row was read another worker may have tried it, and freed it for later.
        same = OutboxMail.objects.filter(_is_free(now), pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts)
        if same.update(lease_until=now + LEASE, attempts=mail.attempts + 1):
            mail.lease_until = now + LEASE
            mail.attempts += 1
            return mail
    return None


def _is_free(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lte=now)


def deliver(mail: OutboxMail) -> Delivery:
    """Try to send a claimed mail and record the result."""
    if mail.attempts > MAX_TRIES:
        return _give_up(mail, "every worker that tried to send it has died")
    try:
        transport.send(mail)
    except transport.PermanentFailure as error:
        return _give_up(mail, str(error))
    except transport.ServerAway as error:
        return _wait_for_server(mail, str(error))
    except transport.TemporaryFailure as error:
        return _defer(mail, str(error), _gap(mail))
    except Exception as error:
        # A mail that breaks the code must not hold up the others. The traceback may quote it: only its type is logged.
        return _defer(mail, type(error).__name__, _gap(mail))
    try:
        _record_sent(mail, timezone.now())
    except IllegalMove:
        logger.warning("Mail %s was recorded before: the lease ran out, or the database stopped meanwhile", mail.pk)
    return Delivery.SENT


def _record_sent(mail: OutboxMail, sent_at: datetime) -> None:
    # The mail server has it. What is not recorded is sent again, so a database that restarts is waited for.
    lease_until = mail.lease_until  # record_sent empties it
    while True:
        try:
            return services.record_sent(mail, sent_at)
        except (OperationalError, InterfaceError):
            if lease_until is None or timezone.now() >= lease_until:
                raise
        sleep(DATABASE_PAUSE_SECONDS)
        close_old_connections()


def _gap(mail: OutboxMail) -> timedelta:
    return GAPS[min(mail.attempts, len(GAPS)) - 1]


def _wait_for_server(mail: OutboxMail, error: str) -> Delivery:
    waited = timezone.now() - (mail.give_up_at - TRIED_FOR)
    mail.attempts -= 1  # counted are tries that a mail can have failed by its own fault
    result = _defer(mail, error, min(max(waited / 10, MIN_AWAY_GAP), MAX_AWAY_GAP))
    return Delivery.SERVER_AWAY if result is Delivery.DEFERRED else result


def _defer(mail: OutboxMail, error: str, gap: timedelta) -> Delivery:
    next_try_at = timezone.now() + gap
    if next_try_at >= mail.give_up_at:
        return _give_up(mail, error)
    # Only while the lease is ours: a worker that overslept must not undo what the next one has done.
    own = OutboxMail.objects.filter(pk=mail.pk, state=MailState.QUEUED, lease_until=mail.lease_until)
    own.update(next_try_at=next_try_at, lease_until=None, attempts=mail.attempts, last_error=_short(error))
    logger.warning("Mail %s deferred until %s", mail.pk, next_try_at.isoformat(timespec="seconds"))
    return Delivery.DEFERRED


def _give_up(mail: OutboxMail, error: str) -> Delivery:
    try:
        services.record_failed(mail, _short(error))
    except IllegalMove:
        return Delivery.DEFERRED  # another worker has it
    logger.error("Mail %s given up after %s tries", mail.pk, mail.attempts)
    return Delivery.FAILED


def _short(error: str) -> str:
    return clean(error)[:ERROR_LENGTH]
