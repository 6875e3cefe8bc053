"""How long cases are kept. What is erased of a case leaves place, topics, states and days for the statistics."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from privacy.retention import months_before

from . import workflow
from .batch import run_safely
from .models import Enquiry
from .spam import digest
from .states import OPEN, CaseState, Outcome


def close_unanswered(now: datetime) -> int:
    """Close as unanswered, and erase, the cases without an event for KEEP_OPEN_CASE_MONTHS; return how many.

    The group was reminded and the coordinator told long ago; the statistics count them as unanswered.
    """
    unanswered = _inactive_since(months_before(now, settings.KEEP_OPEN_CASE_MONTHS)).filter(state__in=OPEN)
    unanswered = unanswered.exclude(state__in=[CaseState.HELD, CaseState.ANSWERED])
    return sum(run_safely(_close_and_erase, enquiry) for enquiry in unanswered)


def erase_cases(now: datetime) -> int:
    """Erase answered and closed cases KEEP_CASE_MONTHS after the last event in them; return how many."""
    old = _inactive_since(months_before(now, settings.KEEP_CASE_MONTHS))
    old = old.filter(state__in=[CaseState.ANSWERED, CaseState.CLOSED])
    return sum(run_safely(workflow.erase, enquiry) for enquiry in old)


def erase_spam(now: datetime) -> int:
    """Erase what was held for KEEP_SPAM_DAYS, but nothing that the coordinator was not told of; return how many."""
    reported_at = digest.reported_at()
    if reported_at is None:
        return 0
    before = min(now - timedelta(days=settings.KEEP_SPAM_DAYS), reported_at)
    old = Enquiry.objects.filter(state=CaseState.HELD, created_at__lt=before)
    return sum(run_safely(workflow.erase, enquiry) for enquiry in old)


def _inactive_since(moment: datetime) -> QuerySet[Enquiry]:
    return Enquiry.objects.annotate(last_event_at=Max("events__when")).filter(
        Q(last_event_at__lt=moment) | Q(last_event_at=None, created_at__lt=moment)
    )


def _close_and_erase(enquiry: Enquiry) -> None:
    workflow.close_all(enquiry, Outcome.NO_ANSWER)
    workflow.erase(enquiry)
