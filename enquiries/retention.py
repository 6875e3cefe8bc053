"""How long personal data is kept: what is older goes. The lengths are settings, which the privacy notice tells, too.

Everything may run twice or miss days. What is erased of a case leaves place, topics, states and days for the numbers.
"""

from calendar import monthrange
from datetime import timedelta
from importlib import import_module

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Max, Q

from groups.models import Contact, Office
from history import versions
from outbox.states import MailState
from projects.models import WaitingFile
from ratelimit import limits

from . import workflow
from .batch import run_safely
from .models import Enquiry, OutboxMail
from .spam import digest
from .states import OPEN, CaseState, Outcome


def tidy(now):
    """Erase and delete what is older than the settings allow; return {what: how many}. now: aware datetime."""
    return {
        "unanswered cases closed and erased": close_forgotten(now),
        "cases erased": erase_cases(now),
        "held enquiries erased": erase_spam(now),
        "waiting files deleted": _delete(WaitingFile.objects.filter(sent_at__lt=now - _days("UPLOADS"))),
        "traces of staff deleted": forget_staff(now),
        "versions of contacts deleted": forget_versions(now),
    }


def close_forgotten(now):
    """Close as unanswered, and erase, the cases without an event for KEEP_OPEN_CASE_MONTHS; return how many.

    They were reminded of and told to the coordinator long ago; the numbers count them as unanswered.
    """
    waiting = _unmoved(_months_before(now, "OPEN_CASE")).filter(state__in=OPEN)
    waiting = waiting.exclude(state__in=[CaseState.HELD, CaseState.ANSWERED])
    return sum(run_safely(_close_and_erase, enquiry) for enquiry in waiting)


def _close_and_erase(enquiry):
    workflow.close_all(enquiry, Outcome.NO_ANSWER)
    workflow.erase(enquiry)


def erase_cases(now):
    """Erase answered and closed cases KEEP_CASE_MONTHS after the last event in them; return how many."""
    old = _unmoved(_months_before(now, "CASE")).filter(state__in=[CaseState.ANSWERED, CaseState.CLOSED])
    return sum(run_safely(workflow.erase, enquiry) for enquiry in old)


def _unmoved(since):
    return Enquiry.objects.annotate(moved_at=Max("events__when")).filter(
        Q(moved_at__lt=since) | Q(moved_at=None, created_at__lt=since)
    )


def erase_spam(now):
    """Erase what was held for KEEP_SPAM_DAYS, though nothing that nobody was told of; return how many."""
    told_at = digest.told_at()
    if told_at is None:
        return 0
    old = Enquiry.objects.filter(state=CaseState.HELD, created_at__lt=min(now - _days("SPAM"), told_at))
    return sum(run_safely(workflow.erase, enquiry) for enquiry in old)


def forget_staff(now):
    """Delete old traces of sign-ins and mails to staff, and sessions that have ended; return how many rows.

    Attempts to send an enquiry go after a day here, too, when nobody writes and no mail worker runs.
    """
    before = now - _days("STAFF_TRACES")
    limits.purge(now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    mails = OutboxMail.objects.filter(kind=OutboxMail.Kind.STAFF, created_at__lt=before)
    sign_ins = [table.objects.filter(attempt_time__lt=before) for table in (AccessAttempt, AccessFailureLog, AccessLog)]
    return sum(map(_delete, [mails.exclude(state=MailState.QUEUED), *sign_ins]))


def forget_versions(now):
    """Delete old versions of contacts and offices, and the old list of who edited what; return how many rows."""
    before = _months_before(now, "CONTACT_VERSIONS")
    old = [versions.forget(model.history.filter(history_date__lt=before)) for model in (Contact, Office)]
    return sum(old) + _delete(LogEntry.objects.filter(action_time__lt=before))


def _delete(rows):
    return rows.delete()[0]


def _days(what):
    return timedelta(days=getattr(settings, f"KEEP_{what}_DAYS"))


def _months_before(moment, what):
    """Return the same day of the month earlier, or the last one of a month that has no such day."""
    months = moment.year * 12 + moment.month - 1 - getattr(settings, f"KEEP_{what}_MONTHS")
    year, month = months // 12, months % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
